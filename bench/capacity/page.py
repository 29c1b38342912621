"""Write the results as ``docs/capacity.md`` and its plots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from bench.capacity.assumptions import Assumptions
from bench.capacity.cases import FAST, SLOW, Result
from bench.capacity.limits import Limits
from bench.capacity.stack import ROOT, Stack
from bench.capacity.svg import line_chart

DOCS = ROOT / "docs"
TEMPLATE = Path(__file__).with_name("page.md")
PROVIDERS = (FAST, SLOW)


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; all columns but the first are right-aligned."""
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (heads, rule, *rows))


def settings(stacks: Sequence[Stack]) -> str:
    """Return the settings that the results depend on."""
    names = ("maximum_concurrency", "max_orders_in_flight", "stock_shards", "stream_parallelization_factor")
    rows = [
        *((f"`{name}`", *(getattr(stack, name) for stack in stacks)) for name in names),
        *(
            (f"`reserved_concurrency` of `{name}`", *(s.concurrency[name] for s in stacks))
            for name in stacks[0].concurrency
        ),
        ("`workflow_type`", *("EXPRESS" if each.is_express else "STANDARD" for each in stacks)),
    ]
    return table(("setting", *(each.name for each in stacks)), rows)


def digest(stacks: Sequence[Stack], a: Assumptions) -> str:
    """Return a fingerprint of everything that the results depend on; a test compares it with the page's."""
    numbers = {name: (entry["low"], entry["high"]) for name, entry in a.entries.items()}
    return sha256(repr((stacks, numbers)).encode()).hexdigest()[:16]


def limits(stacks: Sequence[Stack], a: Assumptions) -> tuple[str, str]:
    """Return which setting to change, and every limit of every stack."""
    found = {
        (each.name, provider): Limits(each, a, provider, is_hot=True).all() for each in stacks for provider in PROVIDERS
    }
    rates = [{limit.name: f"{limit.rate:,.4g}" for limit in column} for column in found.values()]
    heads = [f"{name}, {provider * 1000:g} ms" for name, provider in found]
    advice = []
    for head, column in zip(heads, found.values(), strict=True):
        first, second = [limit for limit in column if "one product" not in limit.name][:2]
        advice.append(
            f"- **{head}**: {first.rate:.3g} orders/s. The first limit is {first.name}: change {first.setting}. "
            f"The next is {second.name}, at {second.rate:.3g} orders/s: change {second.setting}."
        )
    names = dict.fromkeys(limit.name for column in reversed(found.values()) for limit in column)
    return "\n".join(advice), table(
        ("part", *heads), [(name, *(each.get(name, "none") for each in rates)) for name in names]
    )


def loads(results: Sequence[Result]) -> str:
    """Return what became of each load."""
    heads = (
        "load, lost, completed, sold out, drain s, bound s, ratio, transitions, $ per 1000, median s, 99 % s, receives"
    )
    row = (
        "{0.case.name}|{0.lost:,}|{0.completed:,}|{0.rejected:,}|{0.drain:,.0f}|{0.bound:,.0f}|{0.ratio:.2f}|"
        "{0.transitions:.1f}|{0.dollars_per_1000:.3f}|{0.median:,.1f}|{0.p99:,.1f}|{0.receives}"
    )
    return table(heads.split(", "), [row.format(each).split("|") for each in results])


def protections(results: Sequence[Result]) -> str:
    """Return what became of one load with different numbers of permits."""
    heads = "load, permits, stock rows, lost, needs attention, transitions, drain s, most in flight"
    row = (
        "{0.case.stack.name}, {0.case.name}|{0.case.stack.max_orders_in_flight}|{0.case.stack.stock_shards}|{0.lost:,}|"
        "{0.needs_attention:,}|{0.transitions:.1f}|{0.drain:,.0f}|{0.peak_in_flight:,}"
    )
    return table(heads.split(", "), [row.format(each).replace("None", "none").split("|") for each in results])


def write(stacks: Sequence[Stack], results: Sequence[Result], compared: Sequence[Result], a: Assumptions) -> Path:
    """Write the page and its plots, and return the page's path."""
    parts = []
    for stack in stacks:
        own = [each for each in results if each.case.stack is stack]
        parts += [f"### {stack.name}", loads(own)]
        for kind in ("bursts", "outage"):
            title, file = f"{stack.name}: orders without a final status", DOCS / f"capacity-{stack.name}-{kind}.svg"
            curves = {each.case.name: each.backlog for each in own if bool(each.case.rate) == (kind == "outage")}
            peaks = {name: max(orders for _, orders in curve) for name, curve in curves.items()}
            high = {name: curve for name, curve in curves.items() if peaks[name] > max(peaks.values()) / 4}
            file.write_text(line_chart(title, "seconds", "orders", high), encoding="utf-8")
            parts.append(f"![{title} ({kind})]({file.name})")
    advice, all_limits = limits(stacks, a)
    text = TEMPLATE.read_text(encoding="utf-8").format(
        advice=advice,
        limits=all_limits,
        loads="\n\n".join(parts),
        protections=protections(compared),
        settings=settings(stacks),
        digest=digest(stacks, a),
    )
    path = DOCS / "capacity.md"
    path.write_text(text, encoding="utf-8")
    return path
