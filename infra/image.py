"""The API's image: the repository that keeps it, and the build that fills it."""

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
"""What the build may see, as ``.dockerignore`` has it."""

PLATFORM = docker_build.Platform.LINUX_ARM64

KEPT_IMAGES = 20
"""As many deployments can be taken back."""

UNTAGGED_DAYS = 1
"""A manifest without a tag is what is left of a push that broke off."""

_FROM_HERE = Path("..")
"""The repository as seen from ``infra/``, where Pulumi runs program and providers alike.

An absolute path would be another on every machine, and for the provider another image.
"""


class ApiImage(pulumi.ComponentResource):
    """The repository, and the image: the one that the settings name, or else the one that is built here and pushed."""

    repository: aws.ecr.Repository
    uri: pulumi.Output[str]

    def __init__(self, settings: Settings, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__("order-processing:infra:ApiImage", "order-api-image", None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.repository = aws.ecr.Repository(
            "order-api",
            name=settings.name("order-api"),
            image_tag_mutability="IMMUTABLE",
            image_scanning_configuration={"scan_on_push": True},
            force_delete=not settings.deletion_protection,
            opts=child,
        )
        aws.ecr.LifecyclePolicy("order-api", repository=self.repository.name, policy=_lifecycle(), opts=child)
        self.uri = pulumi.Output.from_input(settings.api_image) if settings.api_image else self._built()
        self.register_outputs({"uri": self.uri})

    def _built(self) -> pulumi.Output[str]:
        """The address of the image of these sources, once it is in the repository."""
        token = aws.ecr.get_authorization_token_output(opts=pulumi.InvokeOptions(parent=self))
        sources = content_hash()
        # Sources that come back, as those of a revert do, are built anew, and their first tag is taken.
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
            # CI builds every commit's image; a preview needs no builder.
            build_on_preview=False,
            registries=[
                {
                    "address": self.repository.repository_url,
                    "username": token.user_name,
                    "password": pulumi.Output.secret(token.password),
                }
            ],
            # What was running yesterday must be there to go back to, and the token in the state is long stale by the
            # time that the stack is destroyed: images go by the lifecycle policy, and in the end with the repository.
            opts=pulumi.ResourceOptions(parent=self, retain_on_delete=True),
        )
        # As good as the digest: the tag never points to anything else.
        return image.tags.apply(lambda tags: str(tags[0]) if tags else "")


def content_hash() -> str:
    """The same for the same sources, and another for whatever the provider builds anew.

    The provider looks at paths, contents and modes; a second push under a tag that is taken would be refused.
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
    """Expires what broke off at once, and all but the newest images.

    https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
    """
    broken_off = {
        "tagStatus": "untagged",
        "countType": "sinceImagePushed",
        "countUnit": "days",
        "countNumber": UNTAGGED_DAYS,
    }
    old = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": KEPT_IMAGES}
    rules = [
        {"rulePriority": priority, "selection": selection, "action": {"type": "expire"}}
        for priority, selection in enumerate((broken_off, old), start=1)
    ]
    return json.dumps({"rules": rules})
