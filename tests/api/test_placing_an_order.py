from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from botocore.exceptions import ReadTimeoutError
from django.test import Client

from orders.domain.order import MAX_QUANTITY
from orders.domain.timestamp import parse_utc
from tests.mocked_aws import call_with_http

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}


def test_the_documented_body_creates_the_documented_order(post: Any) -> None:
    response = post(b'{"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}')

    order = response.json()
    assert response.status_code == 201
    assert response["Content-Type"] == "application/json"
    assert response["Location"] == f"/orders/{order['order_id']}/"
    assert order == {
        "order_id": str(UUID(order["order_id"], version=4)),
        "customer_name": "Test Customer",
        "product_name": "Test Product",
        "quantity": 1,
        "unit_price": 1999,
        "total": 1999,
        "refunded": 0,
        "currency": "USD",
        "payment_method": "tok_visa",
        "status": "Pending",
        "attempt": 1,
        "created_at": order["created_at"],
        "updated_at": order["created_at"],
        "failure_reason": None,
        "cancel_requested_at": None,
        "items": [{"product_name": "Test Product", "quantity": 1, "unit_price": 1999, "line_total": 1999}],
        "metadata": {},
    }
    assert abs(parse_utc(order["created_at"]) - datetime.now(UTC)) < timedelta(minutes=1)
    assert order["created_at"].endswith("Z")


def test_the_stored_item_has_all_attributes_that_the_system_reads(post: Any, stored: Any) -> None:
    order = post(ORDER | {"quantity": 3, "payment_method": "tok_flaky"}).json()

    assert stored() == [
        {
            "order_id": order["order_id"],
            "schema_version": 1,
            "customer_name": "Test Customer",
            "product_name": "Test Product",
            "quantity": 3,
            "unit_price": 1999,
            "status": "Pending",
            "attempt": 1,
            "lines": [{"product_name": "Test Product", "quantity": 3, "unit_price": 1999}],
            "total": 5997,
            "currency": "USD",
            "payment_method": "tok_flaky",
            "created_at": order["created_at"],
            "updated_at": order["created_at"],
            "customer": "Test Customer",
            "listed_at": f"{order['created_at']}#{order['order_id']}",
            "shard": stored()[0]["shard"],
            "history": [{"event": "OrderPlaced", "at": order["created_at"]}],
            "open_since": order["created_at"],
        }
    ]
    assert order["total"] == 5997
    assert order["items"][0]["line_total"] == 5997


def test_placing_an_order_is_one_write(post: Any, calls: list[str]) -> None:
    assert post(ORDER).status_code == 201
    assert calls == ["BatchGetItem", "PutItem"]


def test_two_equal_requests_without_a_key_are_two_orders(post: Any, stored: Any) -> None:
    ids = {post(ORDER).json()["order_id"], post(ORDER).json()["order_id"]}
    assert {item["order_id"] for item in stored()} == ids
    assert len(ids) == 2


def test_an_order_keeps_the_price_at_which_it_was_placed(post: Any, client: Client, dynamodb: Any) -> None:
    location = post(ORDER)["Location"]
    dynamodb.update_item(
        TableName="test-products",
        Key={"product_name": {"S": "Test Product"}},
        UpdateExpression="SET unit_price = :price",
        ExpressionAttributeValues={":price": {"N": "5"}},
    )
    assert client.get(location).json()["unit_price"] == 1999
    assert post(ORDER).json()["unit_price"] == 5


def test_names_are_trimmed_and_can_be_in_any_script(post: Any, stored: Any) -> None:
    response = post({"customer_name": "  Ольга 🦊 ", "product_name": " Test Product\n", "quantity": 1})
    assert response.status_code == 201
    assert response.json()["customer_name"] == "Ольга 🦊"
    assert stored()[0]["customer_name"] == "Ольга 🦊"
    assert stored()[0]["product_name"] == "Test Product"


def test_the_largest_valid_order_is_accepted(post: Any, stored: Any) -> None:
    name = "n" * 200
    assert post({"customer_name": name, "product_name": "Test Product", "quantity": MAX_QUANTITY}).status_code == 201
    assert stored()[0]["customer_name"] == name
    assert stored()[0]["total"] == 1999 * MAX_QUANTITY


@pytest.mark.parametrize(
    "content_type", ["application/json; charset=utf-8", "Application/JSON", "application/json ;a=b"]
)
def test_a_content_type_can_have_parameters_and_capitals(post: Any, content_type: str) -> None:
    assert post(ORDER, content_type).status_code == 201


def test_json_is_utf_8_whatever_its_charset_says(post: Any) -> None:
    body = '{"customer_name": "Zoë", "product_name": "Test Product", "quantity": 1}'.encode()
    assert post(body, "application/json; charset=latin-1").json()["customer_name"] == "Zoë"


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "nonsense", ""])
def test_the_response_is_json_whatever_the_client_accepts(post: Any, accept: str) -> None:
    assert post(ORDER, HTTP_ACCEPT=accept)["Content-Type"] == "application/json"


def test_a_write_that_boto3_retries_creates_one_order(
    post: Any, on: Any, stored: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def lose_the_first(request: Any, event_name: str, **_: Any) -> None:
        sent.append(event_name.rpartition(".")[2])
        if sent.count("PutItem") == 1 and sent[-1] == "PutItem":
            raise ReadTimeoutError(endpoint_url=request.url)

    call_with_http(monkeypatch)
    on("before-send", lose_the_first)

    response = post(ORDER)

    assert sent == ["BatchGetItem", "PutItem", "PutItem"]
    assert response.status_code == 201
    assert [item["order_id"] for item in stored()] == [response.json()["order_id"]]


def test_an_order_stores_only_root_and_sampling_of_the_trace_header(post: Any, stored: Any) -> None:
    root = "Root=1-67891233-abcdef012345678912345678"
    response = post(ORDER, HTTP_X_AMZN_TRACE_ID=f"Self=1-1-2;{root};Sampled=1;note=Test Customer")

    (item,) = stored()
    assert item["trace_header"] == f"{root};Sampled=1"
    assert "trace_header" not in response.json()


def test_an_order_of_an_untraced_request_has_no_trace(post: Any, stored: Any) -> None:
    post(ORDER)
    (item,) = stored()
    assert "trace_header" not in item
