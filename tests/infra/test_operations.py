"""Alarms, their runbooks, the dashboard and the saved queries."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra.queues import VISIBILITY_TIMEOUT_SECONDS, WATCHDOG_MAX_RECEIVES
from infra.settings import Settings
from local.configuration import stack_config
from orders.contract import PROVIDER_TABLE
from tests.infra.program import ROOT, Program, Resource, plan
from tests.infra.stacks import OPTIONS, PRODUCTION, SCHEDULED
from tests.infra.watched_metrics import AWS_METRICS, OWN, Series, series_of_alarm, series_of_dashboard

ALARM = "cloudwatch/metricAlarm:MetricAlarm"
QUEUE = "sqs/queue:Queue"
FUNCTION = "lambda/function:Function"
TABLE = "dynamodb/table:Table"
INDEX = "GlobalSecondaryIndexName"
THROTTLES = ("ReadThrottleEvents", "WriteThrottleEvents")
RUNBOOKS = (ROOT / "docs" / "runbooks.md").read_text()


def dashboard_of(program: Program) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(program.the("cloudwatch/dashboard:Dashboard").inputs["dashboardBody"])
    return body


def suffix(resource: Resource) -> str:
    """Return the end of its ARN, which is the value of its metrics' dimension."""
    return resource.arn.rpartition(":")[2]


def alarms_on(program: Program, metric: str, **dimensions: str) -> list[Resource]:
    """Return the alarms that watch this metric, alone or in an expression."""
    namespace, _, name = metric.rpartition("/")
    wanted = Series(namespace, name, frozenset(dimensions.items()))
    return [alarm for alarm in program.all(ALARM) if wanted in series_of_alarm(alarm)]


def anchors() -> Iterator[str]:
    """Yield the anchor of each runbook's heading.

    https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github
    """
    for heading in re.findall(r"^## (.+)$", RUNBOOKS, re.MULTILINE):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def section(anchor: str) -> str:
    sections = dict(zip(anchors(), re.split(r"^## .+$", RUNBOOKS, flags=re.MULTILINE)[1:], strict=True))
    return sections[anchor]


def anchor_of(alarm: Resource) -> str:
    anchor: str = alarm.inputs["alarmDescription"].partition("#")[2]
    return anchor


def test_every_queue_has_an_alarm_on_waiting_messages(program: Program) -> None:
    for queue in program.all(QUEUE):
        is_last = "redrivePolicy" not in queue.inputs
        metric = "ApproximateNumberOfMessagesVisible" if is_last else "ApproximateAgeOfOldestMessage"
        assert alarms_on(program, f"AWS/SQS/{metric}", QueueName=queue.inputs["name"]), queue.name


def test_a_message_that_always_fails_is_dead_lettered_before_the_watchdog_queues_alarm(program: Program) -> None:
    (alarm,) = alarms_on(program, "AWS/SQS/ApproximateAgeOfOldestMessage", QueueName="dev-order-watchdog")
    assert alarm.inputs["threshold"] > WATCHDOG_MAX_RECEIVES * VISIBILITY_TIMEOUT_SECONDS


def test_orders_that_wait_for_minutes_raise_an_alarm_although_they_may_be_received_for_hours(program: Program) -> None:
    (alarm,) = alarms_on(program, "AWS/SQS/ApproximateAgeOfOldestMessage", QueueName="dev-order-processing")
    assert 5 * VISIBILITY_TIMEOUT_SECONDS < alarm.inputs["threshold"] <= 15 * 60


def test_the_first_dead_letter_raises_an_alarm_within_a_minute(program: Program) -> None:
    alarm = program.one(ALARM, "dev-order-dlq-not-empty").inputs
    assert (alarm["threshold"], alarm["period"], alarm["evaluationPeriods"]) == (1, 60, 1)
    assert alarm["comparisonOperator"] == "GreaterThanOrEqualToThreshold"


@pytest.mark.parametrize("metric", ["Errors", "Throttles"])
def test_every_function_has_alarms_on_errors_and_throttles(program: Program, metric: str) -> None:
    for function in program.all(FUNCTION):
        assert alarms_on(program, f"AWS/Lambda/{metric}", FunctionName=function.inputs["name"]), function.name


@pytest.mark.parametrize("step", ["payment", "inventory", "status"])
def test_a_throttle_of_a_step_counts_only_as_a_retry(program: Program, step: str) -> None:
    """More orders are in flight than a step has instances, so throttles are normal."""
    (alarm,) = alarms_on(program, "AWS/Lambda/Throttles", FunctionName=f"dev-order-{step}")
    assert alarm.inputs["name"].startswith("dev-order-retries")
    assert alarm in alarms_on(program, "AWS/Lambda/Errors", FunctionName=f"dev-order-{step}")
    assert alarm in alarms_on(
        program, "AWS/States/ExecutionsStarted", StateMachineArn=program.outputs["order_workflow_arn"]
    )


@pytest.mark.parametrize("step", ["payment", "inventory"])
def test_a_business_rejection_does_not_count_as_an_error_of_a_step(program: Program, step: str) -> None:
    alarm = program.one(ALARM, f"dev-order-{step}-errors").inputs
    result, *parts = alarm["metricQueries"]
    names = {part["id"]: part["metric"]["metricName"] for part in parts}
    assert result["expression"] == "FILL(m1, 0) - FILL(m2, 0) - 0.02 * FILL(units, 0)"
    assert names == {"m1": "Errors", "m2": "StepRejected", "units": "ExecutionsStarted"}


def test_every_stream_has_an_alarm_on_its_age(program: Program) -> None:
    for mapping in program.all("lambda/eventSourceMapping:EventSourceMapping"):
        if "/stream/" in mapping.inputs["eventSourceArn"]:
            reader = program.behind(mapping.inputs["functionName"]).inputs["name"]
            assert alarms_on(program, "AWS/Lambda/IteratorAge", FunctionName=reader)


def test_every_table_has_alarms_on_conflicts_and_throttles(program: Program) -> None:
    for table in program.all(TABLE):
        for metric in ("TransactionConflict", *(THROTTLES if table.name != PROVIDER_TABLE else ())):
            assert alarms_on(program, f"AWS/DynamoDB/{metric}", TableName=table.inputs["name"]), table.name


def test_every_index_has_an_alarm_on_throttles(program: Program) -> None:
    """The metrics of a table leave out its indexes."""
    (table,) = [table for table in program.all(TABLE) if table.inputs.get("globalSecondaryIndexes")]
    for index in table.inputs["globalSecondaryIndexes"]:
        dimensions = {"TableName": table.inputs["name"], INDEX: index["name"]}
        assert all(alarms_on(program, f"AWS/DynamoDB/{metric}", **dimensions) for metric in THROTTLES), index


def test_the_dashboard_shows_the_signals_of_load(program: Program) -> None:
    shown = {
        (series.name, value) for series in series_of_dashboard(dashboard_of(program)) for _, value in series.dimensions
    }
    for table in program.all(TABLE):
        assert {(name, table.inputs["name"]) for name in ("TransactionConflict", *THROTTLES)} <= shown
    waiting = (
        "ApproximateNumberOfMessagesVisible",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateAgeOfOldestMessage",
    )
    assert {(name, "dev-order-processing") for name in waiting} <= shown
    assert {("PermitsInUse", "order-age"), ("OldestOpenOrderSeconds", "order-age")} <= shown


def test_the_alarm_on_permits_starts_at_four_fifths_of_them(program: Program, prod: Program) -> None:
    for stack, plan_of in (("dev", program), ("prod", prod)):
        result, *_ = plan_of.one(ALARM, f"{stack}-order-permits-exhausted").inputs["metricQueries"]
        assert result["expression"] == f"IF(permits >= {7 if stack == 'dev' else 80}, age, 0)"


@pytest.mark.parametrize("metric", ["ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"])
def test_the_first_unsuccessful_execution_raises_an_alarm(program: Program, metric: str) -> None:
    (alarm,) = alarms_on(program, f"AWS/States/{metric}", StateMachineArn=program.outputs["order_workflow_arn"])
    assert (alarm.inputs["threshold"], alarm.inputs["statistic"], alarm.inputs["evaluationPeriods"]) == (1, "Sum", 1)


def test_the_load_balancer_and_the_gateway_have_alarms(program: Program, prod: Program) -> None:
    balancer, group = program.the("lb/loadBalancer:LoadBalancer"), program.the("lb/targetGroup:TargetGroup")
    tasks = {"LoadBalancer": suffix(balancer), "TargetGroup": suffix(group)}
    assert alarms_on(program, "AWS/ApplicationELB/UnHealthyHostCount", **tasks)
    assert alarms_on(program, "AWS/ApplicationELB/HealthyHostCount", **tasks)
    assert alarms_on(program, "AWS/ApplicationELB/HTTPCode_ELB_5XX_Count", LoadBalancer=suffix(balancer))
    assert alarms_on(prod, "AWS/ApiGateway/5xx", ApiId=prod.the("apigatewayv2/api:Api").inputs["name"])


def test_no_alarm_counts_long_polling_as_slow(program: Program) -> None:
    slow = {series for alarm in program.all(ALARM) for series in series_of_alarm(alarm) if "Time" in series.name}
    assert not any(series.namespace == "AWS/ApplicationELB" for series in slow)


@pytest.mark.slow
def test_the_dashboard_shows_bytes_through_nat_gateways_where_there_are_any() -> None:
    shown = series_of_dashboard(dashboard_of(plan(**PRODUCTION)))
    assert any(series.namespace == "AWS/NATGateway" for series in shown)


def test_missing_data_raises_an_alarm_only_where_data_is_always_expected(program: Program) -> None:
    breaching = {
        alarm.inputs["name"] for alarm in program.all(ALARM) if alarm.inputs["treatMissingData"] == "breaching"
    }
    assert breaching == {"dev-order-open-too-long", "dev-order-targets-none-healthy"}
    assert {alarm.inputs["treatMissingData"] for alarm in program.all(ALARM)} == {"breaching", "notBreaching"}


def test_every_alarm_notifies_the_operations_topic_when_it_starts_and_ends(program: Program) -> None:
    topic = program.one("sns/topic:Topic", "dev-operations").arn
    for alarm in program.all(ALARM):
        assert (alarm.inputs["alarmActions"], alarm.inputs["okActions"]) == ([topic], [topic])


def test_every_alarms_description_names_settings_and_the_address_of_a_runbook_that_explains_them(
    program: Program,
) -> None:
    for alarm in program.all(ALARM):
        text = alarm.inputs["alarmDescription"]
        parts = re.fullmatch(r"[A-Z][^.#]+\.(?: Settings: ([a-z_, ]+)\.)? Runbook: docs/runbooks\.md#([a-z-]+)", text)
        assert parts, text
        assert len(text) <= 1024
        settings = parts[1].split(", ") if parts[1] else []
        assert set(settings) <= set(Settings.model_fields)
        assert all(f"`{setting}`" in section(parts[2]) for setting in settings), text


def test_a_runbook_names_its_alarms(program: Program) -> None:
    for alarm in program.all(ALARM):
        name, functions = alarm.inputs["name"], {each.inputs["name"] for each in program.all(FUNCTION)}
        stem, _, kind = name.rpartition("-")
        written = f"dev-order-…-{kind}" if stem in functions and kind in {"errors", "throttles"} else name
        assert f"`{written}`" in section(anchor_of(alarm))


@pytest.mark.slow
def test_every_runbook_belongs_to_an_alarm_and_says_what_to_do() -> None:
    alarms = plan(**SCHEDULED).all(ALARM)
    assert {anchor_of(alarm) for alarm in alarms} == set(anchors())
    assert "`dev-order-discrepancies`" in section("the-ledgers-contradict-each-other")
    for anchor in anchors():
        assert all(f"\n{part}: " in section(anchor) for part in ("First look", "What to do", "Over")), anchor


def test_the_runbooks_name_only_saved_queries_and_commands_that_exist(program: Program) -> None:
    saved = {query.inputs["name"].removeprefix("dev-orders/") for query in saved_queries(program)}
    assert saved <= set(re.findall(r"`([a-z-]+)`", RUNBOOKS))
    commands = set(re.findall(r"api/manage\.py (\w+)", RUNBOOKS))
    assert commands == {"redrive", "reconcile", "stock"}
    assert all((ROOT / "api" / "management" / "commands" / f"{command}.py").is_file() for command in commands)
    links = re.findall(r"\]\(#([a-z-]+)\)", RUNBOOKS)
    assert set(links) <= set(anchors())


def test_the_runbooks_name_only_widgets_that_exist(program: Program) -> None:
    titles = [widget["properties"]["title"] for widget in dashboard_of(program)["widgets"]]
    lines = [line for line in RUNBOOKS.splitlines() if "widget" in line]
    named = {name for line in lines for name in re.findall(r'"([A-Z][^"]+)"', line)}
    assert {"Orders in flight and waiting", "Retries per order", "Transaction conflicts"} <= named
    assert [name for name in named if not any(title.startswith(name) for title in titles)] == []


def test_alarm_names_are_unique_and_short_enough_for_cloudwatch(program: Program) -> None:
    names = [alarm.inputs["name"] for alarm in program.all(ALARM)]
    assert len(set(names)) == len(names)
    assert all(name.startswith("dev-") and len(name) <= 255 for name in names)


def test_cloudwatch_accepts_every_alarm(program: Program) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"""
    for alarm in program.all(ALARM):
        inputs = alarm.inputs
        assert 1 <= inputs["datapointsToAlarm"] <= inputs["evaluationPeriods"]
        queries = inputs.get("metricQueries", [])
        periods = {inputs["period"]} if not queries else {each["metric"]["period"] for each in queries[1:]}
        assert len(periods) == 1
        assert next(iter(periods)) % 60 == 0
        assert next(iter(periods)) * inputs["evaluationPeriods"] <= 86_400
        assert ("statistic" in inputs) + ("extendedStatistic" in inputs) + bool(queries) == 1
        assert [each["returnData"] for each in queries] == [True, *[False] * (len(queries) - 1)][: len(queries)]
        assert len(queries) - 1 <= 10
        assert all(re.fullmatch(r"[a-z][A-Za-z0-9_]*", each["id"]) for each in queries)
        assert all(re.search(rf"\b{each['id']}\b", queries[0]["expression"]) for each in queries[1:])


def test_every_aws_metric_exists_with_these_dimensions(program: Program) -> None:
    watched = {series for alarm in program.all(ALARM) for series in series_of_alarm(alarm)}
    shown = set(series_of_dashboard(dashboard_of(program)))
    for series in watched | shown:
        if series.namespace != OWN:
            assert {name for name, _ in series.dimensions} in AWS_METRICS[series.namespace][series.name]


def test_alarms_and_dashboard_show_only_the_stacks_own_resources(program: Program) -> None:
    watched = {series for alarm in program.all(ALARM) for series in series_of_alarm(alarm)}
    known = {resource.inputs["name"] for resource in program.resources if "name" in resource.inputs}
    known |= {program.outputs["order_workflow_arn"]}
    known |= {suffix(program.the(kind)) for kind in ("lb/loadBalancer:LoadBalancer", "lb/targetGroup:TargetGroup")}
    for series in watched | set(series_of_dashboard(dashboard_of(program))):
        if series.namespace != OWN:
            assert {value for name, value in series.dimensions if name not in {"Operation", INDEX}} <= known


def test_only_the_stacks_alarms_may_publish_to_its_operations_topic(program: Program) -> None:
    topic = program.one("sns/topic:Topic", "dev-operations")
    (policy,) = [each for each in program.all("sns/topicPolicy:TopicPolicy") if each.inputs["arn"] == topic.arn]
    _, statement = json.loads(policy.inputs["policy"])["Statement"]
    publishers = statement["Condition"].pop("ArnEquals")["aws:SourceArn"]
    assert sorted(publishers) == sorted(alarm.arn for alarm in program.all(ALARM))
    assert statement == {
        "Effect": "Allow",
        "Principal": {"Service": "cloudwatch.amazonaws.com"},
        "Action": ["sns:Publish"],
        "Resource": topic.arn,
        "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}},
    }


@pytest.mark.slow
def test_alarms_are_sent_to_the_configured_address_with_the_configured_runbook(program: Program) -> None:
    stack = plan(**OPTIONS)
    topic = stack.one("sns/topic:Topic", "dev-operations").arn
    (mail,) = [each for each in stack.all("sns/topicSubscription:TopicSubscription") if each.inputs["topic"] == topic]
    assert (mail.inputs["protocol"], mail.inputs["endpoint"]) == ("email", "ops@shop.example")
    assert all("Runbook: https://wiki/r#" in alarm.inputs["alarmDescription"] for alarm in stack.all(ALARM))
    assert topic not in {each.inputs["topic"] for each in program.all("sns/topicSubscription:TopicSubscription")}


def test_cloudwatch_accepts_the_dashboard(program: Program) -> None:
    """https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html"""
    assert program.the("cloudwatch/dashboard:Dashboard").inputs["dashboardName"] == "dev-orders"
    widgets = dashboard_of(program)["widgets"]
    taken: set[tuple[int, int]] = set()
    for widget in widgets:
        assert set(widget) == {"type", "x", "y", "width", "height", "properties"}
        assert 0 <= widget["x"] < widget["x"] + widget["width"] <= 24
        cells = {
            (x, y)
            for x in range(widget["x"], widget["x"] + widget["width"])
            for y in range(widget["y"], widget["y"] + widget["height"])
        }
        assert taken.isdisjoint(cells)
        taken |= cells
    assert {widget["type"] for widget in widgets} == {"alarm", "metric"}
    assert len(widgets) <= 500


def test_every_graph_has_a_title_labels_and_a_region(program: Program) -> None:
    for widget in dashboard_of(program)["widgets"]:
        if widget["type"] == "metric":
            properties = widget["properties"]
            assert properties["title"]
            assert (properties["region"], properties["view"], properties["period"]) == ("us-west-2", "timeSeries", 300)
            assert 0 < len(properties["metrics"]) <= 500
            assert all("label" in row[-1] for row in properties["metrics"])


def test_the_dashboard_follows_an_order_from_left_to_right(program: Program) -> None:
    widgets = sorted(dashboard_of(program)["widgets"], key=lambda widget: (widget["y"], widget["x"]))
    titles = [widget["properties"]["title"] for widget in widgets]
    story = [
        "Alarms",
        "Requests, by operation",
        "Orders accepted",
        "Longest waits, in seconds",
        "Executions",
        "Orders ended, by outcome",
        "Money, in minor units of each currency",
        "From POST to completed, in seconds",
        "Orders in flight and waiting",
        "Retries per order",
        "Transaction conflicts",
        "Throttles of the tables",
        "Dead letters",
        "Tries of the workflow's steps, each a state transition",
        "Units of the tables",
    ]
    assert [title for title in titles if title in story] == story


def test_the_dashboard_shows_the_state_of_every_alarm(program: Program) -> None:
    (states,) = [widget for widget in dashboard_of(program)["widgets"] if widget["type"] == "alarm"]
    assert sorted(states["properties"]["alarms"]) == sorted(alarm.arn for alarm in program.all(ALARM))
    assert len(states["properties"]["alarms"]) <= 100


def test_every_log_group_has_the_configured_retention_period(program: Program) -> None:
    configured = stack_config("dev")["order-processing:log_retention_days"]
    groups = program.all("cloudwatch/logGroup:LogGroup")
    assert len(groups) > len(program.all(FUNCTION))
    assert {group.inputs.get("retentionInDays") for group in groups} == {configured}


def saved_queries(program: Program) -> list[Resource]:
    return program.all("cloudwatch/queryDefinition:QueryDefinition")


def test_the_saved_queries_search_the_stacks_log_groups(program: Program) -> None:
    groups = {group.inputs["name"] for group in program.all("cloudwatch/logGroup:LogGroup")}
    assert saved_queries(program)
    for query in saved_queries(program):
        assert query.inputs["name"].startswith("dev-orders/")
        assert set(query.inputs["logGroupNames"]) <= groups
        assert len(query.inputs["queryString"]) <= 10_000


def test_the_query_for_one_order_searches_every_log_group_that_names_orders(program: Program) -> None:
    (story,) = [each for each in saved_queries(program) if each.inputs["name"].endswith("whole-story-of-an-order")]
    assert set(story.inputs["logGroupNames"]) == {
        group.inputs["name"]
        for group in program.all("cloudwatch/logGroup:LogGroup")
        if not group.inputs["name"].startswith("/aws/vendedlogs/apis/")  # the gateway's log has no order ids
    }
    assert story.inputs["queryString"].count("ORDER_ID") == 3
