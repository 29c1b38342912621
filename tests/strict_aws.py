"""AWS's conflicts and throttles in front of moto, for tests that run in one process."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from moto.core.botocore_stubber import BotocoreStubber, MockRawResponse

from local.strict.rules import TARGETS, Limits, Rejected, StrictRules
from tests.mocked_aws import call_with_http


def apply_strict_rules(monkeypatch: pytest.MonkeyPatch, limits: Limits) -> StrictRules:
    """Let every request meet the rules before it reaches moto."""
    rules, moto = StrictRules(limits), BotocoreStubber.__call__

    def send(stubber: BotocoreStubber, event_name: str, request: AWSPreparedRequest, **named: Any) -> Any:
        target = str(request.headers.get("X-Amz-Target", b""), "ascii")
        if target in TARGETS:
            try:
                seconds = rules.delay(target, json.loads(request.body))
            except Rejected as rejected:
                return AWSResponse(request.url, rejected.status, {}, MockRawResponse(rejected.body))
            time.sleep(seconds)
        return moto(stubber, event_name, request, **named)

    call_with_http(monkeypatch)
    monkeypatch.setattr(BotocoreStubber, "__call__", send)
    return rules
