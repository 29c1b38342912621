"""The pages of errors that no view handles."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from console.problems import Problem


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django passes it
    """Return the page for an address that does not exist."""
    return render(request, "console/not_found.html", {"what": f"There is no page {request.path}."}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for a defect."""
    problem = Problem(
        "The console has a defect",
        f"The page {request.path} failed; the console's log has the cause.",
        "Go back, and report it with the log.",
    )
    return render(request, "console/problem.html", {"problem": problem}, status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that another site sent, or that is from before the console was started again."""
    problem = Problem(
        "The form was not accepted",
        reason,
        "Go back, reload the page, and send the form again. Nothing was changed.",
    )
    return render(request, "console/problem.html", {"problem": problem}, status=403)
