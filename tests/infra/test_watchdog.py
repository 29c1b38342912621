import json

from infra.watchdog import BAD_ENDS
from orders.watchdog import ERRORS
from tests.infra.program import Program


def test_every_bad_end_of_an_execution_of_this_workflow_is_reported(program: Program) -> None:
    pattern = json.loads(program.the("cloudwatch/eventRule:EventRule").inputs["eventPattern"])

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


def test_the_rule_and_nobody_else_calls_the_watchdog(program: Program) -> None:
    rule = program.the("cloudwatch/eventRule:EventRule")
    target = program.the("cloudwatch/eventTarget:EventTarget").inputs
    admission = program.the("lambda/permission:Permission").inputs

    assert target["arn"] == program.one("lambda/function:Function", "dev-order-watchdog").arn
    assert target["rule"] == rule.inputs["name"]
    assert admission["principal"] == "events.amazonaws.com"
    assert admission["sourceArn"] == rule.arn
    assert admission["function"] == "dev-order-watchdog"


def test_a_call_that_keeps_failing_ends_with_the_dead_letters(program: Program) -> None:
    config = program.the("lambda/functionEventInvokeConfig:FunctionEventInvokeConfig").inputs

    assert config["functionName"] == "dev-order-watchdog"
    assert config["maximumRetryAttempts"] == 2
    assert config["destinationConfig"] == {
        "onFailure": {"destination": program.one("sqs/queue:Queue", "dev-order-dlq").arn}
    }
