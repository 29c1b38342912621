"""Report the errors of an operator's command in one sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from orders.domain.errors import OrderError
from orders.environment import MissingSetting


class OperatorError(Exception):
    """The command cannot continue; the message is one sentence for the operator."""


@contextmanager
def operator_errors() -> Iterator[None]:
    """Raise OperatorError in place of a missing setting, an OrderError or an error of AWS."""
    try:
        yield
    except (MissingSetting, OrderError) as error:
        raise OperatorError(str(error)) from error
    except ClientError as error:
        details = error.response["Error"]
        raise OperatorError(
            f"AWS rejected {error.operation_name}: {details.get('Code')}: {details.get('Message')}"
        ) from error
    except BotoCoreError as error:
        raise OperatorError(f"AWS could not be reached: {error}") from error
