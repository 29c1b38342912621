"""The OpenAPI 3.1 document: a decorator for each operation, and the components of their responses.

drf-spectacular derives the requests and the queries from their serializers.  Problems come from their enum, limits from
the constants that the validation uses, and summaries from the docstrings of the views.
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

from django.conf import settings
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

from api import idempotency, request_ids, wait_preference
from api.order_query import MAX_LIMIT, OrderQuery
from api.problems import MEDIA_TYPE, NO_SUCH_PRODUCT, PROBLEM, Problem, ProblemType
from api.representations import (
    ENUMS,
    EVENT,
    HEALTH,
    HISTORY,
    ORDER,
    PAGE,
    READINESS,
    LinkedPage,
    Representation,
    Schema,
    object_schema,
    ref,
)
from api.serializers import CUSTOM_FIELDS, OrderOfItems, OrderOfOneProduct, Refund
from orders import wiring
from orders.contract import MAX_WAIT_SECONDS
from orders.domain.history import HistoryEvent, HistoryEventType
from orders.domain.money import Money
from orders.domain.order import MAX_QUANTITY, Order, OrderLine, OrderStatus

View = TypeVar("View", bound=Callable[..., Any])

DESCRIPTION = (
    "Place, list, read, cancel and refund orders.  Money is in minor units (1999 USD is $19.99), time is UTC in ISO "
    "8601.  Every error, even of invalid HTTP, is a problem detail (RFC 9457) whose type never changes.  A method that "
    f"is not described here gets {ProblemType.METHOD_NOT_ALLOWED.uri}.  A request may have only the fields described "
    "here.  Ignore other fields and values in a response: a later version may add some."
)


def _component(kind: ProblemType) -> str:
    return kind.name.title().replace("_", "")


_WITH_FIELDS = MappingProxyType(
    {
        ProblemType.INVALID_ORDER: [
            {"field": "items[1].quantity", "detail": f"must be a whole number from 1 to {MAX_QUANTITY}"}
        ],
        ProblemType.INVALID_REFUND: [{"field": "reason", "detail": "must be a string"}],
        ProblemType.INVALID_QUERY: [{"field": "limit", "detail": f"must be a whole number from 1 to {MAX_LIMIT}"}],
        ProblemType.INVALID_IDEMPOTENCY_KEY: [{"field": idempotency.HEADER, "detail": idempotency.EXPECTED}],
        ProblemType.UNKNOWN_PRODUCT: [{"field": "product_name", "detail": NO_SUCH_PRODUCT}],
    }
)
"""The problems that name the invalid fields, each with an example."""


def _problem_example(kind: ProblemType) -> Schema:
    detail = f"{kind.title[0].lower()}{kind.title[1:]}"
    return PROBLEM.render(Problem(kind, detail, "req-4711", _WITH_FIELDS.get(kind, ())))


def _problem_schema(kind: ProblemType) -> Schema:
    """Return the schema of a problem of one type."""
    properties: dict[str, Schema] = dict(PROBLEM.schema["properties"])
    for name, value in _problem_example(kind).items():
        if name in _CONSTANTS:
            properties[name] = {"type": properties[name]["type"], "const": value}
    if kind not in _WITH_FIELDS:
        for name in _OF_FIELDS:
            del properties[name]
    return {**object_schema(properties, _OF_FIELDS), "examples": [_problem_example(kind)]}


_CONSTANTS = {"type", "status"}
_OF_FIELDS = ("errors", "errors_left_out")

COMPONENTS: Mapping[str, Schema] = MappingProxyType(
    {
        **ENUMS,
        **{each.component: each.schema for each in (ORDER, PAGE, HISTORY, EVENT, HEALTH, READINESS, PROBLEM)},
        **{_component(kind): _problem_schema(kind) for kind in ProblemType},
    }
)
"""The schemas of the responses; drf-spectacular adds those of the requests."""

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
    payment_method=wiring.payment_rules().default_method or "pm_1QExample",
    created_at=_NOON,
    updated_at=_NOON,
)

_HISTORY = (HistoryEvent(HistoryEventType.PLACED, _NOON), HistoryEvent(HistoryEventType.STARTED, _NOON, 1))

_REQUEST_ID = OpenApiParameter(
    request_ids.HEADER,
    location=OpenApiParameter.HEADER,
    description=f"the request's id, if it matches {request_ids.SAFE.pattern}; otherwise the API generates one",
)
_IDEMPOTENCY_KEY = OpenApiParameter(
    idempotency.HEADER,
    {
        "type": "string",
        "maxLength": idempotency.MAX_KEY + 2,
        "pattern": f'^({idempotency.BARE_KEY}|"{idempotency.QUOTED_KEY}")$',
    },
    OpenApiParameter.HEADER,
    description=f"makes the request safe to retry; {idempotency.EXPECTED}",
)
_REQUIRED_IDEMPOTENCY_KEY = OpenApiParameter(
    idempotency.HEADER,
    _IDEMPOTENCY_KEY.type,
    OpenApiParameter.HEADER,
    required=True,
    description=_IDEMPOTENCY_KEY.description,
)
_PREFER = OpenApiParameter(
    wait_preference.PREFER,
    location=OpenApiParameter.HEADER,
    description=f"wait=20 equals the parameter wait, but is reduced to {MAX_WAIT_SECONDS} if higher (RFC 7240)",
)

_NOT_ALWAYS = frozenset({"Link", wait_preference.APPLIED})


def _headers(statuses: Sequence[int], own: Mapping[str, Sequence[int]]) -> list[OpenApiParameter]:
    """Return the headers of an operation's responses; ``own`` has the statuses in which a header of its own comes."""
    retryable = {ProblemType.TOO_MANY_REQUESTS.status, ProblemType.BUSY.status}
    rules: Mapping[str, tuple[Schema, Sequence[int]]] = {
        request_ids.HEADER: (PROBLEM.schema["properties"]["request_id"], statuses),
        "Retry-After": ({"type": "integer", "minimum": 1}, [each for each in statuses if each in retryable]),
        "WWW-Authenticate": (
            {"type": "string", "pattern": "^Bearer "},
            [each for each in statuses if each == ProblemType.UNAUTHORIZED.status],
        ),
        "Location": ({"type": "string", "format": "uri-reference"}, own.get("Location", ())),
        "Link": ({"type": "string", "pattern": '^<.+>; rel="next"$'}, own.get("Link", ())),
        wait_preference.APPLIED: ({"type": "string", "pattern": "^wait=[0-9]+$"}, own.get(wait_preference.APPLIED, ())),
    }
    return [
        OpenApiParameter(
            name, dict(schema), OpenApiParameter.HEADER, response=list(where), required=name not in _NOT_ALWAYS
        )
        for name, (schema, where) in rules.items()
        if where
    ]


def _discriminator(kinds: Sequence[ProblemType]) -> Schema:
    """Return the object by which a client finds the schema of a problem."""
    return {"propertyName": "type", "mapping": {kind.uri: ref(_component(kind))["$ref"] for kind in kinds}}


def _problem_responses(problems: Sequence[ProblemType]) -> dict[tuple[int, str], OpenApiResponse]:
    """Return a response for each status, with an example for each problem that has it."""
    responses = {}
    for status, group in groupby(sorted(problems, key=lambda kind: int(kind.status)), lambda kind: int(kind.status)):
        kinds = list(group)
        refs = [ref(_component(kind)) for kind in kinds]
        responses[status, MEDIA_TYPE] = OpenApiResponse(
            dict(refs[0]) if len(refs) == 1 else {"oneOf": refs, "discriminator": _discriminator(kinds)},
            description="; ".join(kind.title for kind in kinds),
            examples=[OpenApiExample(_component(kind), _problem_example(kind)) for kind in kinds],
        )
    return responses


def _operation(  # noqa: PLR0913  an operation has this many parts
    operation_id: str,
    description: str,
    success: Mapping[int, tuple[str, Representation, Any]],
    problems: Sequence[ProblemType],
    *,
    tag: str = "orders",
    parameters: Sequence[Any] = (),
    headers: Mapping[str, Sequence[int]] = MappingProxyType({}),
    **rest: Any,
) -> Callable[[View], View]:
    """Return a decorator for the method of a view, whose docstring's first line is the summary.

    ``success`` has the description, the representation and an example of each status.  The domain's own problems need
    not be in ``problems``: their rows in ``ProblemType`` name the operation.
    """
    own = [kind for kind in ProblemType if kind.operation == operation_id]
    responses = {
        (status, "application/json"): OpenApiResponse(
            dict(ref(body.component)), text, examples=[OpenApiExample(body.component, body.render(example))]
        )
        for status, (text, body, example) in success.items()
    } | _problem_responses([ProblemType.MALFORMED_REQUEST, *problems, *own, ProblemType.SERVER_ERROR])
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


_AUTHENTICATED = (
    ProblemType.UNAUTHORIZED,
    ProblemType.INVALID_TOKEN,
    ProblemType.TOO_MANY_REQUESTS,
    ProblemType.BUSY,
    ProblemType.ISSUER_UNAVAILABLE,
)
_WITH_BODY = (ProblemType.LENGTH_REQUIRED, ProblemType.BODY_TOO_LARGE, ProblemType.UNSUPPORTED_MEDIA_TYPE)
_WITH_ORDER_ID = (ProblemType.NOT_FOUND, ProblemType.ORDER_NOT_FOUND)

list_orders_operation = _operation(
    "listOrders",
    "With access tokens, a caller lists only its own orders.  An unknown parameter is rejected.",
    {200: ("a page; it may be shorter than the limit without being the last", PAGE, LinkedPage((_ORDER,), None))},
    [ProblemType.INVALID_QUERY, *_AUTHENTICATED],
    parameters=[OrderQuery],
    headers={"Link": [200]},
)
place_order_operation = _operation(
    "placeOrder",
    "An order has one product and its quantity, or several items.  Equal requests of one caller with the same "
    "Idempotency-Key place one order; a different request with that key is rejected.",
    {
        200: ("the order that an earlier request placed with this key", ORDER, _ORDER),
        201: ("the new order", ORDER, _ORDER),
    },
    [
        ProblemType.INVALID_ORDER,
        ProblemType.INVALID_IDEMPOTENCY_KEY,
        *_WITH_BODY,
        *_AUTHENTICATED,
    ],
    parameters=[_IDEMPOTENCY_KEY],
    headers={"Location": [200, 201]},
    request=PolymorphicProxySerializer(
        "OrderRequest", [OrderOfOneProduct, OrderOfItems], resource_type_field_name=None
    ),
    examples=[
        OpenApiExample("OneProduct", _ONE_PRODUCT, request_only=True),
        OpenApiExample("SeveralProducts", _SEVERAL_PRODUCTS, request_only=True),
    ],
)
read_order_operation = _operation(
    "readOrder",
    "With access tokens, another caller's order is not found.  A wait ends with the order's final status, with the "
    "time, or at once if too many requests wait; the response is the order's current state, and Preference-Applied "
    "confirms that a preferred wait was not cut short.",
    {200: ("the order", ORDER, _ORDER)},
    [ProblemType.INVALID_QUERY, *_WITH_ORDER_ID, *_AUTHENTICATED],
    parameters=[wait_preference.WaitQuery, _PREFER],
    headers={wait_preference.APPLIED: [200]},
)
read_history_operation = _operation(
    "readHistory",
    "The workflow's progress with payment and stock, and the customer's cancellation.  The last event of an order with "
    "a final status says how it ended.",
    {200: ("the events so far, the oldest first", HISTORY, replace(_ORDER, history=_HISTORY))},
    [*_WITH_ORDER_ID, *_AUTHENTICATED],
)
cancel_order_operation = _operation(
    "cancelOrder",
    "A cancellation before the capture of the payment wins: the order ends Cancelled, and nothing is charged.",
    {
        202: (
            "the order, which will end Cancelled with nothing charged",
            ORDER,
            replace(_ORDER, cancel_requested_at=_NOON),
        )
    },
    [ProblemType.WRITTEN_BY_NEWER_VERSION, *_WITH_ORDER_ID, *_WITH_BODY, *_AUTHENTICATED],
    request=None,
)
refund_order_operation = _operation(
    "refundOrder",
    "Only for operators: with access tokens, the caller needs the scope orders:admin.  Without amount, all that is "
    "left is refunded.  The order keeps its status.  After busy the outcome is unknown: repeat the request with the "
    "same Idempotency-Key.",
    {
        200: (
            "the order, with all its refunds in refunded",
            ORDER,
            replace(_ORDER, status=OrderStatus.COMPLETED, refunded=500),
        )
    },
    [
        ProblemType.INVALID_REFUND,
        ProblemType.INVALID_IDEMPOTENCY_KEY,
        ProblemType.FORBIDDEN,
        ProblemType.WRITTEN_BY_NEWER_VERSION,
        *_WITH_ORDER_ID,
        *_WITH_BODY,
        *_AUTHENTICATED,
    ],
    parameters=[_REQUIRED_IDEMPOTENCY_KEY],
    request=Refund,
    examples=[OpenApiExample("Refund", {"amount": 500, "reason": "late delivery"}, request_only=True)],
)
check_health_operation = _operation(
    "checkHealth",
    "It calls no other service.",
    {200: ("the process responds", HEALTH, None)},
    [],
    tag="health",
)
check_readiness_operation = _operation(
    "checkReadiness",
    "It reads the orders table.",
    {200: ("the table responds", READINESS, None)},
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
"""The responses that link to an order, its history and its cancellation, with the path of the order's id in each.

The next page of a list has its link too, by its ``next_cursor``.
"""


class _Bearer(OpenApiAuthenticationExtension):
    """A token is optional, because the document is the same for an API without authentication."""

    target_class = "api.identity.BearerToken"
    name = "bearerToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:  # noqa: ARG002  drf-spectacular's
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}

    def get_security_requirement(self, auto_schema: AutoSchema) -> list[dict[str, list[Any]]]:  # noqa: ARG002  likewise
        return [{self.name: []}, {}]


def complete_document(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add what drf-spectacular cannot derive: components of responses, links, and ``additionalProperties``."""
    result["info"] |= {"description": DESCRIPTION, "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}
    schemas = result["components"]["schemas"]
    for form in (schema for schema in schemas.values() if "properties" in schema):  # those of the requests
        form["additionalProperties"] = False
    schemas |= COMPONENTS
    if settings.ORDER_FIELDS:
        schemas[CUSTOM_FIELDS] = settings.ORDER_FIELDS.component(CUSTOM_FIELDS)
    operations = {each["operationId"]: each for path in result["paths"].values() for each in path.values()}
    operations["placeOrder"]["requestBody"]["required"] = True
    for operation in operations.values():
        operation.setdefault("security", [])  # health checks need no token
    for source, status, pointer in _LINKS:
        operations[source]["responses"][status]["links"] = {
            name: {"operationId": name, "parameters": {"order_id": f"$response.body#{pointer}"}}
            for name in ("readOrder", "readHistory", "cancelOrder")
            if source != name
        }
    operations["listOrders"]["responses"]["200"]["links"]["nextPage"] = {
        "operationId": "listOrders",
        "parameters": {"cursor": "$response.body#/next_cursor"},
    }
    return result


@cache
def document() -> Mapping[str, Any]:
    """Return the OpenAPI document, which is generated once per process."""
    schema: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return schema
