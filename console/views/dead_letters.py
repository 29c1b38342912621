"""The page of the dead-letter queue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from console import actions, jobs
from console.actions import Selection
from console.execution import pretty
from console.jobs import Job
from console.problems import attempt_to
from console.views.page import POOL, needs_confirmation
from orders import wiring
from orders.usecases.redrive import Plan

SHOWN = 50
"""Dead letters on the page, inclusive."""


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the messages with what a redrive would do; not live, because each look hides the messages from others."""
    count = POOL.submit(attempt_to, lambda: wiring.dead_letters().count(), None)
    plans = attempt_to(lambda: actions.read_dead_letters(SHOWN), list[Plan]())
    letters = [(plan, pretty(plan.message.body)) for plan in plans.value]
    errors = sorted({plan.message.error for plan in plans.value if plan.message.error})
    in_queue = max(count.result().value or 0, len(letters))
    context = {
        "letters": letters,
        "count": in_queue,
        "errors": errors,
        "has_more": in_queue > len(letters),
        "problem": plans.problem or count.result().problem,
    }
    return render(request, "console/dead_letters.html", context)


@require_POST
def redrive(request: HttpRequest) -> HttpResponse:
    """Redrive the selected messages, those with one error, or all."""
    match request.POST.get("what"):
        case "all":
            selection = Selection()
        case "error":
            selection = Selection(error=request.POST.get("error") or "")
        case _:
            selection = Selection(message_ids=frozenset(request.POST.getlist("message")))
            if not selection.message_ids:
                return redirect("/dead-letters/?nothing=1")
    if page := needs_confirmation(request, f"Redrive {selection.words}", actions.REDRIVE.text):
        return page
    job = jobs.start(Job(f"Redrive of {selection.words}", "/dead-letters/"), actions.redrive(selection))
    return redirect(f"/jobs/{job.job_id}/")
