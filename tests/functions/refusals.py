"""What AWS refuses while a test says so."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError


class Refusals:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._rules: list[tuple[str, str, str]] = []
        call = BaseClient._make_api_call

        def answer(client: BaseClient, operation: str, arguments: dict[str, Any]) -> Any:
            self._check(operation, str(arguments))
            return call(client, operation, arguments)

        monkeypatch.setattr(BaseClient, "_make_api_call", answer)

    def add(self, operation: str, code: str, *, containing: str = "") -> None:
        """Refuse an operation, or only those calls of it whose arguments contain some text."""
        self._rules.append((operation, code, containing))

    def end(self) -> None:
        self._rules.clear()

    def _check(self, operation: str, arguments: str) -> None:
        for refused, code, containing in self._rules:
            if operation == refused and containing in arguments:
                raise ClientError({"Error": {"Code": code, "Message": "Rate exceeded"}}, operation)
