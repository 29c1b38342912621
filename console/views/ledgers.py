"""The page of the ledgers: what a reconciliation finds, and its repairs."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from console import actions, jobs
from console.jobs import Job
from console.views.page import needs_confirmation, now
from orders.domain.search import CreationWindow

WINDOWS = {"1": "the last hour", "24": "the last 24 hours", "168": "the last 7 days"}
"""The windows to check, in hours: the index by creation finds their orders, so no table is read as a whole."""

CHECK = "Check of "


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the form, and the checks so far."""
    checks = [job for job in jobs.recent() if job.title.startswith(CHECK)]
    return render(request, "console/ledgers.html", {"windows": WINDOWS.items(), "checks": checks})


@require_POST
def check(request: HttpRequest) -> HttpResponse:
    """Check the orders of a window; this only reads."""
    hours = request.POST.get("hours", "")
    if hours not in WINDOWS:
        return redirect("/ledgers/")
    window = CreationWindow(since=now() - timedelta(hours=int(hours)))
    job = jobs.start(Job(f"{CHECK}{WINDOWS[hours]}", "/ledgers/"), actions.reconcile(window))
    return redirect(f"/jobs/{job.job_id}/")


@require_POST
def repair(request: HttpRequest) -> HttpResponse:
    """Repair one discrepancy of a check, or all that have a repair."""
    job = jobs.find(request.POST.get("job", ""))
    if job is None:
        return redirect("/ledgers/")
    position = request.POST.get("position", "")
    selected = [
        found for index, found in enumerate(job.results) if found.repair and (not position or position == str(index))
    ]
    effects = sorted({actions.REPAIR_EFFECTS[found.repair] for found in selected})
    if page := needs_confirmation(request, f"Repair {len(selected)} of the discrepancies", " ".join(effects)):
        return page
    repairs = jobs.start(Job("Repair of discrepancies", "/ledgers/"), actions.repair(selected))
    return redirect(f"/jobs/{repairs.job_id}/")
