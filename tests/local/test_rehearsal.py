"""The parts of `make rehearse`; the whole runs where Pulumi's command line exists."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from local import rehearsal
from local.process import ROOT
from local.rehearsal import Change, RehearsalError, Step, changes_in, configuration, counts_in, environment_of, main
from local.resources import NOT_EMULATED_ARGUMENTS

URN = "urn:pulumi:dev::order-processing::order-processing:infra:Tables$aws:dynamodb/table:Table::orders"
PREVIEW = {
    "steps": [
        {"op": "same", "urn": "urn:pulumi:dev::order-processing::pulumi:pulumi:Stack::order-processing-dev"},
        {"op": "same", "urn": URN.replace("orders", "payments")},
        {
            "op": "update",
            "urn": URN,
            "detailedDiff": {"pointInTimeRecovery.enabled": {"kind": "update"}, "attributes[0].name": {"kind": "add"}},
        },
        {"op": "replace", "urn": URN.replace("orders", "permits"), "detailedDiff": None},
    ],
    "changeSummary": {"same": 2, "update": 1, "replace": 1},
}
"""As ``pulumi preview --json`` prints it.

https://github.com/pulumi/pulumi/blob/v3.272.0/pkg/display/json.go
"""


def test_a_previews_changes_are_found_with_the_outermost_properties_that_differ() -> None:
    assert changes_in(json.dumps(PREVIEW)) == [
        Change("update", "aws:dynamodb/table:Table", "orders", ("attributes", "pointInTimeRecovery")),
        Change("replace", "aws:dynamodb/table:Table", "permits", ()),
    ]
    assert counts_in(json.dumps(PREVIEW)) == {"same": 2, "update": 1, "replace": 1}


@pytest.mark.parametrize("output", ["", "error: no stack", "[]"])
def test_output_that_is_no_preview_is_quoted_in_the_error(output: str) -> None:
    with pytest.raises(RehearsalError, match=f"no JSON document, but {re.escape(repr(output))}"):
        changes_in(output)


@pytest.mark.parametrize(
    ("operation", "properties", "is_known"),
    [
        ("update", ("pointInTimeRecovery",), True),
        ("update", ("attributes", "pointInTimeRecovery"), False),
        ("update", (), False),
        ("replace", ("pointInTimeRecovery",), False),
    ],
)
def test_only_an_update_of_what_the_emulator_does_not_keep_is_expected(
    operation: str, properties: tuple[str, ...], *, is_known: bool
) -> None:
    assert Change(operation, "aws:dynamodb/table:Table", "orders", properties).is_known == is_known


def test_every_known_difference_has_a_reason() -> None:
    assert all(arguments and len(reason.split()) > 3 for arguments, reason in NOT_EMULATED_ARGUMENTS.values())


def test_pulumi_reaches_only_the_loopback_interface_and_writes_only_to_its_folder(tmp_path: Path) -> None:
    environment = environment_of(tmp_path, "http://localhost:4566", "http://127.0.0.1:5000", "us-west-2")
    urls = [value for value in environment.values() if value.startswith("http")]
    assert {urlsplit(url).hostname for url in urls} == {"localhost", "127.0.0.1"}
    assert environment["AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING"] == "http://127.0.0.1:5000"
    assert environment["PULUMI_BACKEND_URL"] == f"file://{tmp_path}"
    assert environment["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] == "true"
    others = {name for name in environment if not name.startswith(("AWS_", "PULUMI_"))}
    assert others <= {"HOME", "PATH", "TMPDIR"}


def test_the_project_is_a_copy_in_which_pulumi_may_write(tmp_path: Path) -> None:
    rehearsal._create_project(tmp_path, configuration())
    project = tmp_path / "project"
    assert (project / "infra" / "__main__.py").resolve() == ROOT / "infra" / "__main__.py"
    assert "registry.example/order-api" in (project / "Pulumi.dev.yaml").read_text()
    assert str(ROOT / ".venv") in (project / "Pulumi.yaml").read_text()


def test_the_table_has_each_steps_counts_and_seconds(tmp_path: Path) -> None:
    steps = [Step("up", 61.26, {"create": 196}), Step("place an order", 2.94, {"completed": 1})]
    table = rehearsal.Rehearsal(tmp_path, {}, steps).table()
    cells = [list(column.cells) for column in table.columns]
    assert cells == [["up", "place an order"], ["196 create", "1 completed"], ["61.3", "2.9"]]


def test_without_pulumi_the_command_says_so_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main([]) == 1
    assert " ".join(capsys.readouterr().out.split()) == rehearsal.MISSING_CLI


def test_a_command_that_fails_is_named_with_its_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake: dict[str, Any] = {"returncode": 255, "stdout": "", "stderr": "error: no stack named 'dev' found"}
    monkeypatch.setattr(rehearsal.subprocess, "run", lambda *_, **__: type("Run", (), fake)())
    with pytest.raises(RehearsalError, match=r"(?s)up failed:.*no stack named 'dev' found"):
        rehearsal.Rehearsal(tmp_path, {}).pulumi("up", "up")
