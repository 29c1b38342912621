"""How long a client is ready to wait for an order's end: ``?wait=20``, or ``Prefer: wait=20`` (RFC 7240)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.request import parse_http_list

from rest_framework import serializers
from rest_framework.request import Request

from api.listing import Number, WrongQuery
from api.waiting import LONGEST

PREFER = "Prefer"
APPLIED = "Preference-Applied"


class Wait(serializers.Serializer):
    """The parameter of one order."""

    wait = Number(
        default=0,
        min_value=0,
        max_value=LONGEST,
        help_text="for how many seconds to wait until the order's status is final",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "max_string_length"), f"must be a whole number from 0 to {LONGEST}"
        ),
    )


@dataclass(frozen=True, slots=True)
class Patience:
    """For how many seconds a client waits, and whether that was its preference, which an answer confirms."""

    seconds: int
    is_preference: bool = False

    @property
    def confirmation(self) -> dict[str, str]:
        """The header of an answer that did as was preferred."""
        return {APPLIED: f"wait={self.seconds}"} if self.is_preference else {}


def read_patience(request: Request) -> Patience:
    """What the query says, or else the header; a preference that is none of these is ignored, as RFC 7240 has it.

    Raises:
        WrongQuery: the parameter is wrong, or stands twice.
    """
    name = "wait"
    match request.query_params.getlist(name):
        case []:
            return _preference(request.headers.get(PREFER, ""))
        case [seconds]:
            form = Wait(data={name: seconds})
            if not form.is_valid():
                raise WrongQuery(form.errors)
            return Patience(form.validated_data[name])
        case _:
            raise WrongQuery({name: ["stands twice"]})


def _preference(header: str) -> Patience:
    """The first ``wait`` of the header; without one, or with one that is no number, there is no patience."""
    for preference in parse_http_list(header):
        name, _, value = preference.partition(";")[0].partition("=")
        if name.strip().lower() == "wait":
            digits = value.strip().strip('"')
            if not (digits.isascii() and digits.isdigit()):
                break
            # As a float, because Python reads no whole number of thousands of digits.
            return Patience(int(min(float(digits), LONGEST)), is_preference=True)
    return Patience(0)
