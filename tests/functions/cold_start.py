"""Reads handlers and environments as JSON, loads each handler as Lambda does, and writes how each load ended."""

import importlib
import json
import os
import sys


def load(handler: str, environment: dict[str, str]) -> str:
    os.environ.clear()
    os.environ.update(environment)
    module, _, name = handler.rpartition(".")
    try:
        function = getattr(importlib.import_module(module), name)
    except Exception as error:  # noqa: BLE001  # Lambda catches everything too
        return f"{type(error).__name__}: {error}"
    return "ready" if callable(function) else "not a function"


sys.stdout.write(json.dumps([load(**case) for case in json.load(sys.stdin)]))
