"""The emulator with its corrections, and behind the strict rules."""

import inspect
import io
import json
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
from botocore.config import Config
from botocore.exceptions import ClientError
from ministack.services import stepfunctions

from local.emulator import ROOT_KEY, Aws, emulator
from local.ports import Ports
from local.process import wait_until
from local.resources.functions import BOOTSTRAP
from local.strict.emulator import START_SECONDS, EventTexts, copy_json
from local.strict.rules import REJECTIONS_PATH, Limits

pytestmark = pytest.mark.slow

REGION = "us-west-2"
WAIT_TIMEOUT_SECONDS = 120
HANDLER = "import time\ndef handle(event, context):\n    time.sleep(event['seconds'])\n"
ROLE = "arn:aws:iam::000000000000:role/any"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    limits = Limits(transaction_seconds=4, throttled_writes=0, starts=1, starts_per_second=0.001)
    folder = tmp_path_factory.mktemp("strict")
    with emulator(Ports.unused(), REGION, folder, enforce_iam=False, wait_scale=0, limits=limits) as aws:
        yield aws


def client(aws: Aws, service: str) -> Any:
    """Return a client without retries, which would hide what AWS rejects."""
    return boto3.client(
        service,
        endpoint_url=aws.ports.aws_url,
        region_name=REGION,
        aws_access_key_id=ROOT_KEY,
        aws_secret_access_key=ROOT_KEY,
        config=Config(retries={"total_max_attempts": 1}),
    )


def create_function(aws: Aws, reserved: int) -> str:
    """Create a function that sleeps, and return its alias."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        bootstrap = zipfile.ZipInfo("bootstrap")
        bootstrap.external_attr = 0o755 << 16
        package.writestr(bootstrap, BOOTSTRAP)
        package.writestr("sleeping.py", HANDLER)
    functions = client(aws, "lambda")
    version = functions.create_function(
        FunctionName="sleeper",
        Runtime="provided.al2023",
        Handler="sleeping.handle",
        Role=ROLE,
        Code={"ZipFile": archive.getvalue()},
        Timeout=WAIT_TIMEOUT_SECONDS,
        Publish=True,
    )["Version"]
    functions.put_function_concurrency(FunctionName="sleeper", ReservedConcurrentExecutions=reserved)
    alias: str = functions.create_alias(FunctionName="sleeper", Name="live", FunctionVersion=version)["AliasArn"]
    return alias


def test_an_alias_has_its_functions_reserved_concurrency_and_awss_error_name(strict: Aws) -> None:
    call = {
        "StartAt": "Sleep",
        "States": {
            "Sleep": {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "Parameters": {"FunctionName": create_function(strict, reserved=1), "Payload": {"seconds": 5}},
                "End": True,
            }
        },
    }
    stepfunctions = client(strict, "stepfunctions")
    machine = stepfunctions.create_state_machine(
        name="both",
        roleArn=ROLE,
        definition=json.dumps(
            {
                "StartAt": "Both",
                "States": {"Both": {"Type": "Parallel", "Branches": [call, call], "End": True}},
            }
        ),
    )["stateMachineArn"]
    execution = stepfunctions.start_execution(stateMachineArn=machine)["executionArn"]

    def has_ended() -> bool:
        return bool(stepfunctions.describe_execution(executionArn=execution)["status"] != "RUNNING")

    assert wait_until(has_ended, WAIT_TIMEOUT_SECONDS)
    assert stepfunctions.describe_execution(executionArn=execution)["error"] == "Lambda.TooManyRequestsException"

    with pytest.raises(stepfunctions.exceptions.ClientError, match="Rate exceeded"):
        stepfunctions.start_execution(stateMachineArn=machine)  # the bucket held one start
    assert requests.get(strict.ports.aws_url + REJECTIONS_PATH, timeout=60).json()["start throttles"] == 1


def test_boto3_reads_the_reasons_of_a_transaction_that_met_another_one(strict: Aws) -> None:
    dynamodb = client(strict, "dynamodb")
    dynamodb.create_table(
        TableName="dev-products",
        KeySchema=[{"AttributeName": "product_name", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "product_name", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )

    def add_one(_: int) -> list[str] | None:
        """Return the codes of the cancellation, or None."""
        update = {
            "TableName": "dev-products",
            "Key": {"product_name": {"S": "Cup"}},
            "UpdateExpression": "ADD available :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
        try:
            dynamodb.transact_write_items(TransactItems=[{"Update": update}])
        except ClientError as error:
            return [reason["Code"] for reason in error.response["CancellationReasons"]]
        return None

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(add_one, range(4)))

    item = dynamodb.get_item(TableName="dev-products", Key={"product_name": {"S": "Cup"}})["Item"]
    assert item["available"]["N"] == str(results.count(None))
    assert results.count(["TransactionConflict"]) == 4 - results.count(None) > 0


def test_the_emulator_is_as_lenient_as_before_without_limits(tmp_path: Path) -> None:
    with emulator(Ports.unused(), REGION, tmp_path, enforce_iam=False, wait_scale=0) as aws:
        assert requests.get(aws.ports.aws_url + REJECTIONS_PATH, timeout=60).status_code != requests.codes.ok


def test_an_executions_events_are_returned_as_they_were_added_before_and_after_its_end() -> None:
    started = {"id": 1, "type": "ExecutionStarted", "executionStartedEventDetails": {"input": "\u00e4\u2028"}}
    entered = {"id": 2, "type": "TaskStateEntered", "timestamp": "2026-11-27T09:00:00.000Z"}
    ended = {"id": 3, "type": "ExecutionAborted"}
    events = EventTexts([started])

    events.append(entered)
    assert list(events) == [started, entered]

    events.append(ended)
    assert len(events) == 3
    assert list(events) == [started, entered, ended]


def test_ministack_still_has_the_wait_that_the_emulator_removes() -> None:
    assert f"time.sleep({START_SECONDS})" in inspect.getsource(stepfunctions._run_execution)


def test_a_copied_item_equals_the_original_and_shares_no_part_with_it() -> None:
    item = {"lines": {"L": [{"M": {"sku": {"S": "a"}, "gift": {"BOOL": True}, "note": {"NULL": None}}}]}}
    copied = copy_json(item)
    assert copied == item

    copied["lines"]["L"][0]["M"]["sku"]["S"] = "b"
    copied["lines"]["L"].append({"S": "more"})
    assert item == {"lines": {"L": [{"M": {"sku": {"S": "a"}, "gift": {"BOOL": True}, "note": {"NULL": None}}}]}}
