"""Lambda's part: hand a function its event, take its answer or its error, and keep what it printed."""

from __future__ import annotations

import json
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

CONTEXT = SimpleNamespace(
    function_name="any",
    memory_limit_in_mb=256,
    invoked_function_arn="arn:aws:lambda:us-west-2:123456789012:function:any",
    aws_request_id="request-1",
)


def invoke(handle: Callable[[Any, Any], Any], event: object) -> Any:
    """The answer as JSON; of an exception its class, its message and the stack, as the state machine gets them."""
    try:
        answer = handle(json.loads(json.dumps(event, default=datetime.timestamp)), CONTEXT)
    except Exception as error:  # noqa: BLE001  # so does Lambda
        return {
            "errorType": type(error).__name__,
            "errorMessage": str(error),
            "stackTrace": traceback.format_tb(error.__traceback__),
        }
    return json.loads(json.dumps(answer))


class Printed:
    """What reaches CloudWatch: log lines, and lines in the embedded metric format."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._text = ""

    @property
    def text(self) -> str:
        out, err = self._capsys.readouterr()
        self._text += out + err
        return self._text

    @property
    def logs(self) -> list[dict[str, Any]]:
        return [line for line in self._lines() if "_aws" not in line]

    @property
    def metric_lines(self) -> list[dict[str, Any]]:
        return [line for line in self._lines() if "_aws" in line]

    @property
    def metrics(self) -> dict[str, float]:
        """Each metric's sum, as CloudWatch adds it up from the lines."""
        sums: Counter[str] = Counter()
        for line in self.metric_lines:
            for directive in line["_aws"]["CloudWatchMetrics"]:
                for metric in directive["Metrics"]:
                    sums[metric["Name"]] += sum(line[metric["Name"]])
        return dict(sums)

    def about(self, *keys: str) -> list[tuple[Any, ...]]:
        """These keys of every log line; None where a line has no such key."""
        return [tuple(line.get(key) for key in keys) for line in self.logs]

    def _lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.split("\n") if line]
