"""The page of the laptop: buttons that place orders."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST
from requests import RequestException

from console import jobs, laptop
from console.jobs import Job
from console.problems import Problem
from console.stack import stack


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the buttons.

    Raises:
        Http404: the stack is on AWS.
    """
    if not stack().is_laptop:
        raise Http404
    context = {
        "titles": laptop.titles(stack()),
        "hundred": laptop.HUNDRED,
        "sale": (laptop.SALE_ORDERS, laptop.SALE_PRODUCT, laptop.SALE_UNITS),
    }
    return render(request, "console/laptop.html", context)


@require_POST
def act(request: HttpRequest, action: str) -> HttpResponse:
    """Place one order, one of each outcome, a hundred, or a flash sale.

    Raises:
        Http404: the stack is on AWS, or there is no such action.
    """
    here, title = stack(), request.POST.get("title", "")
    if not here.is_laptop:
        raise Http404
    if action == "one" and title in laptop.titles(here):
        try:
            return redirect(f"/orders/{laptop.place_sample(here, title)}/")
        except RequestException as error:
            problem = Problem("The API did not accept the order", str(error), "Check that make run is still up.")
            return render(request, "console/problem.html", {"problem": problem}, status=502)
    works = {
        "each": ("One order of each outcome", laptop.one_of_each),
        "hundred": (f"{laptop.HUNDRED} orders", laptop.a_hundred),
        "sale": ("Flash sale", laptop.flash_sale),
    }
    if action not in works:
        raise Http404
    name, work = works[action]
    job = jobs.start(Job(name, "/orders/"), work(here))
    return redirect(f"/jobs/{job.job_id}/")
