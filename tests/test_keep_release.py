"""``make keep-release`` neither edits a release nor names a commit that lacks the code."""

import pytest

from tests import keep_release
from tests.releases import NEWEST

pytestmark = pytest.mark.slow


def test_a_release_that_is_kept_already_is_not_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_release, "__version__", NEWEST.version)

    with pytest.raises(SystemExit, match=r"a release is never edited: increase __version__ in orders/__init__\.py"):
        keep_release.keep()


def test_a_release_is_not_kept_while_changes_are_uncommitted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keep_release, "__version__", "999.0.0")
    monkeypatch.setattr(keep_release, "_git", lambda *_arguments: " M orders/domain/order.py")

    with pytest.raises(SystemExit, match=r"Commit them first: the release names its commit"):
        keep_release.keep()
