"""The whole Pulumi program, run once for each stack against a monitor that records what the program declares."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pulumi.runtime import rpc
from pulumi.runtime.mocks import MockCallArgs, MockMonitor, MockResourceArgs, Mocks
from pulumi.runtime.proto.resource_pb2 import RegisterResourceRequest, RegisterResourceResponse

import local.program
from local.configuration import stack_config
from local.resources import CALL_RESULTS

ROOT = Path(__file__).resolve().parents[2]

VERSION = "1"
"""The first version that Lambda and Step Functions publish."""

DIGEST = f"sha256:{0:064x}"
"""The digest of every image that is built."""

ARN_FORMAT = "arn:aws:{service}:us-west-2:123456789012:{kind}/{name}"


@dataclass(frozen=True)
class Resource:
    type: str
    name: str
    inputs: Mapping[str, Any]
    arn: str
    urn: str
    dependencies: frozenset[str]
    ignored_changes: tuple[str, ...]
    references: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The URNs of the resources that each argument comes from."""
    is_protected: bool = False
    is_retained: bool = False
    deletes_before_replacing: bool | None = None
    """None if the provider decides, which deletes first whatever has a fixed name."""
    is_replaced_with: frozenset[str] = frozenset()
    is_deleted_with: str = ""
    """The URN of the resource whose deletion deletes this one too."""
    imported_id: str = ""


@dataclass
class Program:
    resources: list[Resource] = field(default_factory=list)
    outputs: Mapping[str, Any] = field(default_factory=dict)
    components: set[str] = field(default_factory=set)
    """The types of the stack's direct components, such as ``Tables``."""
    calls: list[str] = field(default_factory=list)
    """The functions of AWS that the program invoked."""

    def all(self, kind: str) -> list[Resource]:
        """Return every resource of a type, such as ``sqs/queue:Queue``."""
        return [resource for resource in self.resources if resource.type == f"aws:{kind}"]

    def one(self, kind: str, name: str) -> Resource:
        """Return the resource of that type with this physical name."""
        (found,) = [resource for resource in self.all(kind) if resource.inputs.get("name") == name]
        return found

    def the(self, kind: str) -> Resource:
        """Return the only resource of that type."""
        (found,) = self.all(kind)
        return found

    def by_arn(self, arn: str) -> Resource:
        (found,) = [resource for resource in self.resources if resource.arn == arn]
        return found

    def behind(self, arn: str) -> Resource:
        """Return the function or state machine behind the alias with this ARN."""
        alias = self.by_arn(arn)
        assert alias.type.endswith("alias:Alias")
        return self.by_arn(arn.removesuffix(f":{alias.inputs['name']}"))

    def alias_of(self, function: str) -> Resource:
        """Return the alias of the function with this name."""
        (found,) = [each for each in self.all("lambda/alias:Alias") if each.inputs["functionName"] == function]
        return found

    def statements_of(self, role: str) -> list[dict[str, Any]]:
        """Return the statements of the policy of the role with this name."""
        return json.loads(self.one("iam/rolePolicy:RolePolicy", role).inputs["policy"])["Statement"]


class _Echo(Mocks):
    """Creates every resource as declared, and adds the outputs that AWS would add."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def new_resource(self, args: MockResourceArgs) -> tuple[str | None, dict[str, Any]]:
        if not args.custom:
            return "", args.inputs
        prefix = args.inputs.get("namePrefix", "").rstrip("-")
        name = args.inputs.get("name") or prefix or args.inputs.get("family") or args.name
        service, _, kind = args.typ.removeprefix("aws:").split(":")[0].partition("/")
        arn = _alias_arn(args.inputs) or ARN_FORMAT.format(service=service, kind=kind, name=name)
        url = f"https://{service}.example/{name}"
        added = {"arn": arn, "url": url, "streamArn": f"{arn}/stream/1", "repositoryUrl": url, "keyId": name}
        added |= {"digest": DIGEST} if args.typ == "docker-build:index:Image" else {}
        added |= {"bucket": args.inputs["bucket"]} if "bucket" in args.inputs else {}
        if args.inputs.get("publish"):
            added |= {"version": VERSION, "stateMachineVersionArn": f"{arn}:{VERSION}"}
        added |= {"arnSuffix": f"{kind}/{name}", "dnsName": f"{name}.{service}.example"}
        added |= {"apiEndpoint": f"https://{name}.{service}.example", "prefixListId": f"pl-{name}"}
        return name, {**args.inputs, **added}

    def call(self, args: MockCallArgs) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        if args.token not in CALL_RESULTS:
            raise AssertionError(f"the program calls {args.token}, so it cannot be planned without an AWS account")
        self._program.calls.append(args.token)
        return CALL_RESULTS[args.token], []


def _alias_arn(inputs: Mapping[str, Any]) -> str | None:
    """Return an alias's ARN, which is the ARN of its target followed by the alias's name."""
    if "functionVersion" in inputs:
        function = ARN_FORMAT.format(service="lambda", kind="function", name=inputs["functionName"])
        return f"{function}:{inputs['name']}"
    if "routingConfigurations" in inputs:
        version = inputs["routingConfigurations"][0]["stateMachineVersionArn"]
        return f"{version.removesuffix(f':{VERSION}')}:{inputs['name']}"
    return None


class _Recorder(MockMonitor):
    def __init__(self, program: Program) -> None:
        super().__init__(_Echo(program))
        self._program = program

    def RegisterResource(self, request: RegisterResourceRequest) -> RegisterResourceResponse:  # noqa: N802  gRPC's name
        response = super().RegisterResource(request)
        if not request.custom and "pulumi:pulumi:Stack::" in request.parent:
            self._program.components.add(request.type.rpartition(":")[2])
        if request.custom:
            self._program.resources.append(
                Resource(
                    type=request.type,
                    name=request.name,
                    inputs=rpc.deserialize_properties(request.object),
                    arn=self.resources[response.urn].state["arn"],
                    urn=response.urn,
                    dependencies=frozenset(request.dependencies),
                    ignored_changes=tuple(request.ignoreChanges),
                    references={
                        name: frozenset(dependencies.urns)
                        for name, dependencies in request.propertyDependencies.items()
                    },
                    is_protected=request.protect,
                    is_retained=request.retainOnDelete,
                    deletes_before_replacing=(
                        request.deleteBeforeReplace if request.deleteBeforeReplaceDefined else None
                    ),
                    is_replaced_with=frozenset(request.replace_with),
                    is_deleted_with=request.deletedWith,
                    imported_id=request.importId,
                )
            )
        return response


def plan(stack: str = "dev", **settings: Any) -> Program:
    """Plan a stack with the settings of its file, some of them changed."""
    return run_program(
        stack_config(stack) | {f"order-processing:{key}": value for key, value in settings.items()}, stack
    )


def run_program(config: Mapping[str, Any], stack: str = "dev", folder: Path = ROOT) -> Program:
    """Run ``infra/``, or the program in another folder, as Pulumi does, as a script.

    All callers with the same configuration share one result, so they must not change it.

    Raises:
        Exception: whatever the program raises.
    """
    return _planned(json.dumps(config), stack, folder)


@cache
def _planned(config: str, stack: str, folder: Path) -> Program:
    program = Program()
    program.outputs = local.program.run_program(_Recorder(program), json.loads(config), stack, folder)
    return program
