"""What the functions that read batches share."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import BatchProcessor, process_partial_response
from aws_lambda_powertools.utilities.batch.base import FailureResponse, SuccessResponse
from aws_lambda_powertools.utilities.batch.exceptions import ExceptionInfo
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from functions.telemetry import logger, metrics


class LoggingProcessor(BatchProcessor):
    """Says which record failed and why, as Powertools' own does on level DEBUG only, and counts what came of each.

    A record handler returns the name of the metric that its record counts for, or None.
    """

    def _prepare(self) -> None:
        super()._prepare()  # type: ignore[no-untyped-call]  # Powertools' own, untyped
        self.counts: Counter[str] = Counter(RecordsReceived=len(self.records))

    def success_handler(self, record: Any, result: str | None) -> SuccessResponse:
        """Count the record."""
        if result is not None:
            self.counts[result] += 1
        return super().success_handler(record, result)

    def failure_handler(self, record: Any, exception: ExceptionInfo) -> FailureResponse:
        """Note the failure, and leave the record to be delivered again."""
        kind, error, _ = exception
        logger.warning(
            "record refused",
            record_id=record.get("messageId") or record["dynamodb"]["SequenceNumber"],
            error=kind.__name__ if kind else None,
            reason=str(error),
        )
        self.counts["RecordRefused"] += 1
        return super().failure_handler(record, exception)

    @property
    def is_all_refused(self) -> bool:
        """Whether no record of the last batch was processed."""
        return self.counts["RecordRefused"] == self.counts["RecordsReceived"]


def process(
    event: dict[str, Any],
    context: LambdaContext,
    handler: Callable[[Any], str | None],
    processor: LoggingProcessor,
) -> PartialItemFailureResponse:
    """Hand each record to the handler; the answer names the records that are to be delivered again."""
    answer = process_partial_response(event=event, record_handler=handler, processor=processor, context=context)
    # Added up first: at its hundredth value Powertools prints a metric and forgets it.
    for name, count in processor.counts.items():
        metrics.add_metric(name, MetricUnit.Count, count)
    return answer
