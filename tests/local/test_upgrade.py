"""The parts of `make upgrade-rehearsal`; .ci/run runs the whole."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pulumi
import pytest
from pulumi.runtime.mocks import MockResourceArgs

from local import emulated_cloud
from local.deployment import DeploymentError
from local.resources.created import Created
from local.upgrade import redeploy
from local.upgrade.rehearsal import SCENARIOS, Placed, SourceError, newest_release, older_version, wrong_endings
from orders.domain.order import OrderStatus
from tests.releases import NEWEST


def test_the_rehearsal_starts_with_the_newest_release() -> None:
    assert newest_release() == NEWEST.folder / "commit"


def test_a_commit_that_the_clone_lacks_is_named_with_a_remedy() -> None:
    with (
        pytest.raises(SourceError, match=r"git has no commit 0123abc: .* `git fetch --unshallow`"),
        older_version("0123abc"),
    ):
        pass


def test_the_older_code_is_unpacked_and_removed_again() -> None:
    with older_version("HEAD") as version:
        assert (version.sources / "infra" / "__main__.py").is_file()

    assert not version.sources.exists()


class Cloud:
    """A deployment by another version: its resources, and what each call did."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state: dict[str, Any] = {}
        self.calls: list[str] = []
        monkeypatch.setattr(emulated_cloud.EmulatedCloud, "new_resource", self._create)

    def _create(self, args: MockResourceArgs) -> tuple[str, dict[str, Any]]:
        self.calls.append("create")
        return "id", args.inputs | {"arn": "the-arn"}

    def deploy(self, kind: str, version: str = "new", **inputs: Any) -> dict[str, Any]:
        cloud = redeploy.redeployed_cloud(self.state, version)(SimpleNamespace())  # type: ignore[arg-type]
        _, outputs = cloud.new_resource(
            MockResourceArgs(typ=kind, name="one", inputs=inputs, provider="", resource_id="", custom=True)
        )
        return outputs


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    return Cloud(monkeypatch)


def test_a_resource_is_created_once_and_then_left_as_it_is(cloud: Cloud) -> None:
    for _ in range(2):
        assert cloud.deploy("aws:dynamodb/table:Table", name="orders") == {"name": "orders", "arn": "the-arn"}

    assert cloud.calls == ["create"]
    assert json.loads(json.dumps(cloud.state)) == cloud.state


def test_a_resource_that_changes_is_updated(cloud: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        redeploy.UPDATERS,
        "aws:lambda/function:Function",
        lambda _aws, inputs, outputs: Created("id", outputs | {"version": inputs["timeout"]}),
    )

    cloud.deploy("aws:lambda/function:Function", timeout=1)

    assert cloud.deploy("aws:lambda/function:Function", timeout=2)["version"] == 2


def test_an_alias_that_changes_is_left_to_the_rollout(cloud: Cloud) -> None:
    cloud.deploy("aws:lambda/alias:Alias", functionVersion="1")
    cloud.deploy("aws:lambda/alias:Alias", functionVersion="2")

    assert cloud.calls == ["create"]


def test_a_change_that_the_rehearsal_cannot_carry_out_names_the_resource(cloud: Cloud) -> None:
    cloud.deploy("aws:dynamodb/table:Table", hashKey="order_id")

    with pytest.raises(DeploymentError, match=r"cannot update aws:dynamodb/table:Table \(one\)"):
        cloud.deploy("aws:dynamodb/table:Table", hashKey="id")


def test_each_version_has_an_image_and_a_workflow_of_its_own(cloud: Cloud) -> None:
    image = "docker-build:index:Image"
    digests = {cloud.deploy(image, version)["digest"] for version in ("old", "new")}
    machine = cloud.deploy("aws:sfn/stateMachine:StateMachine", "old", definition='{"StartAt": "A"}')

    assert digests == {"not-emulated-old", "not-emulated-new"}
    assert json.loads(machine["definition"]) == {"StartAt": "A", "Comment": "of old"}


def test_other_content_of_a_file_changes_a_functions_digest(tmp_path: Path) -> None:
    file = tmp_path / "handler.py"
    digests = set()
    for content in ("one", "two", "two"):
        file.write_text(content)
        archive = pulumi.AssetArchive({"handler.py": pulumi.FileAsset(str(file))})
        digests.add(redeploy.digest({"name": "payment", "code": archive}))

    assert len(digests) == 2


COMPLETED, DECLINED = SCENARIOS[:2]
ORDER = {"order_id": "order-1", "status": "Completed", "failure_reason": None}


@pytest.mark.parametrize(
    ("orders", "letters", "problem"),
    [
        ([ORDER], [], None),
        ([ORDER | {"status": "Failed", "failure_reason": "RuntimeError"}], [], "has ended as .*RuntimeError"),
        ([ORDER, ORDER | {"order_id": "order-2"}], [], "1 orders were accepted, and 2 are stored"),
        ([], [], "order-1, completed, is not stored"),
        ([ORDER], [{"order_id": "order-1"}], r"dead-letter queue .*\['order-1'\]"),
    ],
)
def test_an_order_that_has_ended_otherwise_is_a_problem(
    orders: list[dict[str, Any]], letters: list[dict[str, Any]], problem: str | None
) -> None:
    reader: Any = SimpleNamespace(items=lambda _table: iter(orders), dead_letters=lambda: letters)
    found = wrong_endings([Placed(COMPLETED, "order-1", {}, "key-1")], reader)

    assert COMPLETED.status is OrderStatus.COMPLETED
    assert len(found) == (0 if problem is None else 1)
    assert all(re.search(str(problem), each) for each in found)
