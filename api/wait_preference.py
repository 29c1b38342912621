"""How long a client waits for an order's final status: ``?wait=20``, or ``Prefer: wait=20`` (RFC 7240)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.request import parse_http_list

from rest_framework import serializers
from rest_framework.request import Request

from api.order_query import DUPLICATE, DigitsField, InvalidQuery
from api.request_headers import read_header
from orders.contract import MAX_WAIT_SECONDS

PREFER = "Prefer"
APPLIED = "Preference-Applied"


class WaitQuery(serializers.Serializer):
    """The query of one order."""

    wait = DigitsField(
        required=False,
        min_value=0,
        max_value=MAX_WAIT_SECONDS,
        help_text=f"the seconds to wait for the order's final status; if it is left out, the header {PREFER} counts",
    )


@dataclass(frozen=True, slots=True)
class WaitPreference:
    """The seconds that a client waits, and whether the ``Prefer`` header set them, which the response confirms."""

    seconds: int
    is_header: bool = False

    @property
    def confirmation(self) -> dict[str, str]:
        """The response header that says that the preference was applied."""
        return {APPLIED: f"wait={self.seconds}"} if self.is_header else {}


def parse_wait_preference(request: Request) -> WaitPreference:
    """Return the preference of the query, or else of the header.

    An invalid header is ignored, as RFC 7240 requires.

    Raises:
        InvalidQuery: the parameter is invalid, or is given twice.
    """
    match request.query_params.getlist("wait"):
        case []:
            return _parse_header(read_header(request, PREFER) or "")
        case [seconds]:
            query = WaitQuery(data={"wait": seconds})
            if not query.is_valid():
                raise InvalidQuery(query.errors)
            return WaitPreference(query.validated_data["wait"])
        case _:
            raise InvalidQuery({"wait": [DUPLICATE]})


def _parse_header(header: str) -> WaitPreference:
    """Return the first ``wait`` of the header, at most ``MAX_WAIT_SECONDS``; 0 if it is missing or not a number."""
    for preference in parse_http_list(header):
        name, _, value = preference.partition(";")[0].partition("=")
        if name.strip().lower() == "wait":
            digits = value.strip().strip('"')
            if not (digits.isascii() and digits.isdigit()):
                break
            # A float, because Python rejects an int of more than 4,300 digits.
            return WaitPreference(int(min(float(digits), MAX_WAIT_SECONDS)), is_header=True)
    return WaitPreference(0)
