"""The README's diagram of the system shows what the program declares."""

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
"""The types that operators refer to by name."""


def boxes() -> set[str]:
    """Return the components in the diagram.  A box has its component's name, or a part's, as in ``Tables_orders``."""
    drawn = re.findall(r"(\w+)[\[({]+\"?\w", PICTURE) + re.findall(r"subgraph (\w+)", PICTURE)
    return {box.partition("_")[0] for box in drawn} - OUTSIDE


def test_the_diagram_has_exactly_one_box_for_each_component(program: Program) -> None:
    assert boxes() == program.components


def test_the_diagram_shows_the_name_of_every_table_function_workflow_topic_and_queue(program: Program) -> None:
    names = {resource.inputs["name"] for kind in NAMED for resource in program.all(kind)}
    assert set(re.findall(r"dev-[\w-]+", PICTURE)) == names


def test_every_arrow_connects_two_boxes() -> None:
    bare = re.sub(r"-- .*? -->|-\. .*? \.->?|[\[({]+.*?[\])}]+(?=\s)", " ", PICTURE)
    ends = set(re.findall(r"\w+", bare)) - {"flowchart", "LR", "subgraph", "end"}
    assert {end.partition("_")[0] for end in ends} == boxes() | OUTSIDE
