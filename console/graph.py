"""Draw the state machine from its definition, with the path that an execution took.

The layout is that of the README's picture: the states of a successful order in the first column, what catches a failure
in the second, the other endings in the third.  A general layout (grandalf, Graphviz, Mermaid) needs a program, a large
script or a library without maintainers, and puts the compensation elsewhere in each version; docs/console.md compares.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from console.execution import ExecutionRecord, StateVisit

WIDTH, HEIGHT = 216, 48
COLUMN_GAP, ROW_GAP = 52, 26
MARGIN = 14


class Look(StrEnum):
    """How a state looks; an icon and a word show it as well as the color."""

    UNREACHED = "unreached"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    COMPENSATED = "compensated"


ICONS = {Look.UNREACHED: "", Look.RUNNING: "▶", Look.DONE: "✓", Look.FAILED: "✗", Look.COMPENSATED: "↩"}


@dataclass(frozen=True, slots=True)
class Node:
    """A state with its place; ``x`` and ``y`` are of its upper left corner."""

    name: str
    kind: str
    x: int
    y: int
    look: Look
    label: str
    calls: int

    @property
    def icon(self) -> str:
        """The sign before the name."""
        return ICONS[self.look]

    @property
    def middle(self) -> int:
        """The vertical middle."""
        return self.y + HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow, with the data of its SVG path."""

    path: str
    is_taken: bool
    is_caught: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture and its size."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    width: int
    height: int
    description: str


def draw(definition: Mapping[str, Any], execution: ExecutionRecord | None) -> Graph:
    """Return the picture of the definition with the execution's path."""
    places = _places(definition)
    visits = execution.visits if execution else ()
    last_visits = {visit.state: visit for visit in visits}
    nodes = {}
    for name, (column, row) in places.items():
        x, y = MARGIN + column * (WIDTH + COLUMN_GAP), MARGIN + row * (HEIGHT + ROW_GAP)
        visit = last_visits.get(name)
        look = look_of(visit, definition, execution)
        calls = len(visit.calls) if visit else 0
        nodes[name] = Node(name, definition["States"][name]["Type"], x, y, look, _label(visit, look), calls)
    taken = set(pairwise(visit.state for visit in visits))
    edges = [
        Edge(_path(nodes[source], nodes[target]), (source, target) in taken, is_caught)
        for (source, target), is_caught in _arrows(definition).items()
    ]
    width = max(node.x for node in nodes.values()) + WIDTH + 3 * MARGIN
    height = max(node.y for node in nodes.values()) + HEIGHT + MARGIN
    # Arrows of the taken path are drawn last, on top of the others.
    return Graph(list(nodes.values()), sorted(edges, key=lambda edge: edge.is_taken), width, height, _describe(visits))


def look_of(visit: StateVisit | None, definition: Mapping[str, Any], execution: ExecutionRecord | None) -> Look:
    """Return how the state of a visit looks."""
    if visit is None or execution is None:
        return Look.UNREACHED
    if visit is execution.current:
        return Look.RUNNING
    kind = definition["States"].get(visit.state, {}).get("Type")
    if visit.error or kind == "Fail" or visit.left is None:
        return Look.FAILED
    is_compensation = kind == "Task" and visit.state in _compensation(definition)
    return Look.COMPENSATED if is_compensation else Look.DONE


def _compensation(definition: Mapping[str, Any]) -> list[str]:
    """Return the states from the one that catches a failure of the first state, in their order."""
    states = definition["States"]
    catchers = states[definition["StartAt"]].get("Catch", ())
    return list(_chain(states, catchers[-1]["Next"])) if catchers else []


def _chain(states: Mapping[str, Any], name: str | None) -> Iterator[str]:
    """Yield a state and those that follow it when nothing fails."""
    seen = set()
    while name and name not in seen:
        yield name
        seen.add(name)
        name = states[name].get("Next") or states[name].get("Default")


def _arrows(definition: Mapping[str, Any]) -> dict[tuple[str, str], bool]:
    """Return the arrows, each with whether it is only taken after a caught error."""
    arrows: dict[tuple[str, str], bool] = {}
    for name, state in definition["States"].items():
        following = [state.get("Next"), state.get("Default"), *(each["Next"] for each in state.get("Choices", ()))]
        arrows |= {(name, target): False for target in following if target}
        for catcher in state.get("Catch", ()):
            arrows.setdefault((name, catcher["Next"]), True)
    return arrows


def _places(definition: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Return the column and the row of each state."""
    states = definition["States"]
    places: dict[str, tuple[int, int]] = {}
    for row, name in enumerate(_chain(states, definition["StartAt"])):
        places[name] = (0, row)
    for row, name in enumerate(_compensation(definition)):
        places.setdefault(name, (1, row))
    taken = {row for column, row in places.values() if column > 1}
    arrows = _arrows(definition)
    for name in [each for each in states if each not in places]:
        sources = [places[source][1] for source, target in arrows if target == name and source in places]
        row = max(sources, default=0)
        if any(target in places for source, target in arrows if source == name) and not sources:
            row += 1
        while row in taken:
            row += 1
        taken.add(row)
        places[name] = (2, row)
    return places


def _path(source: Node, target: Node) -> str:
    """Return an arrow of horizontal and vertical lines."""
    end = target.x - 2
    if source.x == target.x and target.y > source.y:
        if target.y - source.y == HEIGHT + ROW_GAP:
            return f"M{source.x + WIDTH // 2} {source.y + HEIGHT}V{target.y - 2}"
        side = source.x + WIDTH + MARGIN
        return f"M{source.x + WIDTH} {source.middle}H{side}V{target.middle}H{target.x + WIDTH + 2}"
    if source.middle == target.middle:
        return f"M{source.x + WIDTH} {source.middle}H{end}"
    turn = target.x - COLUMN_GAP // 2
    return f"M{source.x + WIDTH} {source.middle}H{turn}V{target.middle}H{end}"


def _label(visit: StateVisit | None, look: Look) -> str:
    """Return the second line in a state."""
    if visit is None:
        return "not reached"
    match look:
        case Look.RUNNING:
            word = "waits for a retry" if visit.is_waiting else "running"
        case Look.FAILED:
            word = visit.error.rpartition(".")[2] if visit.error else "failed"
        case Look.COMPENSATED:
            word = "compensation done"
        case _:
            word = "done"
    return word if len(word) <= MAX_LABEL else f"{word[: MAX_LABEL - 1]}…"


MAX_LABEL = 30
"""Characters of a word that fit into a state, inclusive."""


def _describe(visits: Sequence[StateVisit]) -> str:
    """Return the path in words, for people who cannot see the picture."""
    if not visits:
        return "The state machine; this attempt has not entered a state yet."
    return f"The state machine; the attempt's path: {', then '.join(visit.state for visit in visits)}."
