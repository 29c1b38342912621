"""The AWS X-Ray trace that joins a request, its order and its workflow: the order's correlation id across services."""

from __future__ import annotations

import re

_ROOT = re.compile(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24}")
_PARENT = re.compile(r"Parent=[0-9a-f]{16}")
_SAMPLED = re.compile(r"Sampled=[01]")


def parse_trace_header(header: object) -> str | None:
    """Return the root, parent and sampling decision of an ``X-Amzn-Trace-Id``; None without a root.

    A caller can write anything into the header, so all other parts are dropped.

    https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
    """
    parts = [part.strip() for part in header.split(";")] if isinstance(header, str) else []
    kept = [next(filter(form.fullmatch, parts), None) for form in (_ROOT, _PARENT, _SAMPLED)]
    return ";".join(filter(None, kept)) if kept[0] else None
