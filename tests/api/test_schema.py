"""The OpenAPI document is true: schemathesis sends valid and invalid requests, and validates the responses."""

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
from tests.api.test_problems import fail_operation

pytestmark = pytest.mark.slow

COMMITTED = Path(__file__).parents[2] / "docs" / "openapi.json"
DOCUMENT = json.loads(json.dumps(document()))

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
SCHEMAS = DOCUMENT["components"]["schemas"]
FIELDS = DOCUMENT["components"]["schemas"]["OrderOfOneProduct"]["properties"]
ITEMS = DOCUMENT["components"]["schemas"]["OrderOfItems"]["properties"]["items"]

pytest_plugins = ["schemathesis.pytest.plugin"]

API = schemathesis.pytest.from_fixture("description")
FEW_REQUESTS = schemathesis.pytest.from_fixture("description_without_boundaries")
"""Generate requests when a test begins: each worker would generate all of them if the collection did."""

# All examples share the tables, so a failure cannot be shrunk.
SHARED_TABLES = settings(
    max_examples=30,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def description(request: pytest.FixtureRequest) -> Any:
    request.node._nodeid = request.node.nodeid  # schemathesis 4.32 reads it, and pytest 9.2 does not have it
    described = read_description(DOCUMENT, deterministic=True)
    described.app = get_wsgi_application()
    return described


@pytest.fixture
def description_without_boundaries(description: Any) -> Any:
    """The same without a request for each rule of the document, for errors that do not depend on the request."""
    description.config.phases.coverage.enabled = False
    return description


@pytest.fixture
def every_product_exists(dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProductTable, "get_unit_prices", lambda _, names: dict.fromkeys(names, Money(1999, "USD")))


def schema_of(content: Mapping[str, Any]) -> Draft202012Validator:
    return Draft202012Validator({**content["schema"], "components": DOCUMENT["components"]})


def contents() -> Iterator[Any]:
    """Yield the content of every body in the document."""
    for path in DOCUMENT["paths"].values():
        for operation in path.values():
            bodies = {"request": operation.get("requestBody", {})} | operation["responses"]
            for status, body in bodies.items():
                for content in body.get("content", {}).values():
                    yield pytest.param(content, id=f"{operation['operationId']}-{status}")


def test_the_committed_document_is_up_to_date() -> None:
    assert json.loads(COMMITTED.read_text()) == DOCUMENT, "run make schema"


def test_the_document_needs_no_token(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.identity.issuer", object)
    response = client.get("/schema/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == DOCUMENT


def test_every_address_of_the_api_is_described() -> None:
    addresses = {f"/{address.pattern}".replace("<order_id:order_id>", "{order_id}") for address in urlpatterns}
    assert addresses - {"/schema/", "/docs/", "/docs/<version>/<name>"} == DOCUMENT["paths"].keys()


@pytest.mark.parametrize("content", list(contents()))
def test_every_body_has_valid_examples(content: Any) -> None:
    assert content["examples"]
    for example in content["examples"].values():
        schema_of(content).validate(example["value"])


@pytest.mark.parametrize("kind", ProblemType)
def test_every_problem_type_is_described(kind: ProblemType) -> None:
    name = kind.name.title().replace("_", "")
    [example] = DOCUMENT["components"]["schemas"][name]["examples"]
    body = json.loads(problem(kind, "detail", example.get("errors", ())).content)
    for schema in (name, "Problem"):
        schema_of({"schema": {"$ref": f"#/components/schemas/{schema}"}}).validate(body | {"request_id": "mine"})


def nodes(node: Any = DOCUMENT, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every object of the document with its path, but for examples."""
    if isinstance(node, dict):
        yield path, node
    members = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for name, inner in members:
        if name not in {"example", "examples"}:
            yield from nodes(inner, f"{path}/{name}")


def test_a_client_in_every_language_gets_the_type_of_a_constant() -> None:
    assert [path for path, node in nodes() if ("enum" in node or "const" in node) and "type" not in node] == []


def test_no_generated_type_of_a_field_has_the_name_of_another_type() -> None:
    """openapi-generator names the type of a field without a title after its object and the field: Order, status."""
    generated = {
        f"{component}{name.title().replace('_', '')}"
        for component, schema in SCHEMAS.items()
        for name, field in schema.get("properties", {}).items()
        if "title" not in field
    }
    assert "OrderMetadata" in generated
    assert not generated & set(SCHEMAS)


def test_no_client_sends_a_value_that_the_user_left_out() -> None:
    assert [path for path, node in nodes() if "default" in node] == []


def test_a_client_finds_the_schema_of_a_problem_by_its_type() -> None:
    unions = [node for path, node in nodes() if "oneOf" in node and "/responses/" in path]
    assert unions
    for union in unions:
        mapping = union["discriminator"]["mapping"]
        assert [each["$ref"] for each in union["oneOf"]] == list(mapping.values())
        for kind, reference in mapping.items():
            schema = DOCUMENT["components"]["schemas"][reference.rpartition("/")[2]]
            assert schema["properties"]["type"] == {"type": "string", "const": kind}
            assert "type" in schema["required"]


def test_money_has_64_bits() -> None:
    money = [node for path, node in nodes() if path.endswith(("price", "total")) and "type" in node]
    assert len(money) == 4
    assert {(node["type"], node["format"]) for node in money} == {("integer", "int64")}


def test_every_other_integer_fits_into_32_bits() -> None:
    largest = {path: node.get("maximum", 0) for path, node in nodes() if node.get("type") == "integer"}
    assert max(largest.values()) < 2**31


def test_the_next_page_can_be_requested_by_its_cursor() -> None:
    responses = DOCUMENT["paths"]["/orders/"]["get"]["responses"]
    assert responses["200"]["links"]["nextPage"]["parameters"] == {"cursor": "$response.body#/next_cursor"}
    assert {"next", "next_cursor"} <= set(SCHEMAS["Page"]["required"])


def test_the_links_of_a_new_order_work(post: Any, client: Client) -> None:
    order = post(ORDER).json()
    operations = {
        operation["operationId"]: (method, path)
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
    }
    links = DOCUMENT["paths"]["/orders/"]["post"]["responses"]["201"]["links"]
    assert links.keys() == {"readOrder", "readHistory", "cancelOrder"}
    for link in links.values():
        [(parameter, pointer)] = link["parameters"].items()
        method, path = operations[link["operationId"]]
        value = order[pointer.removeprefix("$response.body#/")]
        response = client.generic(method.upper(), path.replace(f"{{{parameter}}}", value))
        assert (response.status_code // 100, response.json()["order_id"]) == (2, order["order_id"])


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
def test_the_limits_are_those_of_the_document(
    post: Any, every_product_exists: None, limit: int, body: Callable[[int], Any]
) -> None:
    assert [post(body(limit)).status_code, post(body(limit + 1)).status_code] == [201, 400]


@API.parametrize()
@SHARED_TABLES
def test_valid_requests_are_accepted_and_invalid_ones_rejected_as_described(
    case: Any, every_product_exists: None
) -> None:
    case.call_and_validate()


@FEW_REQUESTS.parametrize()
@settings(SHARED_TABLES, max_examples=10)
def test_an_invalid_token_is_rejected_as_described(case: Any, dynamodb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def caller(_: str) -> None:
        raise AuthenticationFailed("the token is invalid")

    monkeypatch.setattr("api.identity.issuer", lambda: SimpleNamespace(caller=caller))
    assert case.call_and_validate().status_code in ({401, 404, 405} if case.path.startswith("/orders/") else {200, 405})


@FEW_REQUESTS.parametrize()
@settings(SHARED_TABLES, max_examples=10)
def test_a_throttled_table_is_reported_as_described(case: Any, on: Any) -> None:
    for operation in ("BatchGetItem", "GetItem", "PutItem", "Query", "UpdateItem"):
        fail_operation(on, operation, "ThrottlingException")
    case.call_and_validate(excluded_checks=[schemathesis.checks.not_a_server_error])
