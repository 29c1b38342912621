"""Orders with custom fields."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from drf_spectacular.generators import SchemaGenerator

from api import serializers
from api.environment import InvalidEnvironment, env_custom_fields
from orders.aws.items import encode
from orders.aws.order_item import parse_change
from orders.custom_fields import CustomFields
from orders.domain.attempt import Attempt
from orders.domain.events import OrderChange

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
SCHEMA = {
    "type": "object",
    "properties": {
        "delivery_note": {"type": "string", "maxLength": 200, "x-personal": True},
        "floor": {"type": "integer", "minimum": 0},
    },
    "additionalProperties": False,
}
FIELDS = {"delivery_note": "Ring at Jane Doe's", "floor": 2}


@pytest.fixture
def with_schema(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Give the API a schema, as a start with the environment variable does."""
    settings: list[Any] = []

    def start(**changes: Any) -> None:
        setting = override_settings(ORDER_FIELDS=CustomFields.parse(json.dumps(SCHEMA | changes)))
        setting.enable()
        settings.append(setting)
        monkeypatch.setattr(serializers, "_OF_ITEMS", serializers.OrderOfItems())
        monkeypatch.setattr(serializers, "_OF_ONE_PRODUCT", serializers.OrderOfOneProduct())

    yield start
    for setting in reversed(settings):
        setting.disable()


@pytest.mark.parametrize(
    "form", [ORDER, {"customer_name": "Ann", "items": [{"product_name": "Test Product", "quantity": 1}]}]
)
def test_the_fields_are_stored_in_one_attribute_and_returned(
    with_schema: Any, post: Any, client: Client, stored: Any, form: dict[str, Any]
) -> None:
    with_schema()

    created = post(form | {"custom_fields": FIELDS | {"floor": 2.0}})

    assert created.status_code == 201
    assert created.json()["custom_fields"] == FIELDS
    assert stored()[0]["custom_fields"] == FIELDS
    assert client.get(created["Location"]).json()["custom_fields"] == FIELDS
    assert client.get("/orders/").json()["orders"][0]["custom_fields"] == FIELDS


def test_each_invalid_field_is_named_by_its_json_pointer(with_schema: Any, post: Any, stored: Any) -> None:
    with_schema()

    rejected = post(ORDER | {"quantity": 0, "custom_fields": {"floor": -1, "colour": "red"}})

    assert rejected.status_code == 400
    assert rejected.json()["type"] == "urn:order-api:problem:invalid-order"
    assert {error["field"]: error["detail"] for error in rejected.json()["errors"]} == {
        "quantity": "must be a whole number from 1 to 1000",
        "/custom_fields/floor": "is less than the minimum of 0",
        "/custom_fields/colour": "is not a field; the fields are delivery_note, floor",
    }
    assert stored() == []


@pytest.mark.parametrize("value", [None, [], "text", 7])
def test_the_fields_must_be_an_object(with_schema: Any, post: Any, value: Any) -> None:
    with_schema()

    assert post(ORDER | {"custom_fields": value}).json()["errors"] == [
        {"field": "custom_fields", "detail": "must be an object"}
    ]


def test_a_body_that_is_nested_too_deeply_is_rejected(with_schema: Any, post: Any) -> None:
    with_schema(properties={"any": {}})
    body = json.dumps(ORDER)[:-1] + ', "custom_fields": {"any": ' + "[" * 400 + "]" * 400 + "}}"

    assert post(body.encode()).json()["errors"][0]["detail"] == "must be nested in at most 8 levels"


def test_an_order_needs_no_fields_unless_the_schema_requires_one(with_schema: Any, post: Any) -> None:
    with_schema()
    assert "custom_fields" not in post(ORDER).json()
    assert "custom_fields" not in post(ORDER | {"custom_fields": {}}).json()

    with_schema(required=["floor"])
    assert post(ORDER).json()["errors"] == [{"field": "custom_fields", "detail": "must be an object"}]
    assert post(ORDER | {"custom_fields": {}}).json()["errors"] == [
        {"field": "/custom_fields/floor", "detail": "is required"}
    ]


def test_a_shop_without_fields_rejects_them_and_still_returns_those_of_its_old_orders(
    with_schema: Any, post: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_schema()
    location = post(ORDER | {"custom_fields": FIELDS})["Location"]
    with override_settings(ORDER_FIELDS=None):
        monkeypatch.setattr(serializers, "_OF_ONE_PRODUCT", serializers.OrderOfOneProduct())

        rejected = post(ORDER | {"custom_fields": FIELDS}).json()["errors"]

        assert rejected[0]["field"] == "custom_fields"
        assert rejected[0]["detail"].startswith("is not a field of an order")
        assert client.get(location).json()["custom_fields"] == FIELDS


def test_the_fields_are_part_of_the_request_that_an_idempotency_key_stands_for(with_schema: Any, post: Any) -> None:
    with_schema()
    key = {"HTTP_IDEMPOTENCY_KEY": "key-1"}
    first = post(ORDER | {"custom_fields": FIELDS}, **key)

    assert post(ORDER | {"custom_fields": dict(reversed(FIELDS.items()))}, **key).json() == first.json()
    assert post(ORDER | {"custom_fields": FIELDS | {"floor": 3}}, **key).status_code == 422
    assert post(ORDER, **key).status_code == 422


def test_a_request_without_fields_is_the_same_request_before_and_after_the_setting(with_schema: Any, post: Any) -> None:
    key = {"HTTP_IDEMPOTENCY_KEY": "key-1"}
    first = post(ORDER, **key)

    with_schema()

    assert post(ORDER, **key).json() == first.json()


def test_no_log_event_or_execution_has_a_field(
    with_schema: Any, post: Any, stored: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with_schema()
    for name in ("api", "orders", "django"):
        caplog.set_level(logging.DEBUG, name)

    created = post(ORDER | {"custom_fields": FIELDS})
    post(ORDER | {"custom_fields": FIELDS | {"floor": -1}})

    change = parse_change({"eventName": "INSERT", "dynamodb": {"NewImage": encode(stored()[0])}})
    assert isinstance(change, OrderChange)
    execution_input = Attempt(created.json()["order_id"], 1).execution_input
    everything = f"{caplog.text}{[vars(record) for record in caplog.records]}{change!r}{execution_input}"
    assert "order placed" in everything
    assert "Jane" not in everything


def test_the_openapi_document_describes_the_fields(with_schema: Any) -> None:
    with_schema()

    document = SchemaGenerator().get_schema(public=True)

    schemas = document["components"]["schemas"]
    assert schemas["CustomFields"] == SCHEMA
    for form in ("OrderOfOneProduct", "OrderOfItems"):
        assert schemas[form]["properties"]["custom_fields"]["$ref"] == "#/components/schemas/CustomFields"
        assert "custom_fields" not in schemas[form]["required"]


def test_a_start_with_an_invalid_schema_fails_with_the_name_of_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_ORDER_FIELDS", '{"type": "array"}')

    with pytest.raises(InvalidEnvironment, match=r"API_ORDER_FIELDS must be an object with .type.: .object."):
        env_custom_fields("API_ORDER_FIELDS")
