from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

from api.serializers import OrderOfOneProduct
from orders.domain.name import NAME_RULE
from orders.payments.simulated import PaymentMethod
from tests.orders.domain.test_name import NO_NAMES

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
NAME = f"must be a string of {NAME_RULE}"
QUANTITY = "must be a whole number from 1 to 1000"
METHOD = f"must be one of {', '.join(PaymentMethod)}"
UNKNOWN = f"is not a field of an order; the fields are {', '.join(OrderOfOneProduct().fields)}"


def invalid_fields(response: Any) -> Any:
    problem = response.json()
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert (problem["type"], problem["status"]) == ("urn:order-api:problem:invalid-order", 400)
    return [(error["field"], error["detail"]) for error in problem["errors"]]


def detail_of(response: Any) -> Any:
    problem = response.json()
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem.keys() == {"type", "title", "status", "detail", "request_id"}
    assert problem["type"] == "urn:order-api:problem:malformed-request"
    return problem["detail"]


def test_all_invalid_fields_are_reported_together(post: Any, calls: list[str]) -> None:
    response = post({"customer_name": 7, "quantity": "1", "payment_method": "cash", "colour": "red", "size": 1})
    assert invalid_fields(response) == [
        ("customer_name", NAME),
        ("product_name", NAME),
        ("quantity", QUANTITY),
        ("payment_method", METHOD),
        ("colour", UNKNOWN),
        ("size", UNKNOWN),
    ]
    assert response.json()["detail"] == "the order is invalid"
    assert calls == []


@pytest.mark.parametrize("body", [b"{}", b""])
def test_an_empty_body_misses_every_required_field(post: Any, body: Any) -> None:
    assert invalid_fields(post(body)) == [("customer_name", NAME), ("product_name", NAME), ("quantity", QUANTITY)]


@pytest.mark.parametrize(
    "quantity",
    [0, -1, 1001, 10**18, 10**30, 10**4000, True, False, "1", "", 1.5, 0.0, 1001.0, 1e18, 1e999, None, [], [1], {}],
    ids=lambda quantity: repr(quantity)[:20],
)
def test_an_invalid_quantity_is_rejected(post: Any, stored: Any, quantity: Any) -> None:
    body = json.dumps(ORDER | {"quantity": quantity}).replace("Infinity", "1e999").encode()
    assert invalid_fields(post(body)) == [("quantity", QUANTITY)]
    assert stored() == []


@pytest.mark.parametrize("field", ["customer_name", "product_name"])
@pytest.mark.parametrize("name", ["", " ", "\u2003\n\t", "n" * 201, 1, 1.5, True, None, [], ["n"], {"n": "n"}])
def test_an_invalid_name_is_rejected(post: Any, stored: Any, field: str, name: Any) -> None:
    assert invalid_fields(post(ORDER | {field: name})) == [(field, NAME)]
    assert stored() == []


@pytest.mark.parametrize("method", ["tok_mastercard", "TOK_VISA", " tok_visa", "", None, 1, True, ["tok_visa"], {}])
def test_an_unknown_payment_method_is_rejected(post: Any, stored: Any, method: str) -> None:
    assert invalid_fields(post(ORDER | {"payment_method": method})) == [("payment_method", METHOD)]
    assert stored() == []


@pytest.mark.parametrize("field", ["customer_name", "product_name"])
@pytest.mark.parametrize("text", NO_NAMES)
def test_a_text_that_no_one_can_read_is_no_name(post: Any, stored: Any, field: str, text: Any) -> None:
    assert invalid_fields(post(ORDER | {field: text})) == [(field, NAME)]
    assert stored() == []


def test_an_unknown_field_of_any_name_is_rejected(post: Any) -> None:
    names = ["", "non_field_errors", "a\0b", "__class__", "order_id"]
    response = post(ORDER | dict.fromkeys(names, "x") | {"half \udc00": 1})
    assert invalid_fields(response) == [(name, UNKNOWN) for name in [*names, "half ?"]]


@pytest.mark.parametrize("body", [[], [ORDER], "order", 1, 1.5, True, None])
def test_a_body_that_is_not_an_object_is_rejected(post: Any, body: Any) -> None:
    assert detail_of(post(body)) == "the body must be a JSON object"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{", "the body must be JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (b" ", "the body must be JSON: Expecting value: line 1 column 2 (char 1)"),
        (b'{"quantity": NaN}', "the body must be JSON: NaN is not a JSON number"),
        (b'{"quantity": Infinity}', "the body must be JSON: Infinity is not a JSON number"),
        (b'{"quantity": -Infinity}', "the body must be JSON: -Infinity is not a JSON number"),
        (b'{"quantity": 1, "quantity": 2}', "the body must be JSON: an object has two members of the same name"),
        (b'{"customer_name": "\xff"}', "the body must be UTF-8"),
        (json.dumps(ORDER).encode("utf-16"), "the body must be UTF-8"),
        (b"[" * 60_000, "the body is nested too deeply"),
        (b'{"a":' * 10_000, "the body is nested too deeply"),
        (b"[" * 30_000 + b"]" * 30_000, "the body is nested too deeply"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_that_is_not_json_is_rejected(post: Any, stored: Any, body: Any, detail: str) -> None:
    assert detail_of(post(body)) == detail
    assert stored() == []


def test_an_incomplete_body_is_rejected_and_not_logged(
    post: Any, stored: Any, caplog: pytest.LogCaptureFixture
) -> None:
    class Gone(BytesIO):
        def read(self, *_: int) -> bytes:
            raise ConnectionResetError

    assert detail_of(post(ORDER, **{"wsgi.input": Gone()})) == "the body is incomplete"
    assert stored() == []
    assert caplog.records == []


@pytest.mark.parametrize("field", [*ORDER, "payment_method", "colour"])
@pytest.mark.parametrize("depth", [100, 300, 500, 700, 800, 850, 900, 950, 1000, 1100])
def test_deep_nesting_is_rejected_by_the_parser_or_the_field(post: Any, stored: Any, field: str, depth: int) -> None:
    deep = b"[" * depth + b"]" * depth
    body = json.dumps({**ORDER, field: "HERE"}).encode().replace(b'"HERE"', deep)
    assert post(body).status_code == 400
    assert stored() == []


@pytest.mark.parametrize("field", [*ORDER, "payment_method"])
def test_an_integer_of_5000_digits_is_invalid_in_its_field(post: Any, stored: Any, field: str) -> None:
    body = json.dumps({**ORDER, field: "HERE"}).encode().replace(b'"HERE"', b"9" * 5000)
    assert [name for name, _ in invalid_fields(post(body))] == [field]
    assert stored() == []


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/merge-patch+json",
        "application/*",
        "*/*",
        "json",
        "x" * 5000,
        "",
    ],
)
def test_a_body_of_another_media_type_is_rejected(post: Any, stored: Any, content_type: str) -> None:
    response = post(ORDER, content_type)
    assert response.status_code == 415
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "the body must be sent as application/json"
    assert stored() == []


def test_a_body_has_at_most_64_kib(post: Any, stored: Any) -> None:
    body = json.dumps(ORDER).encode()
    full = body + b" " * (64 * 1024 - len(body))

    rejected = post(full + b" ")
    assert rejected.status_code == 413
    assert rejected["Content-Type"] == "application/problem+json"
    assert rejected.json()["detail"] == "the body must have at most 65536 bytes"
    assert stored() == []

    assert post(full).status_code == 201


def test_an_invalid_content_length_counts_as_an_empty_body(post: Any) -> None:
    assert len(invalid_fields(post(ORDER, CONTENT_LENGTH="many"))) == 3


def test_an_unknown_product_is_rejected_in_its_field(post: Any, stored: Any, calls: list[str]) -> None:
    response = post(ORDER | {"product_name": "Unicorn"})
    assert calls == ["BatchGetItem"]
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["errors"] == [{"field": "product_name", "detail": "no product has this name"}]
    assert problem["status"] == 422
    assert stored() == []
