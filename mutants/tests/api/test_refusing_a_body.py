from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest

ORDER = {"customer_name": "Test Customer", "product_name": "Test Product", "quantity": 1}
NAME = "must be a string of 1 to 200 characters"
QUANTITY = "must be a whole number from 1 to 1000"
METHOD = "must be one of tok_visa, tok_declined, tok_flaky, tok_unavailable, tok_timeout, tok_slow, tok_amnesiac"
UNKNOWN = "is not a field of an order; the fields are customer_name, product_name, quantity, payment_method, metadata"


def wrong_fields(response: Any) -> Any:
    problem = response.json()
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert (problem["type"], problem["status"]) == ("urn:order-api:problem:invalid-order", 400)
    return [(error["field"], error["detail"]) for error in problem["errors"]]


def refusal(response: Any) -> Any:
    problem = response.json()
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem.keys() == {"type", "title", "status", "detail", "request_id"}
    assert problem["type"] == "urn:order-api:problem:malformed-request"
    return problem["detail"]


def test_every_wrong_field_is_named_at_once(post: Any, calls: list[str]) -> None:
    response = post({"customer_name": 7, "quantity": "1", "payment_method": "cash", "colour": "red", "size": 1})
    assert wrong_fields(response) == [
        ("customer_name", NAME),
        ("product_name", NAME),
        ("quantity", QUANTITY),
        ("payment_method", METHOD),
        ("colour", UNKNOWN),
        ("size", UNKNOWN),
    ]
    assert response.json()["detail"] == "the order is not valid"
    assert calls == []


@pytest.mark.parametrize("body", [b"{}", b""])
def test_an_empty_body_is_told_what_is_missing(post: Any, body: Any) -> None:
    assert wrong_fields(post(body)) == [("customer_name", NAME), ("product_name", NAME), ("quantity", QUANTITY)]


@pytest.mark.parametrize(
    "quantity",
    [0, -1, 1001, 10**18, 10**30, 10**4000, True, False, "1", "", 1.0, 1.5, 1e999, None, [], [1], {}],
    ids=lambda quantity: repr(quantity)[:20],
)
def test_a_quantity_is_an_integer_from_1_to_the_maximum(post: Any, stored: Any, quantity: Any) -> None:
    body = json.dumps(ORDER | {"quantity": quantity}).replace("Infinity", "1e999").encode()
    assert wrong_fields(post(body)) == [("quantity", QUANTITY)]
    assert stored() == []


@pytest.mark.parametrize("field", ["customer_name", "product_name"])
@pytest.mark.parametrize("name", ["", " ", "\u2003\n\t", "n" * 201, 1, 1.5, True, None, [], ["n"], {"n": "n"}])
def test_a_name_is_a_string_of_1_to_200_characters(post: Any, stored: Any, field: str, name: Any) -> None:
    assert wrong_fields(post(ORDER | {field: name})) == [(field, NAME)]
    assert stored() == []


@pytest.mark.parametrize("method", ["tok_mastercard", "TOK_VISA", " tok_visa", "", None, 1, True, ["tok_visa"], {}])
def test_a_payment_method_is_one_of_the_list(post: Any, stored: Any, method: str) -> None:
    assert wrong_fields(post(ORDER | {"payment_method": method})) == [("payment_method", METHOD)]
    assert stored() == []


@pytest.mark.parametrize("field", ["customer_name", "product_name"])
@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("a\0b", "Null characters are not allowed."),
        ("a\ud800b", "Surrogate characters are not allowed: U+D800."),
    ],
)
def test_a_name_holds_whole_characters_only(post: Any, stored: Any, field: str, text: Any, detail: str) -> None:
    assert wrong_fields(post(ORDER | {field: text})) == [(field, detail)]
    assert stored() == []


def test_an_unknown_field_may_have_any_name(post: Any) -> None:
    names = ["", "non_field_errors", "a\0b", "__class__", "order_id"]
    response = post(ORDER | dict.fromkeys(names, "x") | {"half \udc00": 1})
    assert wrong_fields(response) == [(name, UNKNOWN) for name in [*names, "half ?"]]


@pytest.mark.parametrize("body", [[], [ORDER], "order", 1, 1.5, True, None])
def test_a_body_is_an_object(post: Any, body: Any) -> None:
    assert refusal(post(body)) == "the body must be a JSON object"


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        (b"{", "the body must be JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (b" ", "the body must be JSON: Expecting value: line 1 column 2 (char 1)"),
        (b'{"quantity": NaN}', "the body must be JSON: NaN is not a JSON number"),
        (b'{"quantity": Infinity}', "the body must be JSON: Infinity is not a JSON number"),
        (b'{"quantity": -Infinity}', "the body must be JSON: -Infinity is not a JSON number"),
        (b'{"quantity": 1, "quantity": 2}', "the body must be JSON: a name stands twice in one object"),
        (b'{"customer_name": "\xff"}', "the body must be UTF-8"),
        (json.dumps(ORDER).encode("utf-16"), "the body must be UTF-8"),
        (b"[" * 60_000, "the body is nested too deeply"),
        (b'{"a":' * 10_000, "the body is nested too deeply"),
        (b"[" * 30_000 + b"]" * 30_000, "the body is nested too deeply"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_body_is_json(post: Any, stored: Any, body: Any, detail: str) -> None:
    assert refusal(post(body)) == detail
    assert stored() == []


def test_a_client_that_goes_away_is_no_failure_of_ours(
    post: Any, stored: Any, caplog: pytest.LogCaptureFixture
) -> None:
    class Gone(BytesIO):
        def read(self, *_: int) -> bytes:
            raise ConnectionResetError

    assert refusal(post(ORDER, **{"wsgi.input": Gone()})) == "the body broke off"
    assert stored() == []
    assert caplog.records == []


@pytest.mark.parametrize("field", [*ORDER, "payment_method", "colour"])
@pytest.mark.parametrize("depth", [100, 300, 500, 700, 800, 850, 900, 950, 1000, 1100])
def test_deep_nesting_is_refused_whether_the_parser_or_the_field_meets_it(
    post: Any, stored: Any, field: str, depth: int
) -> None:
    deep = b"[" * depth + b"]" * depth
    body = json.dumps({**ORDER, field: "HERE"}).encode().replace(b'"HERE"', deep)
    assert post(body).status_code == 400
    assert stored() == []


@pytest.mark.parametrize("field", [*ORDER, "payment_method"])
def test_an_integer_of_5000_digits_is_wrong_in_its_field(post: Any, stored: Any, field: str) -> None:
    body = json.dumps({**ORDER, field: "HERE"}).encode().replace(b'"HERE"', b"9" * 5000)
    assert [name for name, _ in wrong_fields(post(body))] == [field]
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
def test_a_body_of_another_type_is_refused(post: Any, stored: Any, content_type: str) -> None:
    response = post(ORDER, content_type)
    assert response.status_code == 415
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "the body must be sent as application/json"
    assert stored() == []


def test_a_body_may_have_64_kib_and_no_byte_more(post: Any, stored: Any) -> None:
    body = json.dumps(ORDER).encode()
    full = body + b" " * (64 * 1024 - len(body))

    refused = post(full + b" ")
    assert refused.status_code == 413
    assert refused["Content-Type"] == "application/problem+json"
    assert refused.json()["detail"] == "the body must not be longer than 65536 bytes"
    assert stored() == []

    assert post(full).status_code == 201


def test_a_body_without_a_length_is_asked_for_one(post: Any, stored: Any) -> None:
    response = post(ORDER, CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:order-api:problem:length-required",
        "title": "The body's length is missing",
        "status": 411,
        "detail": "send the body with a Content-Length, not in chunks",
        "request_id": response["X-Request-Id"],
    }
    assert stored() == []


def test_a_length_that_is_no_number_counts_as_an_empty_body(post: Any) -> None:
    assert len(wrong_fields(post(ORDER, CONTENT_LENGTH="many"))) == 3


def test_a_product_that_the_shop_does_not_have_is_named(post: Any, stored: Any, calls: list[str]) -> None:
    response = post(ORDER | {"product_name": "Unicorn"})
    assert calls == ["BatchGetItem"]
    assert response.status_code == 422
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert problem["errors"] == [{"field": "product_name", "detail": "the shop has no product of this name"}]
    assert problem["status"] == 422
    assert stored() == []
