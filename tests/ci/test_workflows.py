"""What GitHub runs: pinned, with no more permission than it needs, and by the commands that developers have."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.test_repository import ROOT, pins

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40}|docker://[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}")
VERSIONED = re.compile(
    r"uses: (?P<action>[^\s@]+)@(?P<commit>[0-9a-f]{40})(?: # (?P<version>v\d+\.\d+\.\d+))?$", re.MULTILINE
)
COMMANDS = {"git diff --exit-code docs/openapi.json", ".ci/run"}
TARGETS = re.compile(r"^([\w./$()-]+):", re.MULTILINE)

every_workflow = pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)


def read(workflow: Path) -> dict[str, Any]:
    """The workflow; YAML 1.1 takes its ``on`` for a truth value."""
    content = yaml.safe_load(workflow.read_text())
    return {"on" if key is True else key: value for key, value in content.items()}


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    return read(workflow)["jobs"]


def steps(workflow: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(workflow).values():
        yield from job.get("steps", [])


def triggers(workflow: Path) -> set[str]:
    return set(read(workflow)["on"])


def test_there_are_workflows_that_check_preview_and_deploy() -> None:
    assert {"check.yml", "preview.yml", "deploy.yml"} <= {workflow.name for workflow in WORKFLOWS}


@every_workflow
def test_every_action_is_pinned_by_its_commit(workflow: Path) -> None:
    used = [step["uses"] for step in steps(workflow) if "uses" in step]
    called = [job["uses"] for job in jobs(workflow).values() if "uses" in job]

    assert [action for action in used if not PINNED.fullmatch(action)] == []
    assert [path for path in called if not (ROOT / path).is_file()] == []


def test_a_pin_says_its_version_and_one_action_has_one_pin() -> None:
    found = [each.groupdict() for workflow in WORKFLOWS for each in VERSIONED.finditer(workflow.read_text())]

    assert found
    assert [each for each in found if each["version"] is None] == []
    assert len({each["action"] for each in found}) == len({tuple(each.values()) for each in found})


@every_workflow
def test_a_workflow_has_no_permission_and_a_job_says_which_it_needs(workflow: Path) -> None:
    assert read(workflow)["permissions"] == {}
    for name, job in jobs(workflow).items():
        assert {"contents": "read"}.items() <= job["permissions"].items(), name
        assert job["permissions"].items() <= {"contents": "read", "id-token": "write"}.items(), name


@every_workflow
def test_only_a_job_that_goes_to_aws_may_ask_for_an_identity(workflow: Path) -> None:
    for name, job in jobs(workflow).items():
        to_aws = "configure-aws-credentials" in str(job) or job.get("uses", "").endswith("/deploy-stack.yml")
        assert ("id-token" in job["permissions"]) == to_aws, name


@every_workflow
def test_no_workflow_runs_a_strangers_code_with_secrets(workflow: Path) -> None:
    assert triggers(workflow).isdisjoint({"pull_request_target", "workflow_run", "issue_comment"})
    assert "secrets" not in workflow.read_text().replace("has a secret", "")


@pytest.mark.parametrize("job", jobs(ROOT / ".github" / "workflows" / "preview.yml").values())
def test_a_pull_request_from_a_fork_is_not_previewed(job: dict[str, Any]) -> None:
    assert "github.event.pull_request.head.repo.full_name == github.repository" in job["if"]


@every_workflow
def test_a_checkout_leaves_no_token_behind(workflow: Path) -> None:
    checkouts = [step for step in steps(workflow) if step.get("uses", "").startswith("actions/checkout@")]

    assert [step for step in checkouts if step["with"].get("persist-credentials") is not False] == []


@every_workflow
def test_every_job_ends_in_time(workflow: Path) -> None:
    own = {name: job for name, job in jobs(workflow).items() if "steps" in job}

    assert [name for name, job in own.items() if not 0 < job.get("timeout-minutes", 0) <= 60] == []


@every_workflow
def test_a_workflow_runs_what_a_developer_can_run(workflow: Path) -> None:
    makefile = (ROOT / "Makefile").read_text().replace("$(READY)", ".venv/.ready")
    targets = set(TARGETS.findall(makefile))

    for command in (step["run"] for step in steps(workflow) if "run" in step):
        assert command in COMMANDS or (command.startswith("make ") and command.removeprefix("make ") in targets), (
            command
        )


def test_everything_that_is_to_be_checked_is_checked() -> None:
    check = ROOT / ".github" / "workflows" / "check.yml"
    run = {step["run"] for step in steps(check) if "run" in step}
    script = (ROOT / ".ci" / "run").read_text()

    assert run >= {".ci/run", "make schema", "make image", "make image-run", "make test-sfn-local"}
    targets = {"lint", "demo", "test", "test-system", "policy", "image-check", "clients"}
    assert {f"make {target}" for target in targets} <= set(script.splitlines())
    assert any("trivy-action" in step.get("uses", "") for step in steps(check))


def test_nothing_is_deployed_that_was_not_checked_and_production_last() -> None:
    deploy = jobs(ROOT / ".github" / "workflows" / "deploy.yml")

    assert triggers(ROOT / ".github" / "workflows" / "deploy.yml") == {"push"}
    assert (deploy["dev"]["needs"], deploy["production"]["needs"]) == ("check", "dev")
    assert deploy["production"]["with"] == {"stack": "prod", "environment": "production"}


def test_two_deployments_of_a_stack_do_not_meet() -> None:
    stack = read(ROOT / ".github" / "workflows" / "deploy-stack.yml")

    assert stack["concurrency"] == {"group": "deploy-${{ inputs.stack }}", "cancel-in-progress": False}
    assert stack["jobs"]["up"]["environment"] == "${{ inputs.environment }}"


def test_pulumis_program_and_command_line_are_of_one_version() -> None:
    versions = {
        step["with"]["pulumi-version"]
        for path in WORKFLOWS
        for step in steps(path)
        if "pulumi" in str(step.get("uses"))
    }

    assert versions == {pins("requirements.txt")["pulumi"]}


def test_checks_and_deployments_have_the_python_of_the_functions() -> None:
    used = [
        step["with"]["python-version"]
        for path in WORKFLOWS
        for step in steps(path)
        if "setup-python@" in str(step.get("uses"))
    ]
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())

    assert oldest
    assert set(used) == {"3.13", oldest[1]}
    assert 'runtime="python3.13"' in (ROOT / "infra" / "function.py").read_text()


def test_dependabot_raises_everything_that_is_pinned() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text())["updates"]
    watched = {each["package-ecosystem"]: each for each in updates}
    locked = {
        f"/{path.parent.relative_to(ROOT)}".rstrip(".")
        for depth in ("", "*/")
        for path in ROOT.glob(f"{depth}requirements.in")
    }

    assert watched.keys() == {"pip", "npm", "gomod", "docker", "docker-compose", "github-actions"}
    assert set(watched["pip"]["directories"]) == locked
    assert all(each["cooldown"]["default-days"] >= 7 for each in updates)
