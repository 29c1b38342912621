"""Gunicorn's access log: which request had which answer, and nothing about who sent it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response

from api.metrics import counted
from api.request_ids import HEADER
from orders.domain.timestamp import format_utc

_ORDER = re.compile(r"/orders/([A-Za-z0-9_-]{1,64})/")
"""The address of an order, or of something that belongs to one."""


class AccessLog(Logger):
    """One JSON object a request, without its query string, its headers and its sender."""

    def access(self, resp: Response, req: Request, environ: Mapping[str, Any], request_time: timedelta) -> None:
        """Write the line, with the order if the request or the answer names one, and with what is to be counted."""
        answered, now = dict(resp.headers), datetime.now(UTC)
        line = {
            "time": format_utc(now),
            "request_id": answered.get(HEADER),
            "method": req.method,
            "path": req.path,
            "status": int(resp.status.split()[0]),
            "milliseconds": request_time // timedelta(milliseconds=1),
        }
        if order := _ORDER.match(req.path) or _ORDER.match(answered.get("Location", "")):
            line["order_id"] = order[1]
        line |= counted(environ, now)
        self.access_log.info(json.dumps(line))
