"""Loads handlers as Lambda does, each in an environment of nothing but what the caller says, and tells how it went."""

import importlib
import json
import os
import sys


def load(handler: str, environment: dict[str, str]) -> str:
    os.environ.clear()
    os.environ.update(environment)
    module, _, name = handler.rpartition(".")
    try:
        handle = getattr(importlib.import_module(module), name)
    except Exception as error:  # noqa: BLE001  # so does Lambda
        return f"{type(error).__name__}: {error}"
    return "ready" if callable(handle) else "no function"


sys.stdout.write(json.dumps([load(**each) for each in json.load(sys.stdin)]))
