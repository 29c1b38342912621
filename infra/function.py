"""A Lambda function with its code, role, log group, reserved concurrency, versions and alias."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pulumi
import pulumi_aws as aws

from infra.aliases import LIVE, alias_options
from infra.policies import TRACING, ServicePrincipal, ServiceRole, Statement, allow_logs, allow_unscoped
from infra.settings import Settings
from orders.contract import EXPRESS_FUNCTION_SECONDS, FUNCTION_NAMES, STEPS

ROOT = Path(__file__).resolve().parents[1]

TIMEOUT_SECONDS = 10
"""Less than a task's TimeoutSeconds in the state machine, and a sixth of the queues' visibility timeout."""

MEMORY_MIB = 256


class Function(pulumi.ComponentResource):
    """The function whose handler is ``functions/<folder>/handler.py``.

    ``environment`` has the settings that its code reads, ``permissions`` the actions that its code calls, and
    ``layers`` its packages besides Powertools; the component adds permissions for logs and traces.  ``arn`` is the
    alias's, through which the function is invoked.
    """

    arn: pulumi.Output[str]
    name: pulumi.Output[str]
    alias: aws.lambda_.Alias
    folder: str
    stem: str
    """The name without the stack's prefix."""
    logs: aws.cloudwatch.LogGroup

    def __init__(  # noqa: PLR0913, PLR0917  a function has all of these parts
        self,
        folder: str,
        settings: Settings,
        environment: Mapping[str, pulumi.Input[str]],
        permissions: Sequence[Statement],
        opts: pulumi.ResourceOptions | None = None,
        layers: Sequence[pulumi.Input[str]] = (),
    ) -> None:
        name = FUNCTION_NAMES[folder]
        stack_name = settings.name(name)
        super().__init__("order-processing:infra:Function", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)

        logs = self.logs = aws.cloudwatch.LogGroup(
            name, name=f"/aws/lambda/{stack_name}", retention_in_days=settings.log_retention_days, opts=child
        )
        role = ServiceRole(
            name,
            stack_name,
            ServicePrincipal("lambda.amazonaws.com"),
            [allow_logs(logs), allow_unscoped(TRACING), *permissions],
            opts=child,
        )
        is_express_step = settings.is_express and folder in STEPS
        function = aws.lambda_.Function(
            name,
            name=stack_name,
            code=archive(folder),
            handler=f"functions.{folder}.handler.handle",
            runtime="python3.13",
            architectures=["arm64"],
            layers=[powertools_layer(settings), *layers],
            timeout=EXPRESS_FUNCTION_SECONDS if is_express_step else TIMEOUT_SECONDS,
            memory_size=MEMORY_MIB,
            reserved_concurrent_executions=settings.reserved_for(folder),
            publish=True,
            role=role.arn,
            environment={
                "variables": {
                    "POWERTOOLS_SERVICE_NAME": name,
                    "POWERTOOLS_METRICS_NAMESPACE": settings.name("order-processing"),
                    "POWERTOOLS_LOG_LEVEL": settings.log_level,
                    **environment,
                }
            },
            # Powertools writes JSON itself.  Lambda's JSON format would add a second log level, which overrides
            # Powertools' and above INFO drops its metrics, as those lines have no level.
            # https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
            logging_config={"log_format": "Text", "log_group": logs.name},
            tracing_config={"mode": "Active"},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )
        self.folder, self.stem = folder, name
        self.alias = aws.lambda_.Alias(
            name,
            name=LIVE,
            function_name=function.name,
            function_version=function.version,
            opts=alias_options(settings, child, "functionVersion", "routingConfig"),
        )
        self.arn = self.alias.arn
        self.name = function.name
        self.register_outputs({"arn": self.arn})


def powertools_layer(settings: Settings) -> str:
    """Return the ARN of AWS's managed layer, which belongs to an AWS account.

    https://docs.powertools.aws.dev/lambda/python/latest/getting-started/install/
    """
    layer = f"AWSLambdaPowertoolsPythonV3-python313-arm64:{settings.powertools_layer_version}"
    return f"arn:aws:lambda:{settings.region}:017000801446:layer:{layer}"


def archive(folder: str) -> pulumi.AssetArchive:
    """Return the function's code in the repository's layout, so that imports work unchanged.

    Raises:
        FileNotFoundError: the folder has no handler.
    """
    files = {path.relative_to(ROOT).as_posix(): pulumi.FileAsset(str(path)) for path in _sources(folder)}
    if f"functions/{folder}/handler.py" not in files:
        raise FileNotFoundError(f"functions/{folder}/handler.py is missing, the code of {FUNCTION_NAMES[folder]}")
    return pulumi.AssetArchive(dict(sorted(files.items())))


def _sources(folder: str) -> Iterator[Path]:
    """Yield the domain code, the code that all functions share, and the function's own folder."""
    yield from ROOT.glob("orders/**/*.py")
    yield from ROOT.glob("functions/*.py")
    yield from ROOT.glob(f"functions/{folder}/**/*.py")
