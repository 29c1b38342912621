from infra.operations.load_alarms import OPEN_ORDER_SECONDS
from infra.order_age import EVERY_MINUTES
from tests.infra.program import Program


def test_the_age_of_the_oldest_open_order_is_measured_every_five_minutes(program: Program) -> None:
    rule = program.one("cloudwatch/eventRule:EventRule", "dev-order-age")
    (target,) = [
        each for each in program.all("cloudwatch/eventTarget:EventTarget") if each.inputs["rule"] == "dev-order-age"
    ]

    assert rule.inputs["scheduleExpression"] == f"rate({EVERY_MINUTES} minutes)" == "rate(5 minutes)"
    assert target.inputs["arn"] == program.alias_of("dev-order-age").arn


def test_only_the_schedule_may_invoke_the_function(program: Program) -> None:
    permission = program.the("lambda/permission:Permission")

    assert permission.inputs == {
        "action": "lambda:InvokeFunction",
        "function": "dev-order-age",
        "qualifier": "live",
        "principal": "events.amazonaws.com",
        "sourceArn": program.one("cloudwatch/eventRule:EventRule", "dev-order-age").arn,
    }


def test_every_period_of_the_alarm_contains_a_measurement(program: Program) -> None:
    alarm = program.one("cloudwatch/metricAlarm:MetricAlarm", "dev-order-open-too-long").inputs

    assert alarm["period"] >= 2 * EVERY_MINUTES * 60
    assert alarm["threshold"] == OPEN_ORDER_SECONDS
