"""The page of one order."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from console import actions, jobs
from console.actions import CANCEL, REDRIVE, STOP, Selection
from console.execution import read_step_data
from console.jobs import Job
from console.logs import LogLine, read_lines
from console.order_page import load
from console.problems import attempt_to
from console.stack import stack
from console.views.page import POOL, live_page, needs_confirmation, now, part_page
from orders import wiring
from orders.domain.attempt import Attempt, parse_number
from orders.usecases.redrive import Plan

SEARCHED = 200
"""Dead letters, inclusive, among which an order's own is looked for."""


@require_GET
def show(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show the order with its newest attempt, or with the one in the address."""
    page = load(POOL, stack(), order_id, parse_number(request.GET.get("attempt", "")), now())
    context = {
        "page": page,
        "order": page.order,
        "effects": {"cancel": CANCEL, "stop": STOP},
    }
    return live_page(request, "order", context, is_settled=page.is_settled)


@require_GET
def logs(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show the order's lines in the functions' logs."""
    order = wiring.orders().get(order_id)
    lines = attempt_to(lambda: read_lines(stack(), order), list[LogLine]())
    context = {"order": order, "lines": lines.value, "problem": lines.problem}
    return part_page(request, "console/order_logs.html", context)


@require_GET
def step(request: HttpRequest, order_id: str, number: int, visit: int) -> HttpResponse:
    """Show what a state got and returned."""
    attempt = Attempt(order_id, number)
    data = attempt_to(lambda: read_step_data(wiring.state_machine(), attempt, visit), None)
    context = {"attempt": attempt, "data": data.value, "problem": data.problem}
    return part_page(request, "console/order_step.html", context)


@require_GET
def dead_letter(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show the order's messages in the dead-letter queue, and what a redrive would do with each."""
    selection = Selection(order_id=order_id)
    plans = attempt_to(lambda: actions.read_dead_letters(SEARCHED, selection), list[Plan]())
    context = {"order_id": order_id, "plans": plans.value, "problem": plans.problem, "searched": SEARCHED}
    return part_page(request, "console/order_dead_letter.html", {**context, "effect": REDRIVE})


@require_POST
def act(request: HttpRequest, order_id: str, action: str) -> HttpResponse:
    """Cancel or redrive the order, or stop its execution.

    Raises:
        Http404: there is no such action.
    """
    effect = {"cancel": CANCEL, "stop": STOP, "redrive": REDRIVE}.get(action)
    if effect is None:
        raise Http404
    address = f"/orders/{order_id}/"
    if page := needs_confirmation(request, f"{effect.button} {order_id}", effect.text):
        return page
    if action == "cancel":
        actions.cancel(order_id, now())
    elif action == "stop":
        actions.stop(wiring.orders().get(order_id).attempt)
    else:
        job = jobs.start(Job(f"Redrive of order {order_id}", address), actions.redrive(Selection(order_id=order_id)))
        return redirect(f"/jobs/{job.job_id}/")
    return redirect(address)
