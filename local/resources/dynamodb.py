"""Tables, and the items that the program declares."""

from __future__ import annotations

import json
from typing import Any

from local.emulator import Aws
from local.resources.created import Created, Inputs


def create_table(aws: Aws, inputs: Inputs) -> Created:
    """Create a table with its indexes and its stream."""
    keys = [(inputs["hashKey"], "HASH")] + ([(inputs["rangeKey"], "RANGE")] if inputs.get("rangeKey") else [])
    arguments: dict[str, Any] = {
        "TableName": inputs["name"],
        "KeySchema": [{"AttributeName": name, "KeyType": kind} for name, kind in keys],
        "AttributeDefinitions": [
            {"AttributeName": attribute["name"], "AttributeType": attribute["type"]}
            for attribute in inputs["attributes"]
        ],
        "BillingMode": inputs["billingMode"],
    }
    if indexes := inputs.get("globalSecondaryIndexes"):
        arguments["GlobalSecondaryIndexes"] = [
            {
                "IndexName": index["name"],
                "KeySchema": [
                    {"AttributeName": index["hashKey"], "KeyType": "HASH"},
                    {"AttributeName": index["rangeKey"], "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": index["projectionType"]},
            }
            for index in indexes
        ]
    if inputs.get("streamEnabled"):
        arguments["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": inputs["streamViewType"]}
    table = aws.client("dynamodb").create_table(**arguments)["TableDescription"]
    return Created(
        inputs["name"],
        {"arn": table["TableArn"], **({"streamArn": table["LatestStreamArn"]} if "LatestStreamArn" in table else {})},
    )


def create_table_item(aws: Aws, inputs: Inputs) -> Created:
    """Put one item, given in DynamoDB JSON."""
    item = json.loads(inputs["item"])
    aws.client("dynamodb").put_item(TableName=inputs["tableName"], Item=item)
    keys = [inputs["hashKey"], *([inputs["rangeKey"]] if inputs.get("rangeKey") else [])]
    return Created("|".join([inputs["tableName"], *(f"{key}|{item[key]}" for key in keys)]))
