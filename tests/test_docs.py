"""The documents name only what exists."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from infra.settings import Settings
from orders.payments.simulated import PaymentMethod
from tests.statemachine.mock_cases import FIELDS
from tests.workflow_steps import STATES

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("*/README.md"))]
README = (ROOT / "README.md").read_text()

NO_SETTINGS = {
    *({*FIELDS, "correlation_id", "failure_reason", "product_names"} - {"attempt", "cause", "error", "time"}),
    *("by_creation", "by_customer", "by_open_since"),
    *("event_publisher", "order_consumer"),
}
"""Names in the operators' documents that look like settings: fields of orders, of messages and of log lines, indexes
and functions.  Operations of the workflow's steps look like them too."""


def qualified_names(module: Path) -> set[str]:
    """Return the functions, classes and methods of a module, as ``function`` and ``Class.method``."""
    names = set()
    for node in ast.parse(module.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}.{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return names


def test_architecture_names_functions_that_exist() -> None:
    text = (ROOT / "docs/architecture.md").read_text().split("## Decisions")[0]
    modules = [ROOT / path for path in re.findall(r"`([\w/]+\.py)`", text) if "/" in path]
    named = set(re.findall(r"`(\w+(?:\.\w+)?)`", text))
    known = set().union(*map(qualified_names, modules))
    functions = {name for name in named if re.fullmatch(r"[A-Z]\w+\.[a-z_]+|[a-z]+(?:_[a-z]+)+", name)}

    assert len(functions) > 15
    assert functions - known == set()


def test_glossary_names_owners_that_exist() -> None:
    rows = re.findall(r"^\| (.+?) \| .+ \| (.+?) \|$", (ROOT / "docs/glossary.md").read_text(), re.MULTILINE)[1:]
    owners = {owner for _, cell in rows for owner in re.findall(r"`([^`]+)`", cell)}

    assert len(owners) > 20
    assert [owner for owner in sorted(owners) if not (ROOT / owner).exists()] == []
    assert [term for term, _ in rows] == sorted(term for term, _ in rows)


def test_the_api_guide_explains_every_payment_method() -> None:
    explained = re.findall(r"^\| `(tok_\w+)`", (ROOT / "docs/api.md").read_text(), re.MULTILINE)

    assert explained == list(PaymentMethod)


def test_the_operators_documents_name_settings_that_exist() -> None:
    texts = [(ROOT / "docs" / name).read_text() for name in ("runbooks.md", "failures.md")]
    named = {name for text in texts for name in re.findall(r"`([a-z]+(?:_[a-z]+)+)`", text)}

    assert {"max_orders_in_flight", "reserved_concurrency"} <= named
    assert named - NO_SETTINGS <= set(Settings.model_fields) | set(STATES)
    assert named >= NO_SETTINGS, "list only names that the documents have"


@pytest.mark.parametrize(
    "error",
    [
        "PaymentProviderUnavailable",
        "PaymentProviderTimeout",
        "StockContention",
        "StoreUnavailable",
        "Lambda.TooManyRequestsException",
    ],
)
def test_an_error_that_load_can_cause_names_a_setting_that_helps(error: str) -> None:
    (remedy,) = re.findall(rf"^\| `{error}` \| .* \| (.*) \|$", (ROOT / "docs/failures.md").read_text(), re.MULTILINE)

    assert {"max_orders_in_flight", "reserved_concurrency"} & set(re.findall(r"`(\w+)`", remedy))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]+)[^)]*\)", document.read_text())

    assert [link for link in links if not (document.parent / link).exists()] == []


def test_readme_lists_every_folder_in_at_most_200_lines() -> None:
    command = ["git", "ls-files"]
    tracked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    folders = {path.split("/")[0] for path in tracked if "/" in path and not path.startswith(".")}

    assert set(re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE)) == folders
    assert len(README.splitlines()) <= 200
