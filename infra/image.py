"""The API's image: its repository, and the build that pushes to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pulumi
import pulumi_aws as aws
import pulumi_docker_build as docker_build
import pulumi_random

from infra.settings import Settings

ROOT = Path(__file__).resolve().parents[1]

DOCKERFILE = "api/Dockerfile"

CONTEXT = ("api/requirements.txt", "api/**/*.py", "orders/**/*.py")
"""The files in the build context, as in ``.dockerignore``."""

PLATFORM = docker_build.Platform.LINUX_ARM64

KEPT_RELEASES = 20
"""The number of tags, one for each build, to which a deployment can be rolled back."""

UNTAGGED_DAYS = 14
"""An interrupted push leaves a manifest without a tag.

A repeated push takes the tag from the image of the first one, which may still be running if the deployment failed.
"""

_FROM_HERE = Path("..")
"""The repository's root relative to ``infra/``, in which Pulumi runs the program and the providers.

An absolute path would differ between machines, and the provider would build another image.
"""


class ApiImage(pulumi.ComponentResource):
    """The repository, and the image: the setting ``api_image``, or else an image that is built here and pushed."""

    repository: aws.ecr.Repository
    uri: pulumi.Output[str]

    def __init__(self, settings: Settings) -> None:
        super().__init__("order-processing:infra:ApiImage", "order-api-image")
        child = pulumi.ResourceOptions(parent=self)
        self.repository = aws.ecr.Repository(
            "order-api",
            name=settings.name("order-api"),
            # The task runs an image by its digest, which no push changes.  A tag may be pushed again, because Pulumi
            # repeats a push that it could not record.
            image_tag_mutability="MUTABLE",
            image_scanning_configuration={"scan_on_push": True},
            force_delete=not settings.deletion_protection,
            opts=child,
        )
        aws.ecr.LifecyclePolicy("order-api", repository=self.repository.name, policy=_lifecycle(), opts=child)
        self.uri = pulumi.Output.from_input(settings.api_image) if settings.api_image else self._built()
        self.register_outputs({"uri": self.uri})

    def _built(self) -> pulumi.Output[str]:
        """Build and push the image of these sources, and return its address."""
        token = aws.ecr.get_authorization_token_output(opts=pulumi.InvokeOptions(parent=self))
        sources = content_hash()
        # After a revert the same sources are built again, and the tag needs a part that is unique to each build: ECR
        # would otherwise take the tag from the older image.
        build = pulumi_random.RandomId(
            "order-api-build",
            byte_length=6,
            keepers={"sources": sources, "platform": PLATFORM.value},
            opts=pulumi.ResourceOptions(parent=self),
        )
        image = docker_build.Image(
            "order-api",
            context={"location": str(_FROM_HERE)},
            dockerfile={"location": str(_FROM_HERE / DOCKERFILE)},
            platforms=[PLATFORM],
            tags=[pulumi.Output.concat(self.repository.repository_url, ":", sources, "-", build.id)],
            push=True,
            # CI builds the image of every commit, so a preview need not.
            build_on_preview=False,
            registries=[
                {
                    "address": self.repository.repository_url,
                    "username": token.user_name,
                    "password": pulumi.Output.secret(token.password),
                }
            ],
            # Keep old images for rollbacks.  The lifecycle policy expires them, and deleting the repository deletes the
            # rest; the token in the state would have expired by then.
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True),
        )
        return pulumi.Output.concat(self.repository.repository_url, "@", image.digest)


def content_hash() -> str:
    """Return a hash that changes whenever the provider would build another image.

    The provider compares paths, contents and modes.
    https://github.com/pulumi/pulumi-docker-build/blob/main/provider/internal/context.go
    """
    digest = hashlib.sha256()
    for path in sorted({*_context(), ROOT / DOCKERFILE}):
        content, mode = path.read_bytes(), path.stat().st_mode
        digest.update(f"{path.relative_to(ROOT).as_posix()} {mode:o} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def _context() -> Iterator[Path]:
    for pattern in CONTEXT:
        yield from ROOT.glob(pattern)


def _lifecycle() -> str:
    """Return a policy that expires untagged manifests, and all but the newest releases.

    A release is one tag, on an index.  Its image and attestation are manifests without a tag, which would count as
    images too; ECR keeps them as long as the index refers to them.
    https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
    """
    untagged = {
        "tagStatus": "untagged",
        "countType": "sinceImagePushed",
        "countUnit": "days",
        "countNumber": UNTAGGED_DAYS,
    }
    old = {
        "tagStatus": "tagged",
        "tagPatternList": ["*"],
        "countType": "imageCountMoreThan",
        "countNumber": KEPT_RELEASES,
    }
    rules = [
        {"rulePriority": priority, "selection": selection, "action": {"type": "expire"}}
        for priority, selection in enumerate((untagged, old), start=1)
    ]
    return json.dumps({"rules": rules})
