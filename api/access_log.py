"""Gunicorn's access log: one line per request, without anything that identifies the client."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response

from api.metrics import emf_fields
from api.request_ids import HEADER
from orders.contract import ORDER_ID_PATTERN
from orders.domain.timestamp import format_utc

_ORDER_PATH = re.compile(rf"/orders/({ORDER_ID_PATTERN})/")


class AccessLog(Logger):
    """Writes a JSON object per request, without its query string, its headers and its client."""

    def access(self, resp: Response, req: Request, environ: Mapping[str, Any], request_time: timedelta) -> None:
        """Write the line, with the order id if the path or ``Location`` has one, and with the metrics."""
        headers, now = dict(resp.headers), datetime.now(UTC)
        line = {
            "time": format_utc(now),
            "request_id": headers.get(HEADER),
            "method": req.method,
            "path": req.path,
            "status": int(resp.status.split()[0]),
            "milliseconds": request_time // timedelta(milliseconds=1),
        }
        if order := _ORDER_PATH.match(req.path) or _ORDER_PATH.match(headers.get("Location", "")):
            line["order_id"] = order[1]
        line |= emf_fields(environ, now)
        self.access_log.info(json.dumps(line))
