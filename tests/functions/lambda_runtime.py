"""Invokes a function as Lambda does, and reads the logs and metrics that it wrote."""

from __future__ import annotations

import json
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from orders.aws.items import encode

CONTEXT = SimpleNamespace(
    function_name="any",
    memory_limit_in_mb=256,
    invoked_function_arn="arn:aws:lambda:us-west-2:123456789012:function:any",
    aws_request_id="request-1",
)


def invoke(handle: Callable[[Any, Any], Any], event: object) -> Any:
    """Return the response as JSON, or the class, message and stack of the exception, as Lambda reports it."""
    try:
        response = handle(json.loads(json.dumps(event)), CONTEXT)
    except Exception as error:  # noqa: BLE001  # Lambda catches everything too
        return {
            "errorType": type(error).__name__,
            "errorMessage": str(error),
            "stackTrace": traceback.format_tb(error.__traceback__),
        }
    return json.loads(json.dumps(response))


def sqs_event(*bodies: str, receives: int = 1) -> dict[str, Any]:
    """Return a batch of messages, whose ids are "1", "2" and so on.

    https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    """
    return {
        "Records": [
            {
                "messageId": str(position),
                "receiptHandle": "handle",
                "body": body,
                "attributes": {"ApproximateReceiveCount": str(receives)},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-west-2:123456789012:any",
                "awsRegion": "us-west-2",
            }
            for position, body in enumerate(bodies, start=1)
        ]
    }


def stream_event(*changes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a batch of changes, each an OldImage, a NewImage or both, whose sequence numbers are "1", "2" and so on.

    https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
    """
    names = {("NewImage",): "INSERT", ("OldImage",): "REMOVE", ("NewImage", "OldImage"): "MODIFY"}
    return {
        "Records": [
            {
                "eventName": names[tuple(sorted(images))],
                "eventSource": "aws:dynamodb",
                "dynamodb": {
                    "SequenceNumber": str(position),
                    **{name: json.loads(json.dumps(encode(item))) for name, item in images.items()},
                },
            }
            for position, images in enumerate(changes, start=1)
        ]
    }


def failed_items(*positions: int) -> dict[str, Any]:
    """Return the response to a batch in which these records failed, counted from 1."""
    return {"batchItemFailures": [{"itemIdentifier": str(position)} for position in positions]}


class CapturedOutput:
    """The output that reaches CloudWatch: log lines, and lines in the embedded metric format."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self._text = ""

    @property
    def text(self) -> str:
        out, err = self._capsys.readouterr()
        self._text += out + err
        return self._text

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.split("\n") if line]

    @property
    def logs(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if "_aws" not in line]

    @property
    def metric_lines(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if "_aws" in line]

    @property
    def metrics(self) -> dict[str, float]:
        """The sum of each metric over all lines, as in CloudWatch."""
        sums: Counter[str] = Counter()
        for line in self.metric_lines:
            for directive in line["_aws"]["CloudWatchMetrics"]:
                for metric in directive["Metrics"]:
                    sums[metric["Name"]] += sum(line[metric["Name"]])
        return dict(sums)

    def log_fields(self, *keys: str) -> list[tuple[Any, ...]]:
        """Return the values of these keys in every log line; None where a line has no such key."""
        return [tuple(line.get(key) for key in keys) for line in self.logs]

    def metric_line(self, name: str) -> tuple[dict[str, Any], set[str]]:
        """Return the only line with this metric, and its dimensions."""
        (line,) = [line for line in self.metric_lines if name in line]
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        return line, set(*directive["Dimensions"])


def dimensions_of(line: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each metric of a line with its dimensions, except ``service``."""
    for directive in line["_aws"]["CloudWatchMetrics"]:
        for metric in directive["Metrics"]:
            for dimensions in directive["Dimensions"]:
                yield metric["Name"], {name: line[name] for name in dimensions if name != "service"}
