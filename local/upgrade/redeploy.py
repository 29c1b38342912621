"""Deploy a version's program into the emulator, over whatever an earlier version has deployed there.

This file runs as a script with the packages of the version on the path, which may be an older one than this file's, and
prints nothing.  Like `pulumi up` with ``gradual_release``, it publishes new versions and moves no alias.

    python -P redeploy.py REQUEST RESULT

``REQUEST`` is a JSON file with the ports, the region, the factor of all waits, the version's name, and the path of the
state, which keeps what has been deployed.  ``RESULT`` receives the outputs and the resources' arguments.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pulumi.runtime.mocks import MockResourceArgs

from local import emulated_cloud
from local.configuration import stack_config
from local.deployment import DeploymentError
from local.emulator import Aws
from local.ports import Ports
from local.resources import CREATORS, NOT_EMULATED, functions, stepfunctions
from local.resources.created import Created, Inputs
from local.system import LAPTOP, STACK

GRADUAL = {"order-processing:gradual_release": True}

PUT = {
    "aws:cloudwatch/dashboard:Dashboard",
    "aws:cloudwatch/eventRule:EventRule",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    "aws:ecs/taskDefinition:TaskDefinition",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:sqs/queuePolicy:QueuePolicy",
}
"""Types that are updated as they are created; of a task definition this makes a new revision."""

IMAGE = "docker-build:index:Image"
STATE_MACHINE = "aws:sfn/stateMachine:StateMachine"
STATE_MACHINE_ALIAS = "aws:sfn/alias:Alias"

LEFT_TO_THE_ROLLOUT = {"aws:ecs/service:Service", "aws:lambda/alias:Alias", STATE_MACHINE_ALIAS}


def update_function(aws: Aws, inputs: Inputs, outputs: dict[str, Any]) -> Created:
    """Update a function's configuration and code, and publish a version."""
    client = aws.client("lambda")
    client.update_function_configuration(
        FunctionName=inputs["name"],
        Handler=inputs["handler"],
        Timeout=int(inputs["timeout"]),
        MemorySize=int(inputs["memorySize"]),
        Environment={"Variables": dict(inputs["environment"]["variables"])},
    )
    function = client.update_function_code(
        FunctionName=inputs["name"],
        ZipFile=functions._zip(inputs["code"]),  # noqa: SLF001  released versions have no public name for it
        Publish=True,
    )
    return Created(inputs["name"], outputs | {"version": function["Version"]})


def update_state_machine(aws: Aws, inputs: Inputs, outputs: dict[str, Any]) -> Created:
    """Publish a version of the state machine.

    The emulator runs the state machine's own definition whatever an alias says, so it keeps the live version's.
    """
    client, arn = aws.client("stepfunctions"), outputs["arn"]
    live = client.describe_state_machine(stateMachineArn=arn)["definition"]
    definition = stepfunctions.with_capped_waits(inputs["definition"])
    published = client.update_state_machine(stateMachineArn=arn, definition=definition, publish=True)
    client.update_state_machine(stateMachineArn=arn, definition=live)
    return Created(arn, outputs | {"stateMachineVersionArn": published["stateMachineVersionArn"]})


def update_event_source_mapping(aws: Aws, inputs: Inputs, outputs: dict[str, Any]) -> Created:
    """Update the filter and the size of the batches of a stream or a queue."""
    arguments: dict[str, Any] = {"BatchSize": int(inputs["batchSize"])}
    if "filterCriteria" in inputs:
        filters = [{"Pattern": each["pattern"]} for each in inputs["filterCriteria"]["filters"]]
        arguments["FilterCriteria"] = {"Filters": filters}
    aws.client("lambda").update_event_source_mapping(UUID=outputs["uuid"], **arguments)
    return Created(outputs["uuid"], outputs)


UPDATERS: dict[str, Callable[[Aws, Inputs, dict[str, Any]], Created]] = {
    "aws:lambda/eventSourceMapping:EventSourceMapping": update_event_source_mapping,
    "aws:lambda/function:Function": update_function,
    STATE_MACHINE: update_state_machine,
}


def digest(inputs: Any) -> str:
    """Return what changes with a resource's arguments, and with the content of its files."""

    def content(value: Any) -> Any:
        if hasattr(value, "assets"):
            return {path: content(asset) for path, asset in value.assets.items()}
        path = getattr(value, "path", None)
        if path is not None and Path(path).is_file():
            return hashlib.sha256(Path(path).read_bytes()).hexdigest()
        return repr(value)

    return hashlib.sha256(json.dumps(inputs, default=content, sort_keys=True).encode()).hexdigest()


def redeployed_cloud(state: dict[str, Any], version: str) -> type[emulated_cloud.EmulatedCloud]:
    """Return the cloud that creates, updates or leaves each resource, depending on the state, which it changes.

    The name of the version is in the image's digest, as no image is built, and in the workflow's comment, so that every
    version has a revision of the API and a version of the workflow.
    """

    class RedeployedCloud(emulated_cloud.EmulatedCloud):
        def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
            if not args.custom or args.typ in NOT_EMULATED:
                resource_id, outputs = super().new_resource(args)
                return resource_id, outputs | ({"digest": f"not-emulated-{version}"} if args.typ == IMAGE else {})
            if args.typ == STATE_MACHINE:
                definition = json.loads(args.inputs["definition"]) | {"Comment": f"of {version}"}
                args.inputs = args.inputs | {"definition": json.dumps(definition)}
            key, current = f"{args.typ} {args.name}", digest(args.inputs)
            known = state.get(key)
            if known is None:
                resource_id, outputs = super().new_resource(args)
                added = {name: value for name, value in outputs.items() if name not in args.inputs}
                if args.typ == STATE_MACHINE_ALIAS:
                    # Without enforced permissions executions start through the alias, as on AWS.
                    added["arn"] = f"{added['arn']}:{args.inputs['name']}"
            else:
                self.resources.setdefault(args.typ, {})[args.name] = args.inputs
                resource_id, added = known["id"], known["outputs"]
                if known["digest"] != current and args.typ not in LEFT_TO_THE_ROLLOUT:
                    updated = self._update(args, added)
                    resource_id, added = updated.id, updated.outputs
            state[key] = {"digest": current, "id": resource_id, "outputs": added}
            return resource_id, args.inputs | added

        def _update(self, args: MockResourceArgs, outputs: dict[str, Any]) -> Created:
            if args.typ in PUT:
                return CREATORS[args.typ](self.aws, Inputs(args.inputs))
            if args.typ not in UPDATERS:
                raise DeploymentError(
                    f"the rehearsal cannot update {args.typ} ({args.name}); add it to local/upgrade/redeploy.py"
                )
            return UPDATERS[args.typ](self.aws, Inputs(args.inputs), outputs)

    return RedeployedCloud


def main(request: Path, result: Path) -> None:
    """Deploy, and write the result."""
    asked = json.loads(request.read_text(encoding="utf-8"))
    aws = Aws(Ports(asked["api_port"], asked["aws_port"]), asked["region"], asked["wait_scale"])
    kept = Path(asked["state"])
    state = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    emulated_cloud.EmulatedCloud = redeployed_cloud(state, asked["version"])  # type: ignore[misc]
    deployment = emulated_cloud.create(aws, stack_config(STACK) | LAPTOP | GRADUAL, STACK)
    kept.write_text(json.dumps(state), encoding="utf-8")
    deployed = {"stack": deployment.stack, "outputs": deployment.outputs, "resources": deployment.resources}
    result.write_text(json.dumps(deployed), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
