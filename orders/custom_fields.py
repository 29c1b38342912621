"""Custom fields: the shop's own fields of an order, described by a JSON Schema that the stack's settings name.

The infrastructure checks the schema before a deployment, and the API checks the fields of each request.  Both use the
package jsonschema-rs, which is imported only if there is a schema.  It matches every pattern in linear time, and
``offline`` prevents it from fetching other schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

MAX_SCHEMA_BYTES = 16 * 1024
"""The schema as compact JSON, inclusive: it is a variable in the API's task definition, which has at most 64 KiB.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
"""

MAX_BYTES = 8 * 1024
"""The fields of one order as compact JSON, inclusive."""

MAX_DEPTH = 8
"""Levels of lists and objects in the fields, inclusive; DynamoDB has 32.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
"""

MAX_NUMBER = 2**53 - 1
"""The largest absolute value of a number, inclusive: every JSON reader has it exactly."""

PERSONAL = "x-personal"
"""The keyword that marks a field with personal data."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")
_DEFINITION = re.compile(r"#/\$defs/[A-Za-z0-9._-]+")
_FORBIDDEN = ("$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$vocabulary")


class InvalidSchema(ValueError):
    """The schema cannot describe fields; the message completes "the schema …"."""


class InvalidField(NamedTuple):
    """An error of one field.

    Attributes:
        pointer: the JSON pointer of the value, from the fields on; empty for all fields together.
        complaint: completes "<pointer> …", without the value, which may be personal.
    """

    pointer: str
    complaint: str


@dataclass(frozen=True)
class CustomFields:
    """The fields that an order may have besides the system's own.

    Attributes:
        schema: their JSON Schema, which ``parse`` has checked.
    """

    schema: Mapping[str, Any]

    @classmethod
    def parse(cls, text: str) -> CustomFields:
        """Return the fields that a JSON Schema describes.

        Raises:
            InvalidSchema: the text is not a JSON Schema that this module accepts.
        """
        try:
            schema = json.loads(text)
            objects = list(_objects(schema))
        except ValueError as error:
            raise InvalidSchema(f"must be JSON: {error}") from None
        except RecursionError:
            raise InvalidSchema("must not be nested that deeply") from None
        _check_form(schema)
        size = len(_compact(schema).encode(errors="replace"))
        if size > MAX_SCHEMA_BYTES:
            raise InvalidSchema(f"must have at most {MAX_SCHEMA_BYTES} bytes without spaces, not {size}")
        for path, node in objects:
            _check_keywords(path, node)
        fields = cls(schema)
        fields._validator  # noqa: B018  a schema that cannot be compiled is rejected here
        return fields

    @property
    def text(self) -> str:
        """The schema as compact JSON, which ``parse`` accepts."""
        return _compact(self.schema)

    @cached_property
    def is_required(self) -> bool:
        """Whether an order without any of the fields is invalid."""
        return not self._validator.is_valid({})

    def component(self, name: str) -> dict[str, Any]:
        """Return the schema as the component of an OpenAPI 3.1 document, within which its references are absolute."""
        text = self.text.replace('"#/$defs/', f'"#/components/schemas/{name}/$defs/')
        return {key: value for key, value in json.loads(text).items() if key != "$schema"}

    def find_errors(self, values: Mapping[str, Any]) -> list[InvalidField]:
        """Return all errors of the fields of one order; an empty list if they can be stored."""
        if errors := list(_find_unstorable(values)):
            return errors
        size = len(_compact(values).encode())
        if size > MAX_BYTES:
            return [InvalidField("", f"must have at most {MAX_BYTES} bytes as JSON, not {size}")]
        return [invalid for error in self._validator.iter_errors(values) for invalid in self._explain(error)]

    def _explain(self, error: Any) -> Iterator[InvalidField]:
        pointer = _pointer(*error.instance_path)
        rule = error.kind.as_dict()
        match error.kind.name:
            case "required":
                yield InvalidField(f"{pointer}{_pointer(rule['property'])}", "is required")
            case "additionalProperties" | "unevaluatedProperties":
                known = "" if pointer else f"; the fields are {', '.join(self.schema['properties'])}"
                for name in rule["unexpected"]:
                    yield InvalidField(f"{pointer}{_pointer(name)}", f"is not a field{known}")
            case "propertyNames":  # its own message has the name
                complaint = rule["error"].message.removeprefix(f"{_MASK} ")
                yield InvalidField(pointer, f"must have other names: one of them {complaint}")
            case _:
                yield InvalidField(pointer, error.message.removeprefix(f"{_MASK} "))

    @cached_property
    def _validator(self) -> Any:
        """The compiled schema.

        Raises:
            InvalidSchema: it is not valid; a pattern may have no look-around and no back-reference.
        """
        import jsonschema_rs  # noqa: PLC0415  see the module's docstring

        try:
            return jsonschema_rs.Draft202012Validator(
                dict(self.schema),
                validate_formats=True,
                ignore_unknown_formats=False,
                offline=True,
                mask=_MASK,
                pattern_options=jsonschema_rs.RegexOptions(),
            )
        except jsonschema_rs.ValidationError as error:
            where = _pointer(*error.instance_path)
            is_pattern = "pattern" in where.rsplit("/", 1)[-1] or '"regex"' in error.message
            advice = (
                "must be a regular expression that is matched in linear time: without look-around, back-references "
                "and long repetitions"
                if is_pattern
                else f"is not valid: {error.message}"
            )
            raise InvalidSchema(f"is wrong at {where or 'its top'}, which {advice}") from None
        except ValueError:  # jsonschema-rs has a limit of its own
            raise InvalidSchema("must not be nested that deeply") from None


_MASK = "the value"
"""Stands for each value in an error: it may be personal."""


def _check_form(schema: Any) -> None:
    """Return if the schema describes an object with named fields and no others.

    Raises:
        InvalidSchema: it does not.
    """
    if not isinstance(schema, dict) or schema.get("type") != "object":
        raise InvalidSchema('must be an object with "type": "object"')
    if schema.get("$schema", DIALECT) != DIALECT:
        raise InvalidSchema(f"must be of the dialect {DIALECT}, in $schema, or without $schema")
    properties = schema.get("properties")
    if not isinstance(properties, dict) or not properties:
        raise InvalidSchema("must have at least one field in properties")
    if schema.get("additionalProperties") is not False:
        raise InvalidSchema('must have "additionalProperties": false, so that a misspelled field is rejected')
    for name, field in properties.items():
        if not _NAME.fullmatch(name):
            raise InvalidSchema(
                f"must have names of 1 to 40 letters, digits, dots, hyphens and underscores, not {name!r}"
            )
        if isinstance(field, dict) and not isinstance(field.get(PERSONAL, False), bool):
            raise InvalidSchema(f"must have true or false in {PERSONAL} of {name}")


def _check_keywords(path: tuple[Any, ...], node: Mapping[str, Any]) -> None:
    """Return if an object of the schema refers to nothing outside and describes only values that can be stored.

    Raises:
        InvalidSchema: it does not.
    """
    where = _pointer(*path)
    for keyword in _FORBIDDEN:
        if keyword in node:
            raise InvalidSchema(f"must not have {keyword}, as at {where or 'its top'}")
    reference = node.get("$ref")
    if reference is not None and not (isinstance(reference, str) and _DEFINITION.fullmatch(reference)):
        raise InvalidSchema(f"must have references only to its own definitions, #/$defs/<name>, not as at {where}")
    types = node.get("type")
    if types == "number" or (isinstance(types, list) and "number" in types):
        raise InvalidSchema(f'must have "integer" or "string" in place of "number" at {where}: fractions lose digits')
    if PERSONAL in node and path[:-1] != ("properties",):
        raise InvalidSchema(f"must have {PERSONAL} only directly in a field, and not as at {where or 'its top'}")


def _objects(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    """Yield every object in a JSON value, with its path."""
    if isinstance(node, dict):
        yield path, node
    if isinstance(node, dict | list):
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _objects(inner, (*path, key))


def _find_unstorable(value: Any, path: tuple[Any, ...] = ()) -> Iterator[InvalidField]:
    """Yield the values that no order can store, whatever the schema says."""
    match value:
        case str() if not _is_text(value):
            yield InvalidField(_pointer(*path), "must not have null characters or unpaired surrogates")
        case bool() | str() | None:
            pass
        case int() | float() if abs(value) <= MAX_NUMBER and value == int(value):
            pass
        case int() | float():
            yield InvalidField(
                _pointer(*path), f"must be a whole number from -{MAX_NUMBER} to {MAX_NUMBER}; send another as a string"
            )
        case _ if len(path) >= MAX_DEPTH:
            yield InvalidField(_pointer(*path), f"must be nested in at most {MAX_DEPTH} levels")
        case list():
            for index, inner in enumerate(value):
                yield from _find_unstorable(inner, (*path, index))
        case _:
            for name, inner in value.items():
                if not name or not _is_text(name):
                    yield InvalidField(
                        _pointer(*path),
                        "must have names that are not empty and have no null characters or unpaired surrogates",
                    )
                else:
                    yield from _find_unstorable(inner, (*path, name))


def _is_text(value: str) -> bool:
    return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)


def normalize(value: Any) -> Any:
    """Return a JSON value in which a number without a fraction, such as ``2.0``, is an int."""
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [normalize(inner) for inner in value]
        case dict():
            return {name: normalize(inner) for name, inner in value.items()}
        case _:
            return value


def _pointer(*path: Any) -> str:
    """Return the JSON pointer of a path: https://www.rfc-editor.org/rfc/rfc6901."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
