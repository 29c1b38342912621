"""The README's picture of the system, held to the program."""

import re

from tests.infra.program import ROOT, Program

README = (ROOT / "README.md").read_text()
PICTURE, *_ = re.findall(r"```mermaid\n(.*?)```", README, re.DOTALL)

OUTSIDE = {"client"}
NAMED = (
    "dynamodb/table:Table",
    "lambda/function:Function",
    "sfn/stateMachine:StateMachine",
    "sns/topic:Topic",
    "sqs/queue:Queue",
)
"""The types of what an operator knows by its name."""


def boxes() -> set[str]:
    """The components in the picture: a box is named after its component, and a part of one as in ``Tables_orders``."""
    drawn = re.findall(r"(\w+)[\[({]+\"?\w", PICTURE) + re.findall(r"subgraph (\w+)", PICTURE)
    return {box.partition("_")[0] for box in drawn} - OUTSIDE


def test_the_picture_has_a_box_for_every_component_and_no_other(program: Program) -> None:
    assert boxes() == program.components


def test_the_picture_names_everything_that_an_operator_knows_by_name_and_nothing_else(program: Program) -> None:
    names = {resource.inputs["name"] for kind in NAMED for resource in program.all(kind)}
    assert set(re.findall(r"dev-[\w-]+", PICTURE)) == names


def test_every_arrow_leads_from_a_box_to_a_box() -> None:
    bare = re.sub(r"-- .*? -->|-\. .*? \.->?|[\[({]+.*?[\])}]+(?=\s)", " ", PICTURE)
    ends = set(re.findall(r"\w+", bare)) - {"flowchart", "LR", "subgraph", "end"}
    assert {end.partition("_")[0] for end in ends} == boxes() | OUTSIDE
