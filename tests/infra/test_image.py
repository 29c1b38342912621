import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pulumi.runtime import rpc

from infra import image
from infra.image import DOCKERFILE, KEPT_RELEASES, content_hash
from tests.infra.program import CALL_RESULTS, DIGEST, ROOT, Program, Resource, plan
from tests.infra.stacks import IMAGE, OPTIONS

KIND = "docker-build:index:Image"
LOGIN = CALL_RESULTS["aws:ecr/getAuthorizationToken:getAuthorizationToken"]


def images(program: Program) -> list[Resource]:
    return [resource for resource in program.resources if resource.type == KIND]


def run_by_the_task(program: Program) -> str:
    (container,) = json.loads(program.the("ecs/taskDefinition:TaskDefinition").inputs["containerDefinitions"])
    return container["image"]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Replace the repository by a few files."""
    for name in (DOCKERFILE, "api/requirements.txt", "api/wsgi.py", "orders/order.py", "functions/status.py"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name)
    monkeypatch.setattr(image, "ROOT", tmp_path)
    return tmp_path


def test_the_program_builds_the_image_that_its_task_runs(program: Program) -> None:
    (built,) = images(program)
    repository = program.the("ecr/repository:Repository")

    assert run_by_the_task(program) == f"https://ecr.example/dev-order-api@{DIGEST}"
    assert built.inputs["tags"][0].startswith(f"https://ecr.example/dev-order-api:{content_hash()}-")
    assert built.inputs["push"] is True
    assert repository.urn in built.dependencies
    assert built.urn in program.the("ecs/taskDefinition:TaskDefinition").dependencies


def test_a_push_that_was_not_recorded_can_be_repeated_and_changes_no_running_task(program: Program) -> None:
    assert program.the("ecr/repository:Repository").inputs["imageTagMutability"] == "MUTABLE"
    assert "@sha256:" in run_by_the_task(program)


def test_the_image_is_built_for_the_tasks_processor(program: Program) -> None:
    (built,) = images(program)
    task = program.the("ecs/taskDefinition:TaskDefinition").inputs

    assert built.inputs["platforms"] == [f"linux/{task['runtimePlatform']['cpuArchitecture'].lower()}"]


def test_each_build_has_a_unique_tag_even_for_sources_that_were_built_before(program: Program) -> None:
    (built,) = images(program)
    (own,) = [resource for resource in program.resources if resource.name == "order-api-build"]

    assert own.inputs["keepers"] == {"sources": content_hash(), "platform": built.inputs["platforms"][0]}
    assert own.urn in built.dependencies
    assert built.inputs["tags"][0].endswith(f"-{own.name}")


def test_the_builds_paths_are_relative_to_the_folder_in_which_pulumi_runs(program: Program) -> None:
    (built,) = images(program)

    assert (ROOT / "infra" / built.inputs["context"]["location"]).resolve() == ROOT
    assert (ROOT / "infra" / built.inputs["dockerfile"]["location"]).resolve() == ROOT / DOCKERFILE
    assert not Path(built.inputs["context"]["location"]).is_absolute()


def test_the_push_logs_in_to_the_stacks_repository_with_a_secret_password(
    program: Program,
) -> None:
    (built,) = images(program)

    assert rpc.is_rpc_secret(built.inputs["registries"])
    (registry,) = rpc.unwrap_rpc_secret(built.inputs["registries"])
    assert registry == {
        "address": "https://ecr.example/dev-order-api",
        "username": LOGIN["userName"],
        "password": LOGIN["password"],
    }


@pytest.mark.slow
def test_with_api_image_no_image_is_built_and_the_registry_is_not_called(program: Program) -> None:
    given = plan(**OPTIONS)

    assert program.calls == ["aws:ecr/getAuthorizationToken:getAuthorizationToken"]
    assert run_by_the_task(given) == IMAGE
    assert images(given) == given.calls == []


@pytest.mark.slow
def test_only_a_repository_without_deletion_protection_is_deleted_with_its_images(program: Program) -> None:
    protected = plan(**OPTIONS)

    assert program.the("ecr/repository:Repository").inputs["forceDelete"] is True
    assert protected.the("ecr/repository:Repository").inputs["forceDelete"] is False


def test_the_repository_keeps_the_newest_releases_and_not_the_newest_manifests(program: Program) -> None:
    policy = program.the("ecr/lifecyclePolicy:LifecyclePolicy").inputs
    untagged, rest = (rule["selection"] for rule in json.loads(policy["policy"])["rules"])

    assert policy["repository"] == "dev-order-api"
    assert (untagged["tagStatus"], untagged["countType"]) == ("untagged", "sinceImagePushed")
    assert untagged["countNumber"] >= 7
    assert (rest["tagStatus"], rest["tagPatternList"], rest["countType"]) == ("tagged", ["*"], "imageCountMoreThan")
    assert rest["countNumber"] == KEPT_RELEASES >= 10


def test_equal_sources_have_the_same_hash(sources: Path) -> None:
    before = content_hash()
    (sources / "functions" / "status.py").write_text("another")
    (sources / "api" / "notes.md").write_text("not part of the image")

    assert content_hash() == before


@pytest.mark.parametrize("name", [DOCKERFILE, "api/requirements.txt", "orders/order.py"])
def test_changed_content_changes_the_hash(sources: Path, name: str) -> None:
    before = content_hash()
    (sources / name).write_text("another")

    assert content_hash() != before


def test_a_changed_name_or_mode_changes_the_hash(sources: Path) -> None:
    before = content_hash()
    (sources / "api" / "wsgi.py").rename(sources / "api" / "asgi.py")
    renamed = content_hash()
    (sources / "api" / "asgi.py").chmod(0o700)

    assert len({before, renamed, content_hash()}) == 3
