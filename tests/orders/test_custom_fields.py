"""Custom fields: which schemas are accepted, and which values."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.aws.items import decode, encode
from orders.custom_fields import MAX_BYTES, MAX_DEPTH, MAX_NUMBER, CustomFields, InvalidSchema, normalize
from tests.orders.strategies import json_values

GIFT = {"type": "string", "maxLength": 200}


def schema(fields: Any = None, **changes: Any) -> dict[str, Any]:
    described = {"type": "object", "properties": fields or {"gift": GIFT}, "additionalProperties": False}
    return {key: value for key, value in (described | changes).items() if value is not None}


def nested(levels: int) -> dict[str, Any]:
    return {"not": nested(levels - 1)} if levels else {}


def parse(*args: Any, **changes: Any) -> CustomFields:
    return CustomFields.parse(json.dumps(schema(*args, **changes)))


@pytest.mark.parametrize(
    ("described", "complaint"),
    [
        ("", "must be JSON"),
        ("{", "must be JSON"),
        ("[" * 100_000, "must (be JSON|not be nested)"),
        (schema({"gift": nested(300)}), "must not be nested that deeply"),
        ("[]", 'must be an object with "type": "object"'),
        (schema(type="array"), 'must be an object with "type": "object"'),
        (schema(**{"$schema": "http://json-schema.org/draft-07/schema#"}), "must be of the dialect .*2020-12"),
        (schema(properties=None), "at least one field in properties"),
        (schema(properties={}), "at least one field in properties"),
        (schema(additionalProperties=None), 'must have "additionalProperties": false'),
        (schema(additionalProperties={}), 'must have "additionalProperties": false'),
        (schema({"gift note": GIFT}), "names of 1 to 40 letters, .* not 'gift note'"),
        (schema({"n" * 41: GIFT}), "names of 1 to 40 letters"),
        (schema({"gift": {"type": "strng"}}), "is wrong at /properties/gift/type"),
        (schema({"gift": {"maxLength": -1}}), "is wrong at /properties/gift/maxLength"),
        (schema({"gift": {"format": "emial"}}), "is wrong at /properties/gift.*emial"),
        (schema({"gift": 7}), "is wrong at /properties/gift"),
        (schema(required="gift"), "is wrong at /required"),
        (
            schema({"gift": {"$ref": "https://example.com/gift.json"}}),
            "only to its own definitions, .*/properties/gift",
        ),
        (schema({"gift": {"$ref": "file:///etc/passwd"}}), "only to its own definitions"),
        (schema({"gift": {"$ref": "other.json#/a"}}), "only to its own definitions"),
        (
            schema({"gift": {"allOf": [{"$ref": "//example.com/"}]}}),
            "only to its own definitions.*/properties/gift/allOf/0",
        ),
        (schema({"gift": {"$ref": 7}}), "only to its own definitions"),
        (schema({"gift": {"$ref": "#/$defs/gift"}}), "is wrong at .*/\\$defs/gift"),
        (schema({"gift": {"$id": "https://example.com/"}}), r"must not have \$id, as at /properties/gift"),
        (schema({"gift": {"$dynamicRef": "https://example.com/#a"}}), r"must not have \$dynamicRef"),
        (schema({"weight": {"type": "number"}}), '"integer" or "string" in place of "number" at /properties/weight'),
        (schema({"weight": {"type": ["null", "number"]}}), '"integer" or "string" in place of "number"'),
        (schema({"gift": {"pattern": "("}}), "/properties/gift/pattern, which must be a regular expression"),
        (schema({"gift": {"pattern": "(?=a)b"}}), "without look-around"),
        (schema({"gift": {"pattern": r"(a)\1"}}), "without look-around, back-references"),
        (schema({"gift": {"pattern": "(a{1,1000}){1,1000}"}}), "long repetitions"),
        (schema({"gift": {"x-personal": "yes"}}), "true or false in x-personal of gift"),
        (
            schema({"gift": {"items": {"x-personal": True}}}),
            "x-personal only directly in a field, .*/properties/gift/items",
        ),
        (schema({"gift": {"description": "x" * 17_000}}), "at most 16384 bytes without spaces, not 17"),
    ],
)
def test_a_schema_that_cannot_describe_fields_is_rejected_with_its_place(described: Any, complaint: str) -> None:
    with pytest.raises(InvalidSchema, match=complaint):
        CustomFields.parse(described if isinstance(described, str) else json.dumps(described))


def test_no_schema_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: Any) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", connect)
    monkeypatch.setattr("orders.custom_fields._check_keywords", lambda *_: None)

    with pytest.raises(InvalidSchema, match="Retrieval is disabled"):
        parse({"gift": {"$ref": "https://example.com/gift.json"}})


def test_a_pattern_that_would_take_a_backtracking_engine_forever_is_matched_at_once() -> None:
    fields = parse({"gift": {"type": "string", "pattern": "^(a+)+$"}})
    begin = time.process_time()

    assert fields.find_errors({"gift": "a" * 5_000 + "!"})
    assert time.process_time() - begin < 60


def test_definitions_that_refer_to_themselves_end() -> None:
    fields = parse({"tree": {"$ref": "#/$defs/tree"}}, **{"$defs": {"tree": {"items": {"$ref": "#/$defs/tree"}}}})

    assert fields.find_errors({"tree": [[], [[]]]}) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"gift": "for Ann"}, []),
        ({}, [("/floor", "is required")]),
        ({"gift": 7, "floor": 1}, [("/gift", 'is not of type "string"')]),
        ({"floor": 2.0}, []),
        (
            {"floor": 2.5},
            [("/floor", f"must be a whole number from -{MAX_NUMBER} to {MAX_NUMBER}; send another as a string")],
        ),
        (
            {"floor": 2**53},
            [("/floor", f"must be a whole number from -{MAX_NUMBER} to {MAX_NUMBER}; send another as a string")],
        ),
        (
            {"floor": float("inf")},
            [("/floor", f"must be a whole number from -{MAX_NUMBER} to {MAX_NUMBER}; send another as a string")],
        ),
        ({"floor": 1, "colour": "red"}, [("/colour", "is not a field; the fields are gift, floor, parts, box")]),
        ({"floor": 1, "a/b~": 1}, [("/a~1b~0", "is not a field; the fields are gift, floor, parts, box")]),
        ({"floor": 1, "parts": [{"size": "S"}, {"size": "Q"}]}, [("/parts/1/size", 'is not one of "S" or "M"')]),
        ({"floor": 1, "parts": [{"weight": 1}]}, [("/parts/0/weight", "is not a field")]),
        ({"floor": 1, "box": {"a/b": 1}}, [("/box/a~1b", "is not a field")]),
        ({"floor": 1, "gift": "\0"}, [("/gift", "must not have null characters or unpaired surrogates")]),
        ({"floor": 1, "gift": "\ud800"}, [("/gift", "must not have null characters or unpaired surrogates")]),
        ({"floor": 1, "gift": "x" * 201}, [("/gift", "is longer than 200 characters")]),
    ],
)
def test_each_error_names_its_value_by_a_json_pointer(values: Any, expected: Any) -> None:
    part = {"type": "object", "properties": {"size": {"enum": ["S", "M"]}}, "additionalProperties": False}
    box = {"type": "object", "properties": {"size": {}}, "unevaluatedProperties": False}
    fields = parse(
        {"gift": GIFT, "floor": {"type": "integer"}, "parts": {"type": "array", "items": part}, "box": box},
        required=["floor"] if "gift" not in values or "floor" in values else [],
    )

    assert fields.find_errors(values) == expected


def test_no_error_has_the_value_in_it() -> None:
    rules: list[dict[str, Any]] = [
        {"type": "integer"},
        {"enum": ["a"]},
        {"const": "a"},
        {"pattern": "^a$"},
        {"format": "email"},
        {"maxLength": 1},
        {"not": {"type": "string"}},
        {"oneOf": [{"type": "integer"}, {"maxLength": 1}]},
        {"anyOf": [{"type": "integer"}, {"maxLength": 1}]},
    ]
    for rule in rules:
        (error,) = parse({"gift": rule}).find_errors({"gift": "Jane Doe"})
        assert "Jane" not in error.complaint, rule


def test_no_error_of_a_name_has_the_name_in_it() -> None:
    fields = parse({"sizes": {"propertyNames": {"pattern": "^[a-z]+$"}}})

    assert fields.find_errors({"sizes": {"Jane Doe": 1}}) == [
        ("/sizes", 'must have other names: one of them does not match "^[a-z]+$"')
    ]


def test_fields_may_not_be_too_large_or_too_deep() -> None:
    fields = parse({"any": {}})
    deep: Any = 1
    for _ in range(MAX_DEPTH - 1):
        deep = [deep]

    assert fields.find_errors({"any": deep}) == []
    assert fields.find_errors({"any": [deep]}) == [("/any" + "/0" * 7, "must be nested in at most 8 levels")]
    assert fields.find_errors({"any": "ü" * (MAX_BYTES // 2 - 6)}) == []
    assert fields.find_errors({"any": "ü" * (MAX_BYTES // 2)}) == [
        ("", "must have at most 8192 bytes as JSON, not 8202")
    ]


@given(values=st.dictionaries(st.text(), json_values))
def test_whatever_is_accepted_can_be_stored_and_read(values: dict[str, Any]) -> None:
    fields = CustomFields({"type": "object"})

    if not fields.find_errors(values):
        stored = normalize(values)
        assert decode(encode({"custom_fields": stored})) == {"custom_fields": stored}
        json.dumps(stored, allow_nan=False).encode()


def test_the_component_refers_to_its_own_definitions_in_the_openapi_document() -> None:
    fields = parse(
        {"gift": {"$ref": "#/$defs/text", "x-personal": True}},
        **{"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": {"text": GIFT}},
    )

    component = fields.component("CustomFields")

    assert component["properties"]["gift"] == {
        "$ref": "#/components/schemas/CustomFields/$defs/text",
        "x-personal": True,
    }
    assert "$schema" not in component
    assert CustomFields.parse(fields.text) == fields
