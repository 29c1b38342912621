"""The version, the kept documents of the releases, and the pages about them agree."""

import json
import re
import tomllib

import pytest
from packaging.version import Version

from orders import __version__
from tests.releases import DOCUMENTS, NEWEST, RELEASES, ROOT, Release

every_release = pytest.mark.parametrize("release", RELEASES, ids=lambda release: release.version)


def headings(page: str) -> list[str]:
    return re.findall(r"^## (.+)$", (ROOT / page).read_text(), re.MULTILINE)


@every_release
def test_a_release_has_its_documents_and_its_commit(release: Release) -> None:
    assert {"commit", "in_flight.json", *DOCUMENTS} <= {path.name for path in release.folder.iterdir()}
    assert re.fullmatch("[0-9a-f]{40}", release.commit)


def test_the_code_is_the_newest_release_or_becomes_the_next_one() -> None:
    assert Version(__version__) >= Version(NEWEST.version)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_differs_from_the_newest_release_has_another_version(name: str) -> None:
    if __version__ == NEWEST.version:
        released, current = NEWEST.folder / name, ROOT / DOCUMENTS[name]
        assert current.read_bytes() == released.read_bytes(), "increase __version__ in orders/__init__.py"


def test_the_description_of_the_api_has_the_version() -> None:
    assert json.loads((ROOT / "docs/openapi.json").read_text())["info"]["version"] == __version__


def test_the_version_has_one_owner() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())

    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "orders.__version__"}


@pytest.mark.parametrize("page", ["CHANGELOG.md", "docs/upgrading.md"])
def test_each_release_has_its_notes_and_the_next_one_comes_first(page: str) -> None:
    versions = [heading for heading in headings(page) if re.match(r"\[?(Unreleased|\d)", heading)]
    released = [re.sub(r"^\[?([\w.]+)\]?.*", r"\1", heading) for heading in versions]

    assert released == ["Unreleased", *(release.version for release in reversed(RELEASES))]
