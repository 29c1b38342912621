"""Calls a management command in process."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command


def call(name: str, *arguments: str) -> tuple[int, str]:
    """Return the command's exit status and its output."""
    printed = StringIO()
    try:
        call_command(name, *arguments, stdout=printed)
    except SystemExit as stopped:
        return int(stopped.code or 0), printed.getvalue()
    return 0, printed.getvalue()
