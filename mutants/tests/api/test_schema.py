"""The description of the API is true: whatever it allows is answered as it says, and whatever it forbids is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from jsonschema import Draft202012Validator
from rest_framework.exceptions import AuthenticationFailed

from api.problems import ProblemType, problem
from api.schema import document
from api.urls import urlpatterns
from orders.aws.product_table import ProductTable
from orders.domain.money import Money
from tests.api.description import read_description
from tests.api.test_problems import refuse

pytestmark = pytest.mark.slow

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"
DOCUMENT = json.loads(json.dumps(document()))

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
FIELDS = DOCUMENT["components"]["schemas"]["OrderOfOneProduct"]["properties"]
ITEMS = DOCUMENT["components"]["schemas"]["OrderOfItems"]["properties"]["items"]

API = read_description(DOCUMENT, deterministic=True)
API.app = get_wsgi_application()

# Every example asks the same tables, and what is wrong is told without being made smaller.
ASKED = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def everything_is_sold(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProductTable, "get_unit_prices", lambda _, names: dict.fromkeys(names, Money(1999, "USD")))


def schema_of(content: Mapping[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**content["schema"], "components": DOCUMENT["components"]})


def contents() -> Iterator[Any]:
    """All bodies of the document, under the operation and the status."""
    for path in DOCUMENT["paths"].values():
        for operation in path.values():
            bodies = {"request": operation.get("requestBody", {})} | operation["responses"]
            for status, body in bodies.items():
                for content in body.get("content", {}).values():
                    yield pytest.param(content, id=f"{operation['operationId']}-{status}")


def test_the_document_that_is_kept_is_the_one_that_the_code_makes() -> None:
    assert json.loads(COMMITTED.read_text()) == DOCUMENT, "run make schema"


def test_whoever_asks_is_shown_it_without_a_token(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    response = client.get("/schema/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == DOCUMENT


def test_every_address_but_its_own_is_described() -> None:
    addresses = {f"/{address.pattern}".replace("<order_id:order_id>", "{order_id}") for address in urlpatterns}
    assert addresses - {"/schema/", "/docs/", "/docs/<path:address>"} == DOCUMENT["paths"].keys()


@pytest.mark.parametrize("content", list(contents()))
def test_every_body_has_examples_and_they_are_what_they_should_be(content: Any) -> None:
    assert content["examples"]
    for example in content["examples"].values():
        schema_of(content).validate(example["value"])


@pytest.mark.parametrize("kind", ProblemType)
def test_every_problem_is_described(kind: ProblemType) -> None:
    name = kind.name.title().replace("_", "")
    [example] = DOCUMENT["components"]["schemas"][name]["examples"]
    answered = json.loads(problem(kind, "detail", example.get("errors", ())).content)
    for schema in (name, "Problem"):
        schema_of({"schema": {"$ref": f"#/components/schemas/{schema}"}}).validate(answered | {"request_id": "mine"})


def test_the_links_of_a_new_order_lead_to_it(post: Any, client: Client) -> None:
    order = post(ORDER).json()
    operations = {
        operation["operationId"]: (method, path)
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    }
    links = DOCUMENT["paths"]["/orders/"]["post"]["responses"]["201"]["links"]
    assert links.keys() == {"readOrder", "readHistory", "cancelOrder"}
    for link in links.values():
        [(parameter, place)] = link["parameters"].items()
        method, path = operations[link["operationId"]]
        value = order[place.removeprefix("$response.body#/")]
        answer = client.generic(method.upper(), path.replace(f"{{{parameter}}}", value))
        assert (answer.status_code // 100, answer.json()["order_id"]) == (2, order["order_id"])


@pytest.mark.parametrize(
    ("limit", "body"),
    [
        (FIELDS["quantity"]["maximum"], lambda n: ORDER | {"quantity": n}),
        (FIELDS["customer_name"]["maxLength"], lambda n: ORDER | {"customer_name": "n" * n}),
        (FIELDS["product_name"]["maxLength"], lambda n: ORDER | {"product_name": "n" * n}),
        (FIELDS["metadata"]["maxProperties"], lambda n: ORDER | {"metadata": dict.fromkeys(map(str, range(n)), "")}),
        (FIELDS["metadata"]["additionalProperties"]["maxLength"], lambda n: ORDER | {"metadata": {"n": "n" * n}}),
        (
            ITEMS["maxItems"],
            lambda n: {"customer_name": "n", "items": [{"product_name": str(i), "quantity": 1} for i in range(n)]},
        ),
    ],
    ids=["quantity", "customer_name", "product_name", "metadata", "metadata value", "items"],
)
def test_a_limit_is_where_the_document_says(
    post: Any, everything_is_sold: None, limit: int, body: Callable[[int], Any]
) -> None:
    assert [post(body(limit)).status_code, post(body(limit + 1)).status_code] == [201, 400]


@API.parametrize()
@ASKED
def test_what_is_allowed_is_answered_as_described_and_what_is_forbidden_is_refused(
    case: Any, everything_is_sold: None
) -> None:
    case.call_and_validate()


@API.parametrize()
@settings(ASKED, max_examples=10)
def test_who_brings_no_good_token_is_refused_as_described(
    case: Any, dynamodb: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def caller(_: str) -> None:
        raise AuthenticationFailed("the token is not valid")

    monkeypatch.setattr("api.identity.issuer", lambda: SimpleNamespace(caller=caller))
    assert case.call_and_validate().status_code in ({401, 404, 405} if case.path.startswith("/orders/") else {200, 405})


@API.parametrize()
@settings(ASKED, max_examples=10)
def test_a_throttled_table_is_answered_as_described(case: Any, on: Any) -> None:
    for operation in ("BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"):
        refuse(on, operation, "ThrottlingException")
    case.call_and_validate(excluded_checks=[schemathesis.checks.not_a_server_error])
