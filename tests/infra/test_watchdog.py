import json

from tests.infra.program import Program

RULE = "dev-order-workflow-ended-badly"


def test_every_unsuccessful_status_of_an_execution_matches_the_rule(program: Program) -> None:
    pattern = json.loads(program.one("cloudwatch/eventRule:EventRule", RULE).inputs["eventPattern"])

    assert pattern == {
        "source": ["aws.states"],
        "detail-type": ["Step Functions Execution Status Change"],
        "detail": {
            "status": ["FAILED", "TIMED_OUT", "ABORTED"],
            "stateMachineArn": [program.outputs["order_workflow_arn"]],
        },
    }


def test_the_rule_sends_to_the_watchdogs_queue_and_depends_on_its_policy(program: Program) -> None:
    (target,) = [each for each in program.all("cloudwatch/eventTarget:EventTarget") if each.inputs["rule"] == RULE]
    url = program.outputs["order_watchdog_queue_url"]
    (admission,) = [each for each in program.all("sqs/queuePolicy:QueuePolicy") if each.inputs["queueUrl"] == url]

    assert target.inputs["arn"] == program.one("sqs/queue:Queue", "dev-order-watchdog").arn
    assert admission.urn in target.dependencies


def test_a_compensation_is_retried_for_ten_minutes(program: Program) -> None:
    queue = program.one("sqs/queue:Queue", "dev-order-watchdog").inputs
    receives = json.loads(queue["redrivePolicy"])["maxReceiveCount"]

    assert receives * queue["visibilityTimeoutSeconds"] == 600


def test_only_its_queue_invokes_the_watchdog(program: Program) -> None:
    called = {each.inputs["function"] for each in program.all("lambda/permission:Permission")}
    assert "dev-order-watchdog" not in called
