"""The tags of every resource that the stack creates."""

from __future__ import annotations

from infra.settings import Settings
from infra.transformations import Arguments, for_each

PROJECT = "order-processing"


def tags_of(settings: Settings) -> dict[str, str]:
    """Return the stack's tags, without those that have no value."""
    tags = {
        "project": PROJECT,
        "stack": settings.stack,
        "owner": settings.owner,
        "cost_centre": settings.cost_centre,
    }
    return {name: value for name, value in tags.items() if value}


def tag_everything(settings: Settings) -> None:
    """Tag each taggable resource that is declared afterwards; its own tags take precedence."""
    tags = tags_of(settings)

    def tag(kind: str, arguments: Arguments) -> Arguments:
        is_taggable = kind.startswith("aws:") and "tags" in arguments  # a docker-build image has image tags
        return {"tags": tags | (arguments["tags"] or {})} if is_taggable else {}

    for_each(tag)
