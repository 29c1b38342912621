"""The tags on everything that the stack makes."""

from __future__ import annotations

from infra.settings import Settings
from infra.transformations import Arguments, for_each

PROJECT = "order-processing"


def tags_of(settings: Settings) -> dict[str, str]:
    """The tags, without those that the settings leave empty."""
    tags = {
        "project": PROJECT,
        "stack": settings.stack,
        "owner": settings.owner,
        "cost_centre": settings.cost_centre,
    }
    return {name: value for name, value in tags.items() if value}


def tag_everything(settings: Settings) -> None:
    """Tag each resource that is made from now on and can have tags; one that has tags of its own keeps them beside."""
    tags = tags_of(settings)

    def tag(kind: str, arguments: Arguments) -> Arguments:
        is_taggable = kind.startswith("aws:") and "tags" in arguments  # an image has tags that are something else
        return {"tags": tags | (arguments["tags"] or {})} if is_taggable else {}

    for_each(tag)
