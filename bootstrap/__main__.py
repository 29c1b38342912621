"""An account's identity provider for GitHub, the boundaries of its stacks' roles, and the state's bucket and key."""

import sys
from pathlib import Path

# Pulumi runs this folder as a script, which puts the folder on the path instead of the repository.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pulumi

from bootstrap.identity import Identity
from bootstrap.settings import BootstrapSettings
from bootstrap.state import State
from infra.tags import PROJECT
from infra.transformations import Arguments, for_each

settings = BootstrapSettings.load()


def tag(kind: str, arguments: Arguments) -> Arguments:
    """Tag every resource with the project, and none with a stack: a deployer reaches what has its stack's tag."""
    return {"tags": {"project": PROJECT}} if kind.startswith("aws:") and "tags" in arguments else {}


for_each(tag)
identity = Identity(settings)
state = State(settings, identity.provider_arn.apply(lambda arn: arn.split(":")[4]))

pulumi.export("github_oidc_provider_arn", identity.provider_arn)
for stack, arn in identity.boundary_arns.items():
    pulumi.export(f"permissions_boundary_arn_{stack}", arn)
pulumi.export("state_bucket", state.bucket)
pulumi.export("state_key_arn", state.key_arn)
pulumi.export("backend_url", pulumi.Output.concat("s3://", state.bucket, "?region=", settings.region))
pulumi.export(
    "secrets_provider",
    pulumi.Output.concat("awskms://alias/order-processing-state?region=", settings.region, "&context_stack="),
)
