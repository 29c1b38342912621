"""Work that takes longer than a request, with its progress: a redrive, a reconciliation, a hundred orders."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from typing import Any

from console.problems import Problem, explain

MAX_JOBS = 50
"""Jobs whose results are kept, inclusive; beyond that the oldest one that has ended is removed."""

MAX_LINES = 2_000
"""Lines of one job, inclusive; the counts go on."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a job's report."""

    text: str
    is_good: bool
    order_id: str | None


@dataclass
class Job:
    """A job; ``total`` is None while it is not known."""

    title: str
    back: str
    """The path of the page that started it."""
    total: int | None = None
    job_id: str = field(default_factory=lambda: secrets.token_hex(6))
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended: datetime | None = None
    done: int = 0
    is_cut: bool = False
    """Whether it ended early because there was too much to report."""
    phase: str = ""
    problem: Problem | None = None
    results: list[Any] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    stop: Event = field(default_factory=Event)
    thread: Thread = field(default_factory=Thread)
    """The thread that does the work."""

    def report(self, text: str, *, is_good: bool = True, order_id: str | None = None, count: int = 1) -> None:
        """Add a line, and count what it reports as done."""
        self.done += count
        if len(self.lines) < MAX_LINES:
            self.lines.append(Line(text, is_good, order_id))

    @property
    def was_stopped(self) -> bool:
        """Whether the engineer stopped it."""
        return self.stop.is_set()


_jobs: OrderedDict[str, Job] = OrderedDict()
_lock = Lock()


def start(job: Job, work: Callable[[Job], None]) -> Job:
    """Run the work in the background, and return its job."""
    with _lock:
        _jobs[job.job_id] = job
        for old in [each for each in _jobs.values() if each.ended][: max(0, len(_jobs) - MAX_JOBS)]:
            del _jobs[old.job_id]
    job.thread = Thread(target=_run, args=(job, work), daemon=True)
    job.thread.start()
    return job


def _run(job: Job, work: Callable[[Job], None]) -> None:
    try:
        work(job)
    except Exception as error:  # noqa: BLE001  the page shows it, whatever it is
        job.problem = explain(error)
    finally:
        job.ended = datetime.now(UTC)


def find(job_id: str) -> Job | None:
    """Return the job with this id; None if it was removed, or the console was started again."""
    with _lock:
        return _jobs.get(job_id)


def recent() -> Sequence[Job]:
    """Return the jobs, the newest first."""
    with _lock:
        return list(reversed(_jobs.values()))
