"""The progress of a job."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from console import jobs
from console.actions import REPAIR_EFFECTS
from console.views.page import live_page

SHOWN_LINES = 200
"""The last lines on the page, inclusive."""

SHOWN_DISCREPANCIES = 100
"""The first discrepancies on the page, inclusive."""


@require_GET
def show(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show the job's progress and results."""
    job = jobs.find(job_id)
    if job is None:
        what = f"The console has no such job: it keeps the last {jobs.MAX_JOBS}, until it stops."
        return render(request, "console/not_found.html", {"what": what}, status=404)
    context = {
        "job": job,
        "lines": job.lines[-SHOWN_LINES:],
        "discrepancies": [
            (found, REPAIR_EFFECTS.get(found.repair) if found.repair else None)
            for found in job.results[:SHOWN_DISCREPANCIES]
        ],
        "hidden": max(0, len(job.results) - SHOWN_DISCREPANCIES),
        "repairable": sum(1 for found in job.results if found.repair),
    }
    return live_page(request, "job", context, is_settled=job.ended is not None)


@require_POST
def stop(request: HttpRequest, job_id: str) -> HttpResponse:  # noqa: ARG001  Django passes it
    """Finish what is under way, and begin nothing else."""
    if job := jobs.find(job_id):
        job.stop.set()
    return redirect(f"/jobs/{job_id}/")
