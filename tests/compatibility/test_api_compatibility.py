"""``make compatibility``: docs/openapi.json breaks no client of the last release.

oasdiff compares the documents.  It builds from the modules in ``go.mod``, whose contents ``go.sum`` pins.
https://github.com/oasdiff/oasdiff/blob/main/docs/BREAKING-CHANGES.md
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.releases import NEWEST

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OASDIFF = HERE / "bin" / "oasdiff"
DOCUMENT = ROOT / "docs" / "openapi.json"
RELEASED = NEWEST.folder / "openapi.json"
TIMEOUT_SECONDS = 600

ANY_STRING = {"type": "string"}

Change = Callable[[dict[str, Any]], object]


def compare(tmp_path: Path, revision: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """Compare a document with the released one; the exit status is 1 if it breaks clients.

    A warning counts: it is a change that breaks only some clients, such as the removal of a query parameter.
    ``severity.txt`` has what this API judges otherwise: an operation's id is the name of a method of generated clients,
    and an enum of a response may be opened, since clients must expect values of newer versions.
    ``accepted.txt`` has the messages that are wrong: a second kind of problem for a status that only problems have.
    """
    documents = {"released": json.loads(RELEASED.read_text()), "revision": revision}
    paths = {name: tmp_path / f"{name}.json" for name in documents}
    for name, document in documents.items():
        paths[name].write_text(json.dumps(with_open_enums_as_strings(document)))
    return subprocess.run(
        [
            *(OASDIFF, "breaking", paths["released"], paths["revision"], "--fail-on", "WARN"),
            *("--format", "singleline", "--flatten-allof"),
            *("--severity-levels", HERE / "severity.txt", "--err-ignore", HERE / "accepted.txt"),
        ],
        env={"HOME": os.environ["HOME"], "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


def with_open_enums_as_strings(schema: Any) -> Any:
    """Return the document with a string in place of each ``anyOf`` of an enum and any string.

    Both mean the same to a client: it must expect every string.  oasdiff takes the second for a new type.
    """
    if isinstance(schema, list):
        return [with_open_enums_as_strings(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    opened = {name: with_open_enums_as_strings(each) for name, each in schema.items()}
    if ANY_STRING in opened.get("anyOf", []):
        opened = {name: each for name, each in opened.items() if name != "anyOf"} | ANY_STRING
    return opened


def changed(change: Change) -> dict[str, Any]:
    document: dict[str, Any] = deepcopy(json.loads(RELEASED.read_text()))
    change(document)
    return document


def test_the_document_breaks_no_client_of_the_last_release(tmp_path: Path) -> None:
    result = compare(tmp_path, json.loads(DOCUMENT.read_text()))

    assert result.returncode == 0, (
        f"docs/openapi.json breaks clients of version {NEWEST.version}; releases/README.md says what to do.\n"
        + result.stdout
        + result.stderr
    )


def schema(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"][name]
    return found


def remove_a_field_of_a_response(document: dict[str, Any]) -> None:
    order = schema(document, "Order")
    del order["properties"]["total"]
    order["required"].remove("total")


def rename_a_field_of_a_response(document: dict[str, Any]) -> None:
    order = schema(document, "Order")
    order["properties"]["amount"] = order["properties"].pop("total")
    order["required"][order["required"].index("total")] = "amount"


def add_a_required_field_to_a_request(document: dict[str, Any]) -> None:
    order = schema(document, "OrderOfOneProduct")
    order["properties"]["email"] = {"type": "string"}
    order["required"].append("email")


def add_an_optional_field_to_a_request(document: dict[str, Any]) -> None:
    schema(document, "OrderOfOneProduct")["properties"]["email"] = {"type": "string"}


def add_a_field_to_a_response(document: dict[str, Any]) -> None:
    order = schema(document, "Order")
    order["properties"]["email"] = {"type": "string"}
    order["required"].append("email")


def open_a_response(document: dict[str, Any]) -> None:
    schema(document, "Order").pop("additionalProperties", None)


BREAKING: dict[str, tuple[Change, str]] = {
    "a field of a response is removed": (remove_a_field_of_a_response, "response-required-property-removed"),
    "a field of a response is renamed": (rename_a_field_of_a_response, "response-required-property-removed"),
    "a field of a response becomes optional": (
        lambda document: schema(document, "Order")["required"].remove("total"),
        "response-property-became-optional",
    ),
    "a field of a response changes its type": (
        lambda document: schema(document, "Order")["properties"].update(total={"type": "string"}),
        "response-property-type-changed",
    ),
    "a request needs a new field": (add_a_required_field_to_a_request, "new-required-request-property"),
    "a request loses a field": (
        lambda document: schema(document, "OrderOfOneProduct")["properties"].pop("metadata"),
        "request-property-removed",
    ),
    "a request loses a value of an enum": (
        lambda document: schema(document, "PaymentMethod")["enum"].pop(),
        "request-property-enum-value-removed",
    ),
    "a limit of a request is lowered": (
        lambda document: schema(document, "OrderOfOneProduct")["properties"]["quantity"].update(maximum=10),
        "request-property-max-decreased",
    ),
    "a response gets another value of a closed enum": (
        lambda document: schema(document, "Order")["properties"]["status"]["enum"].append("Shipped"),
        "response-property-enum-value-added",
    ),
    "a path is removed": (
        lambda document: document["paths"].pop("/orders/{order_id}/events/"),
        "api-path-removed-without-deprecation",
    ),
    "a parameter of a query is removed": (
        lambda document: document["paths"]["/orders/"]["get"]["parameters"].pop(),
        "request-parameter-removed",
    ),
    "an operation gets another id, and so a generated client another name": (
        lambda document: document["paths"]["/orders/"]["post"].update(operationId="createOrder"),
        "api-operation-id-removed",
    ),
    "a successful status is removed": (
        lambda document: document["paths"]["/orders/"]["post"]["responses"].pop("201"),
        "response-success-status-removed",
    ),
}

ADDITIVE: dict[str, Change] = {
    "a response gets another field": add_a_field_to_a_response,
    "a request gets an optional field": add_an_optional_field_to_a_request,
    "a limit of a request is raised": lambda document: schema(document, "OrderOfOneProduct")["properties"][
        "quantity"
    ].update(maximum=100_000),
    "a path is added": lambda document: document["paths"].update({"/new/": document["paths"]["/healthz"]}),
    "a response is opened for other fields": open_a_response,
    "a response is opened for other values of an enum": lambda document: schema(document, "Order")["properties"].update(
        payment_method={"anyOf": [{"$ref": "#/components/schemas/PaymentMethod"}, ANY_STRING]}
    ),
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_breaking_change_is_rejected(tmp_path: Path, name: str) -> None:
    change, rule = BREAKING[name]
    result = compare(tmp_path, changed(change))

    assert (result.returncode, rule in result.stdout) == (1, True), result.stdout + result.stderr


@pytest.mark.parametrize("name", ADDITIVE)
def test_an_additive_change_is_accepted(tmp_path: Path, name: str) -> None:
    result = compare(tmp_path, changed(ADDITIVE[name]))

    assert result.returncode == 0, result.stdout + result.stderr
