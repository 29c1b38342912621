"""Lambda functions and their triggers.

A function runs as a custom runtime: its ``bootstrap`` runs AWS's own runtime client, with the Python of this virtual
environment, in a process that ``local/strict/instances.py`` forks.  The emulator's own Python runtime reports every
exception under one name, so the state machine's ``Retry`` and ``Catch`` would match none by name.
"""

from __future__ import annotations

import io
import sys
import zipfile
from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs

BOOTSTRAP = f"""#!{sys.executable}
import os
from awslambdaric.__main__ import main

main(["bootstrap", os.environ["_HANDLER"]])
"""


def create_function(aws: Aws, inputs: Inputs) -> Created:
    """Create a function with its environment, its role and its reserved concurrency."""
    functions = aws.client("lambda")
    function = functions.create_function(
        FunctionName=inputs["name"],
        Runtime="provided.al2023",
        Handler=inputs["handler"],
        Role=inputs["role"],
        Code={"ZipFile": _zip(inputs["code"])},
        Timeout=int(inputs["timeout"]),
        MemorySize=int(inputs["memorySize"]),
        Environment={"Variables": dict(inputs["environment"]["variables"])},
        Publish=inputs["publish"],
    )
    reserved = int(inputs.get("reservedConcurrentExecutions", -1))
    if reserved >= 0:
        functions.put_function_concurrency(FunctionName=inputs["name"], ReservedConcurrentExecutions=reserved)
    return Created(inputs["name"], {"arn": function["FunctionArn"], "version": function["Version"]})


def create_alias(aws: Aws, inputs: Inputs) -> Created:
    """Create an alias of a function's version."""
    alias = aws.client("lambda").create_alias(
        FunctionName=inputs["functionName"], Name=inputs["name"], FunctionVersion=inputs["functionVersion"]
    )
    return Created(alias["AliasArn"], {"arn": alias["AliasArn"]})


def create_event_source_mapping(aws: Aws, inputs: Inputs) -> Created:
    """Map a stream or a queue to the function that it invokes."""
    arguments: dict[str, Any] = {
        "EventSourceArn": inputs["eventSourceArn"],
        "FunctionName": inputs["functionName"],
        "BatchSize": int(inputs["batchSize"]),
        "FunctionResponseTypes": inputs["functionResponseTypes"],
    }
    if "startingPosition" in inputs:
        arguments["StartingPosition"] = inputs["startingPosition"]
    if "scalingConfig" in inputs:
        arguments["ScalingConfig"] = {"MaximumConcurrency": int(inputs["scalingConfig"]["maximumConcurrency"])}
    if "filterCriteria" in inputs:
        filters = [{"Pattern": each["pattern"]} for each in inputs["filterCriteria"]["filters"]]
        arguments["FilterCriteria"] = {"Filters": filters}
    mapping = aws.client("lambda").create_event_source_mapping(**arguments)
    return Created(mapping["UUID"], {"uuid": mapping["UUID"]})


def create_permission(aws: Aws, inputs: Inputs) -> Created:
    """Permit a service to invoke a function."""
    name = inputs["sourceArn"].rpartition("/")[2]
    aws.client("lambda").add_permission(
        FunctionName=inputs["function"],
        Qualifier=inputs["qualifier"],
        StatementId=name,
        Action=inputs["action"],
        Principal=inputs["principal"],
        SourceArn=inputs["sourceArn"],
    )
    return Created(name)


def _zip(archive: Any) -> bytes:
    """Return Pulumi's ``AssetArchive`` as it is uploaded, plus the bootstrap file."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        bootstrap = zipfile.ZipInfo("bootstrap")
        bootstrap.external_attr = 0o755 << 16
        package.writestr(bootstrap, BOOTSTRAP)
        for path, asset in archive.assets.items():
            package.write(asset.path, path)  # the program packages only FileAssets
    return content.getvalue()
