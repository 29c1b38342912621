import json

from infra.watchdog import BAD_ENDS
from orders.watchdog import ERRORS
from tests.infra.program import Program

RULE = "dev-order-workflow-ended-badly"


def test_every_bad_end_of_an_execution_of_this_workflow_is_reported(program: Program) -> None:
    pattern = json.loads(program.one("cloudwatch/eventRule:EventRule", RULE).inputs["eventPattern"])

    assert pattern == {
        "source": ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        "detail": {
            "status": ["FAILED", "TIMED_OUT", "ABORTED"],
            "stateMachineArn": [program.outputs["order_workflow_arn"]],
        },
    }


def test_the_rule_and_the_function_know_the_same_ends() -> None:
    assert set(BAD_ENDS) == set(ERRORS)


def test_the_rule_fills_the_watchdogs_queue_once_the_queue_admits_it(program: Program) -> None:
    (target,) = [each for each in program.all("cloudwatch/eventTarget:EventTarget") if each.inputs["rule"] == RULE]
    url = program.outputs["order_watchdog_queue_url"]
    (admission,) = [each for each in program.all("sqs/queuePolicy:QueuePolicy") if each.inputs["queueUrl"] == url]

    assert target.inputs["arn"] == program.one("sqs/queue:Queue", "dev-order-watchdog").arn
    assert admission.urn in target.dependencies


def test_a_clean_up_is_tried_for_ten_minutes(program: Program) -> None:
    queue = program.one("sqs/queue:Queue", "dev-order-watchdog").inputs
    receives = json.loads(queue["redrivePolicy"])["maxReceiveCount"]

    assert receives * queue["visibilityTimeoutSeconds"] == 600


def test_nothing_calls_the_watchdog_past_its_queue(program: Program) -> None:
    called = {each.inputs["function"] for each in program.all("lambda/permission:Permission")}
    assert "dev-order-watchdog" not in called
