"""Everything that the program declares is created, or listed as not emulated."""

import json
from typing import Any

import pytest
import yaml
from pulumi.runtime.mocks import MockResourceArgs

from infra.workflow import DEFINITION
from local.deployment import DeploymentError
from local.emulated_cloud import EmulatedCloud
from local.emulator import Aws
from local.ports import Ports
from local.resources import CREATORS, NOT_EMULATED, NOT_EMULATED_ARGUMENTS
from local.resources.created import Created, Inputs
from local.resources.stepfunctions import MAX_RETRY_WAIT_SECONDS, with_capped_waits
from tests.infra.program import plan
from tests.infra.stacks import EVERYTHING, SUBSCRIBERS


@pytest.fixture
def cloud() -> EmulatedCloud:
    return EmulatedCloud(Aws(Ports(1, 2), "us-west-2", 1))


def test_an_unsupported_type_stops_the_deployment(cloud: EmulatedCloud) -> None:
    with pytest.raises(DeploymentError, match=r"does not support aws:s3/bucket:Bucket \(pictures\)"):
        cloud.new_resource(MockResourceArgs("aws:s3/bucket:Bucket", "pictures", {}, custom=True))


def test_an_unread_argument_stops_the_deployment(cloud: EmulatedCloud, monkeypatch: pytest.MonkeyPatch) -> None:
    def create(_aws: Aws, inputs: Inputs) -> Created:
        return Created(inputs["name"])

    monkeypatch.setitem(CREATORS, "aws:sns/topic:Topic", create)
    arguments: dict[str, Any] = {"name": "news", "kmsMasterKeyId": "known", "fifoTopic": True}

    with pytest.raises(DeploymentError, match=r"does not support fifoTopic of aws:sns/topic:Topic \(news\)"):
        cloud.new_resource(MockResourceArgs("aws:sns/topic:Topic", "news", arguments, custom=True))


def test_an_unsupported_call_to_aws_stops_the_deployment(cloud: EmulatedCloud) -> None:
    class Call:
        token = "aws:index/getCallerIdentity:getCallerIdentity"

    with pytest.raises(DeploymentError, match="getCallerIdentity"):
        cloud.call(Call())


def test_no_retry_waits_longer_than_its_cap_though_the_emulator_ignores_it() -> None:
    before = yaml.safe_load(DEFINITION.read_text(encoding="utf-8"))
    after = json.loads(with_capped_waits(json.dumps(before)))

    for name, state in before["States"].items():
        for rule, capped in zip(state.get("Retry", []), after["States"][name].get("Retry", []), strict=True):
            if rule["MaxAttempts"]:
                longest = capped["IntervalSeconds"] * capped["BackoffRate"] ** (capped["MaxAttempts"] - 1)
                assert longest <= min(rule["MaxDelaySeconds"], MAX_RETRY_WAIT_SECONDS) + 1e-6
                assert capped == rule | {"BackoffRate": capped["BackoffRate"]}
                assert 1 < capped["BackoffRate"] <= rule["BackoffRate"]


@pytest.mark.slow
def test_everything_listed_as_not_emulated_is_declared_by_the_program() -> None:
    options = {"reconcile_schedule": "rate(1 day)", "subscribers": SUBSCRIBERS}
    stacks = [plan(), plan("prod"), plan(**EVERYTHING | options)]
    resources = [each for stack in stacks for each in stack.resources]
    declared = {resource.type for resource in resources}
    arguments = {(resource.type, name) for resource in resources for name in resource.inputs}

    assert set(NOT_EMULATED) <= declared
    assert {(kind, name) for kind, (names, _) in NOT_EMULATED_ARGUMENTS.items() for name in names} <= arguments
