"""Run the Pulumi program in this process, without the Pulumi CLI, against the caller's monitor."""

from __future__ import annotations

import asyncio
import contextvars
import gc
import json
import runpy
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pulumi
import yaml
from pulumi.runtime import get_root_resource, resource, set_all_config, set_mocks
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.proto.source_pb2 import StackTrace
from pulumi.runtime.settings import SETTINGS
from pulumi.runtime.stack import Stack, run_pulumi_func

from local.process import ROOT

NOT_BUILT = ROOT / ".build" / "not-built"
"""Stands for the packages of a layer, which are not downloaded: functions run with the libraries of .venv."""


def run_program(monitor: MockMonitor, config: Mapping[str, Any], stack: str, folder: Path = ROOT) -> dict[str, Any]:
    """Run the program as `pulumi up` does, and return the stack's outputs.

    Exceptions of the program and the monitor are not caught.

    Args:
        monitor: receives every resource.
        config: the stack's configuration.
        stack: the stack's name.
        folder: the folder with the program's ``Pulumi.yaml``.
    """
    # One thread registers all resources.  Its event loop is closed afterwards, which Pulumi's own loop never is.
    thread_loop = asyncio.new_event_loop()
    one_thread = ThreadPoolExecutor(max_workers=1, initializer=asyncio.set_event_loop, initargs=(thread_loop,))

    async def run() -> dict[str, Any]:
        asyncio.get_running_loop().set_default_executor(one_thread)
        project = yaml.safe_load((folder / "Pulumi.yaml").read_text(encoding="utf-8"))
        set_all_config({key: value if isinstance(value, str) else json.dumps(value) for key, value in config.items()})
        set_mocks(monitor.mocks, project=project["name"], stack=stack, preview=False, monitor=monitor)
        with patch("infra.payment_provider.packages", lambda: NOT_BUILT):
            await run_pulumi_func(lambda: _run_script_to_its_end(folder / project.get("main", "")))
        root = get_root_resource()
        outputs = root.outputs if isinstance(root, Stack) else {}
        return {name: await pulumi.Output.from_input(value).future() for name, value in outputs.items()}

    # Pulumi records the call stack of each resource, which nothing reads here.  The garbage collector would walk
    # through all of pulumi_aws's classes again and again.  Both together would double the time of a run.
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        with patch.object(resource, "_get_stack_trace", StackTrace):
            # Pulumi stores its settings and the stack in context variables, so each run needs a new context.
            return contextvars.Context().run(asyncio.run, run())
    finally:
        if was_collecting:
            gc.enable()
        thread_loop.close()
        # A failed run leaves unfinished work in Pulumi's settings, for which the next run would wait.
        SETTINGS.outputs.clear()
        SETTINGS.rpc_manager.clear()


async def _run_script_to_its_end(folder: Path) -> None:
    """Run the script and wait until all of its resources are registered.

    Pulumi's own loop runs afterwards and raises errors.  On its own it would register everything too, but it starts
    waiting for all outputs anew whenever one of them is resolved, which takes longer than the rest of the program.
    """
    _run_script(folder)
    while pending := list(SETTINGS.outputs):
        done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
        if any(task.cancelled() or task.exception() for task in done):
            return
        SETTINGS.outputs.difference_update(done)


def _run_script(folder: Path) -> None:
    with warnings.catch_warnings():
        # pulumi_aws, when imported, warns about its own deprecated resources.
        warnings.filterwarnings("ignore", category=DeprecationWarning, module="pulumi_aws")
        runpy.run_path(str(folder), run_name="__main__")
