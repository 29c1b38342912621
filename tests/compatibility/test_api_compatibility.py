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

Change = Callable[[dict[str, Any]], object]


def compare(revision: Path, base: Path = RELEASED) -> subprocess.CompletedProcess[str]:
    """Compare two documents; the exit status is 1 if the revision breaks clients of the base.

    A warning counts: it is a change that breaks only some clients, such as the removal of a query parameter.
    """
    return subprocess.run(
        [
            *(OASDIFF, "breaking", base, revision, "--fail-on", "WARN", "--format", "singleline", "--flatten-allof"),
            *("--severity-levels", HERE / "severity.txt", "--err-ignore", HERE / "accepted.txt"),
        ],
        env={"HOME": os.environ["HOME"], "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


def changed(tmp_path: Path, change: Change) -> Path:
    document = deepcopy(json.loads(RELEASED.read_text()))
    change(document)
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document))
    return path


def test_the_document_breaks_no_client_of_the_last_release() -> None:
    result = compare(DOCUMENT)

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
}


@pytest.mark.parametrize("name", BREAKING)
def test_a_breaking_change_is_rejected(tmp_path: Path, name: str) -> None:
    change, rule = BREAKING[name]
    result = compare(changed(tmp_path, change))

    assert (result.returncode, rule in result.stdout) == (1, True), result.stdout + result.stderr


@pytest.mark.parametrize("name", ADDITIVE)
def test_an_additive_change_is_accepted(tmp_path: Path, name: str) -> None:
    result = compare(changed(tmp_path, ADDITIVE[name]))

    assert result.returncode == 0, result.stdout + result.stderr
