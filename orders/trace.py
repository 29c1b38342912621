"""The trace in AWS X-Ray to which a request belongs, from the API to the workflow."""

from __future__ import annotations

import re

_ROOT = re.compile(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24}")
_PARENT = re.compile(r"Parent=[0-9a-f]{16}")
_SAMPLED = re.compile(r"Sampled=[01]")


def read_trace_header(header: object) -> str | None:
    """What an ``X-Amzn-Trace-Id`` says of the trace, its parent, and whether it is sampled; None if there is no trace.

    Whoever calls the API may write what they like into the header, so nothing else of it is kept.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None
