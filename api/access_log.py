"""Gunicorn's access log: which request had which answer, and nothing about who sent it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.message import Request
from gunicorn.http.wsgi import Response

from orders.timestamp import format_utc


class AccessLog(Logger):
    """One JSON object a request, without its query string, its headers and its sender."""

    def access(self, resp: Response, req: Request, environ: Mapping[str, Any], request_time: timedelta) -> None:  # noqa: ARG002  gunicorn passes all four
        """Write the line."""
        line = {
            "time": format_utc(datetime.now(UTC)),
            "method": req.method,
            "path": req.path,
            "status": int(resp.status.split()[0]),
            "milliseconds": request_time // timedelta(milliseconds=1),
        }
        self.access_log.info(json.dumps(line))
