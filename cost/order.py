"""What one order costs: what was counted of it, priced as the stack would be billed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from cost.counts import Counts, Outcome
from cost.prices import PriceList
from cost.stack import Stack
from infra.settings.functions import FUNCTIONS, READERS_OF_QUEUES

GB = 10**9

STEPS = ("payment", "inventory", "status")
"""The folders of the functions that the workflow calls."""

REQUESTS_PER_MESSAGE = 3
"""A message that feeds a function is sent, received and deleted; in a busy queue up to ten share the last two."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an order's bill: so many units of a price."""

    what: str
    price: str
    quantity: float


def bill(outcome: Outcome, counts: Counts, stack: Stack, prices: PriceList) -> list[Line]:
    """The lines of one order, in the order in which it flows; a line with nothing on it is left out."""
    lines = [
        *_front(outcome, stack, prices),
        *_tables(outcome),
        Line("SNS publishes", "sns_publish", outcome.counted.publishes),
        Line("SQS requests", "sqs_request", _queue_requests(outcome)),
        *_functions(outcome, counts, stack, prices),
        *_workflow(outcome, counts, stack, prices),
        *_watching(outcome, stack, prices),
    ]
    return [line for line in lines if line.quantity]


def dollars(lines: list[Line], prices: PriceList) -> float:
    """What the lines cost together."""
    return sum(prices.dollars(line.price, line.quantity) for line in lines)


def _front(outcome: Outcome, stack: Stack, prices: PriceList) -> Iterator[Line]:
    asked = outcome.counted.api_requests
    if stack.has("aws:apigatewayv2/api:Api"):
        yield Line("API Gateway requests", "http_api_request", asked)
    if stack.has("aws:wafv2/webAcl:WebAcl"):
        yield Line("WAF requests", "waf_request", asked)
    if stack.has("aws:lb/loadBalancer:LoadBalancer") or stack.has("aws:alb/loadBalancer:LoadBalancer"):
        connections = asked / prices.assumed("requests_per_connection")
        hours = connections / prices.assumed("connections_per_capacity_unit") / 3600
        yield Line("load balancer capacity", "load_balancer_capacity", hours)
    yield Line("data out", "data_out", outcome.measured.response_bytes / GB)


def _tables(outcome: Outcome) -> Iterator[Line]:
    units = outcome.counted.tables.values()
    yield Line("DynamoDB writes", "dynamodb_write", sum(each.writes for each in units))
    yield Line("DynamoDB writes to indexes", "dynamodb_write", sum(each.index_writes for each in units))
    yield Line("DynamoDB reads", "dynamodb_read", sum(each.reads for each in units))


def _queue_requests(outcome: Outcome) -> int:
    """SNS's and EventBridge's deliveries are counted as the sends that they are for SQS."""
    readers = {FUNCTIONS[folder] for folder in READERS_OF_QUEUES}
    fed = sum(times for function, times in outcome.counted.invocations.items() if function in readers)
    return fed * REQUESTS_PER_MESSAGE + outcome.counted.dead_letters


def _functions(outcome: Outcome, counts: Counts, stack: Stack, prices: PriceList) -> Iterator[Line]:
    invocations = outcome.counted.invocations
    billed_per_measured = prices.assumed("billed_per_measured_ms")
    yield Line("Lambda invocations", "lambda_request", sum(invocations.values()))
    seconds = sum(
        times * ceil(counts.handler_ms[function] * billed_per_measured) / 1000 * stack.memory_gib(function)
        for function, times in invocations.items()
    )
    yield Line("Lambda time", "lambda_duration", seconds)


def _workflow(outcome: Outcome, counts: Counts, stack: Stack, prices: PriceList) -> Iterator[Line]:
    if not stack.is_express:
        yield Line("state transitions", "transition", outcome.counted.transitions)
        return
    yield Line("Express executions", "express_request", outcome.counted.executions)
    seconds = express_ms(outcome, counts, prices) / 1000
    yield Line("Express time", "express_duration", seconds * prices.assumed("express_memory_mib") / 1024)


def express_ms(outcome: Outcome, counts: Counts, prices: PriceList) -> float:
    """How long the workflow takes, as it would be billed: its waits, its functions, and what lies between them."""
    steps = {FUNCTIONS[folder]: counts.handler_ms[FUNCTIONS[folder]] for folder in STEPS}
    taken = (
        outcome.measured.waited_ms
        + sum(steps.get(function, 0) * times for function, times in outcome.counted.invocations.items())
        * prices.assumed("billed_per_measured_ms")
        + outcome.counted.transitions * prices.assumed("transition_ms")
    )
    rounding = prices.assumed("express_rounding_ms")
    return ceil(taken / rounding) * rounding


def _watching(outcome: Outcome, stack: Stack, prices: PriceList) -> Iterator[Line]:
    history = outcome.measured.history_bytes if stack.logs_every_step else 0
    written = (outcome.measured.log_bytes + history) / GB
    yield Line("logs written", "log_ingestion", written)
    yield Line("logs kept", "log_storage", written * prices.assumed("log_compression") * stack.retention_months)
    begun = sum(times for function, times in outcome.counted.invocations.items() if function in stack.traced)
    yield Line("traces", "trace", begun * prices.assumed("trace_sampling"))
