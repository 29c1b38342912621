"""The API in the words of OpenAPI 3.1: each operation's decorator, and the document that they make.

What the code knows is taken from it: the forms and the query from their serializers, problems from their enum, limits
from the constants that the validation uses, summaries from the docstrings of the views.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from inspect import getdoc
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
)

from api import idempotency, patience, request_ids
from api.listing import MAX_LIMIT, Query, as_page
from api.problems import MEDIA_TYPE, NO_PRODUCT, ProblemType
from api.problems import as_json as problem_as_json
from api.serializers import MAX_NAME, METADATA, OrderOfItems, OrderOfOneProduct, history_as_json
from api.serializers import as_json as order_as_json
from api.waiting import LONGEST
from orders.contract import CURRENCY_PATTERN
from orders.domain.attempt import MAX_ATTEMPT_NUMBER
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.money import Money
from orders.domain.order import MAX_LINES, MAX_QUANTITY, Order, OrderLine, OrderStatus, PaymentMethod
from orders.domain.search import Page

Schema = Mapping[str, Any]
View = TypeVar("View", bound=Callable[..., Any])

DESCRIPTION = (
    "Places, lists, reads and cancels orders.  Money is in minor units (1999 USD is $19.99), time is UTC in ISO 8601.  "
    f"Every error is a problem detail (RFC 9457); its type never changes, and {ProblemType.METHOD_NOT_ALLOWED.uri} "
    "answers every method that is not described here.  A request that is no good HTTP is answered with a problem too."
)


def _object(properties: Mapping[str, Schema], optional: Sequence[str] = ()) -> Schema:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _name(kind: ProblemType) -> str:
    return kind.name.title().replace("_", "")


_TEXT: Schema = {"type": "string"}
_NAME: Schema = {"type": "string", "minLength": 1, "maxLength": MAX_NAME}
_MONEY: Schema = {"type": "integer", "minimum": 0}
_QUANTITY: Schema = {"type": "integer", "minimum": 1, "maximum": MAX_QUANTITY}
_MOMENT: Schema = {"type": "string", "format": "date-time"}
_ONE_LINE: Mapping[str, Schema] = {"product_name": _NAME, "quantity": _QUANTITY, "unit_price": _MONEY}

_PROBLEM: Mapping[str, Schema] = {
    "type": {"enum": [kind.uri for kind in ProblemType]},
    "title": _TEXT,
    "status": {"type": "integer"},
    "detail": _TEXT,
    "request_id": {"type": "string", "pattern": f"^{request_ids.SAFE.pattern}$"},
    "errors": {"type": "array", "minItems": 1, "items": _object({"field": _TEXT, "detail": _TEXT})},
}

_WITH_FIELDS = MappingProxyType(
    {
        ProblemType.INVALID_ORDER: [
            {"field": "items[1].quantity", "detail": f"must be a whole number from 1 to {MAX_QUANTITY}"}
        ],
        ProblemType.INVALID_QUERY: [{"field": "limit", "detail": f"must be a whole number from 1 to {MAX_LIMIT}"}],
        ProblemType.INVALID_IDEMPOTENCY_KEY: [{"field": idempotency.HEADER, "detail": idempotency.EXPECTED}],
        ProblemType.UNKNOWN_PRODUCT: [{"field": "product_name", "detail": NO_PRODUCT}],
    }
)
"""The problems that name fields, each with an example."""


def _example_of(kind: ProblemType) -> Schema:
    return problem_as_json(kind, f"{kind.title[0].lower()}{kind.title[1:]}", "req-4711", _WITH_FIELDS.get(kind, ()))


def _problem(kind: ProblemType) -> Schema:
    """A problem of one type."""
    fixed: Mapping[str, Schema] = {
        "type": {"const": kind.uri},
        "title": {"const": kind.title},
        "status": {"const": int(kind.status)},
    }
    members = {name: rule for name, rule in _PROBLEM.items() if name != "errors" or kind in _WITH_FIELDS}
    return {**_object({**members, **fixed}), "examples": [_example_of(kind)]}


COMPONENTS: Mapping[str, Schema] = MappingProxyType(
    {
        "Order": {
            "description": "An order as it stands; one of one line also has that line's fields at the top.",
            **_object(
                {
                    "order_id": _TEXT,
                    "customer_name": _NAME,
                    **_ONE_LINE,
                    "total": _MONEY,
                    "currency": {"type": "string", "pattern": f"^{CURRENCY_PATTERN}$"},
                    "payment_method": _ref(PaymentMethod.__name__),
                    "status": {"enum": list(map(str, OrderStatus))},
                    "attempt": {"type": "integer", "minimum": 1, "maximum": MAX_ATTEMPT_NUMBER},
                    "created_at": _MOMENT,
                    "updated_at": _MOMENT,
                    "failure_reason": {"type": ["string", "null"]},
                    "cancel_requested_at": {**_MOMENT, "type": ["string", "null"]},
                    "items": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": MAX_LINES,
                        "items": _object({**_ONE_LINE, "line_total": _MONEY}),
                    },
                    "metadata": METADATA,
                },
                optional=tuple(_ONE_LINE),
            ),
        },
        "Page": _object(
            {
                "orders": {"type": "array", "maxItems": MAX_LIMIT, "items": _ref("Order")},
                "next": {"type": ["string", "null"], "format": "uri-reference"},
            }
        ),
        "History": _object(
            {
                "order_id": _TEXT,
                "status": {"enum": list(map(str, OrderStatus))},
                "events": {"type": "array", "items": _ref("Event")},
            }
        ),
        "Event": {
            "description": "Something that happened to an order; what the customer did belongs to no attempt.",
            **_object(
                {
                    "event": {"enum": list(map(str, HistoryEventType))},
                    "at": _MOMENT,
                    "attempt": {"type": ["integer", "null"], "minimum": 1, "maximum": MAX_ATTEMPT_NUMBER},
                    "reason": {"type": ["string", "null"]},
                    "description": _TEXT,
                }
            ),
        },
        "Health": _object({"status": {"const": "ok"}}),
        "Readiness": _object({"status": {"const": "ready"}}),
        "Problem": _object(_PROBLEM, optional=("errors",)),
        **{_name(kind): _problem(kind) for kind in ProblemType},
    }
)
"""What is answered; the serializers describe what is asked."""

_NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
_ONE_PRODUCT = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
_SEVERAL_PRODUCTS = {
    "customer_name": "Test Customer",
    "items": [{"product_name": "Coffee Mug", "quantity": 2}, {"product_name": "Desk Lamp", "quantity": 1}],
    "metadata": {"cart": "4711"},
}
_ORDER = Order(
    order_id="0198c0de-0000-4000-8000-000000000000",
    customer_name="Test Customer",
    lines=(OrderLine("Test Product", 1, Money(1999, "USD")),),
    payment_method=PaymentMethod.VISA,
    created_at=_NOON,
    updated_at=_NOON,
)

_CANCELLED = replace(_ORDER, cancel_requested_at=_NOON)
_TOLD = replace(
    _ORDER, history=(HistoryEvent(HistoryEventType.PLACED, _NOON), HistoryEvent(HistoryEventType.STARTED, _NOON, 1))
)

_WHO = ProblemType.UNAUTHORIZED.status
_COME_AGAIN = {ProblemType.TOO_MANY_REQUESTS.status, ProblemType.BUSY.status}

_REQUEST_ID = OpenApiParameter(
    request_ids.HEADER,
    location=OpenApiParameter.HEADER,
    description=f"the request's own name, kept if it matches {request_ids.SAFE.pattern}; else it gets a new one",
)
_IDEMPOTENCY_KEY = OpenApiParameter(
    idempotency.HEADER,
    {"type": "string", "maxLength": idempotency.MAX_KEY + 2, "pattern": f'^({idempotency.KEY}|"{idempotency.KEY}")$'},
    OpenApiParameter.HEADER,
    description=f"makes the request safe to send again; {idempotency.EXPECTED}",
)
_PREFER = OpenApiParameter(
    patience.PREFER,
    location=OpenApiParameter.HEADER,
    description=f"wait=20 is what the parameter wait is, of which it has at most {LONGEST} (RFC 7240)",
)


_NOT_ALWAYS = frozenset({"Link", patience.APPLIED})


def _headers(statuses: Sequence[int], answered: Mapping[str, Sequence[int]]) -> list[OpenApiParameter]:
    """The headers of an operation's answers: ``answered`` are its own, and the statuses in which they come."""
    rules: Mapping[str, tuple[Schema, Sequence[int]]] = {
        request_ids.HEADER: (_PROBLEM["request_id"], statuses),
        "Retry-After": ({"type": "integer", "minimum": 1}, [each for each in statuses if each in _COME_AGAIN]),
        "WWW-Authenticate": ({"type": "string", "pattern": "^Bearer "}, [each for each in statuses if each == _WHO]),
        "Location": ({"type": "string", "format": "uri-reference"}, answered.get("Location", ())),
        "Link": ({"type": "string", "pattern": '^<.+>; rel="next"$'}, answered.get("Link", ())),
        patience.APPLIED: ({"type": "string", "pattern": "^wait=[0-9]+$"}, answered.get(patience.APPLIED, ())),
    }
    return [
        OpenApiParameter(
            name, dict(schema), OpenApiParameter.HEADER, response=list(where), required=name not in _NOT_ALWAYS
        )
        for name, (schema, where) in rules.items()
        if where
    ]


def _refusals(problems: Sequence[ProblemType]) -> dict[tuple[int, str], OpenApiResponse]:
    """For each status the problems that have it, each with an example."""
    refusals = {}
    for status, group in groupby(sorted(problems, key=lambda kind: int(kind.status)), lambda kind: int(kind.status)):
        kinds = list(group)
        refs = [_ref(_name(kind)) for kind in kinds]
        refusals[status, MEDIA_TYPE] = OpenApiResponse(
            dict(refs[0]) if len(refs) == 1 else {"oneOf": refs},
            description="; ".join(kind.title for kind in kinds),
            examples=[OpenApiExample(_name(kind), _example_of(kind)) for kind in kinds],
        )
    return refusals


def _operation(  # noqa: PLR0913  an operation has so many sides
    operation_id: str,
    description: str,
    answers: Mapping[int, tuple[str, str, Any]],
    problems: Sequence[ProblemType],
    *,
    tag: str = "orders",
    parameters: Sequence[Any] = (),
    headers: Mapping[str, Sequence[int]] = MappingProxyType({}),
    **rest: Any,
) -> Callable[[View], View]:
    """A decorator for the method of a view, whose docstring is the summary.

    An answer is told by what it means, the component that it is, and an example.
    """
    responses = {
        (status, "application/json"): OpenApiResponse(
            dict(_ref(component)), says, examples=[OpenApiExample(component, example)]
        )
        for status, (says, component, example) in answers.items()
    } | _refusals([*problems, ProblemType.SERVER_ERROR])
    statuses = [status for status, _ in responses]

    def describe(view: View) -> View:
        summary, _, _ = (getdoc(view) or "").partition("\n")
        return extend_schema(
            operation_id=operation_id,
            summary=summary,
            description=description,
            tags=[tag],
            parameters=[_REQUEST_ID, *parameters, *_headers(statuses, headers)],
            responses=responses,
            **rest,
        )(view)

    return describe


_GUARDED = (
    ProblemType.UNAUTHORIZED,
    ProblemType.INVALID_TOKEN,
    ProblemType.TOO_MANY_REQUESTS,
    ProblemType.BUSY,
    ProblemType.ISSUER_UNAVAILABLE,
)
_BOUNDED = (ProblemType.LENGTH_REQUIRED, ProblemType.BODY_TOO_LARGE)
_ADDRESSED = (ProblemType.NOT_FOUND, ProblemType.ORDER_NOT_FOUND)

listing = _operation(
    "listOrders",
    "Where callers have tokens a list has one's own orders.  A parameter that no list has is refused.",
    {
        200: (
            "a page; one with fewer orders than the limit need not be the last",
            "Page",
            as_page(Page((_ORDER,), None), None),
        )
    },
    [ProblemType.INVALID_QUERY, ProblemType.MALFORMED_REQUEST, *_GUARDED],
    parameters=[Query],
    headers={"Link": [200]},
)
placing = _operation(
    "placeOrder",
    "An order names one product and its quantity, or several items.  The same wish under the same Idempotency-Key of "
    "the same caller is one order; another wish is refused.",
    {
        200: ("the order that was placed before under the same key", "Order", order_as_json(_ORDER)),
        201: ("the order", "Order", order_as_json(_ORDER)),
    },
    [
        ProblemType.INVALID_ORDER,
        ProblemType.INVALID_IDEMPOTENCY_KEY,
        ProblemType.MALFORMED_REQUEST,
        *_BOUNDED,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.UNKNOWN_PRODUCT,
        ProblemType.MIXED_CURRENCIES,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        *_GUARDED,
    ],
    parameters=[_IDEMPOTENCY_KEY],
    headers={"Location": [200, 201]},
    request=PolymorphicProxySerializer("NewOrder", [OrderOfOneProduct, OrderOfItems], resource_type_field_name=None),
    examples=[
        OpenApiExample("OneProduct", _ONE_PRODUCT, request_only=True),
        OpenApiExample("SeveralProducts", _SEVERAL_PRODUCTS, request_only=True),
    ],
)
reading = _operation(
    "readOrder",
    "Where callers have tokens, another's order is not found.  A wait ends with the order's last status, with the time "
    "or, where many wait, at once; the answer is the order as it then stands, and Preference-Applied says whether a "
    "preferred wait was not cut short.",
    {200: ("the order", "Order", order_as_json(_ORDER))},
    [ProblemType.INVALID_QUERY, ProblemType.MALFORMED_REQUEST, *_ADDRESSED, *_GUARDED],
    parameters=[patience.Wait, _PREFER],
    headers={patience.APPLIED: [200]},
)
telling = _operation(
    "readHistory",
    "Payment, stock and cancellation as the workflow came to them; the last event of an order that is over says how.",
    {200: ("what has happened so far, the first first", "History", history_as_json(_TOLD))},
    [*_ADDRESSED, *_GUARDED],
)
cancelling = _operation(
    "cancelOrder",
    "A cancellation that comes before the capture of the payment wins: the order ends Cancelled, with nothing charged.",
    {202: ("the order, which ends Cancelled with nothing charged", "Order", order_as_json(_CANCELLED))},
    [*_ADDRESSED, ProblemType.TOO_LATE_TO_CANCEL, *_BOUNDED, *_GUARDED],
    request=None,
)
health = _operation(
    "checkHealth",
    "It asks nothing of anybody else.",
    {200: ("it answers", "Health", {"status": "ok"})},
    [],
    tag="health",
)
readiness = _operation(
    "checkReadiness",
    "It reads the orders table.",
    {200: ("it does", "Readiness", {"status": "ready"})},
    [ProblemType.NOT_READY],
    tag="health",
)


_LINKS = (
    ("placeOrder", "200", "/order_id"),
    ("placeOrder", "201", "/order_id"),
    ("listOrders", "200", "/orders/0/order_id"),
    ("readOrder", "200", "/order_id"),
    ("cancelOrder", "202", "/order_id"),
)
"""Which answers lead to an order, its history and its cancellation, and where in each its id stands.

A list's next page is no such link: a link hands over whole values, and ``next`` is an address with the cursor in it.
"""


class _Bearer(OpenApiAuthenticationExtension):
    """A token, or none: the document is the same for an API that is open."""

    target_class = "api.identity.BearerToken"
    name = "bearerToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002  drf-spectacular's
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}

    def get_security_requirement(self, auto_schema: AutoSchema) -> list[dict[str, list[Any]]]:  # noqa: ARG002  likewise
        return [{self.name: []}, {}]


def finish(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add what drf-spectacular has no words for: the answers, the links between them, and how strict a form is."""
    result["info"]["description"] = DESCRIPTION
    schemas = result["components"]["schemas"]
    for form in (schema for schema in schemas.values() if "properties" in schema):
        form["additionalProperties"] = False
    schemas |= COMPONENTS
    operations = {each["operationId"]: each for path in result["paths"].values() for each in path.values()}
    operations["placeOrder"]["requestBody"]["required"] = True
    for operation, status, place in _LINKS:
        operations[operation]["responses"][status]["links"] = {
            name: {"operationId": name, "parameters": {"order_id": f"$response.body#{place}"}}
            for name in ("readOrder", "readHistory", "cancelOrder")
            if operation != name
        }
    return result


@cache
def document() -> Mapping[str, Any]:
    """The whole of it, which is the same as long as the process lives."""
    schema: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return schema
