import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.domain.errors import MalformedTask
from orders.domain.failure import Failure
from tests.orders.strategies import json_values

DECLINED = {"Error": "PaymentDeclined", "Cause": "payment order-1.1: the bank declined it"}
THROTTLED = {"Error": "Lambda.TooManyRequestsException", "Cause": "Rate Exceeded."}
TIMED_OUT = {"Error": "States.Timeout", "Cause": "15 seconds"}


def test_a_rejection_is_parsed_as_the_state_machine_caught_it() -> None:
    caught = {"order_id": "order-1", "attempt": 1, "rejection": {"AuthorizePayment": DECLINED}}

    assert Failure.parse(caught) == Failure(
        "AuthorizePayment", "PaymentDeclined", DECLINED["Cause"], rejection="PaymentDeclined"
    )


def test_a_failed_compensation_precedes_the_rejection_before_it() -> None:
    caught = {"rejection": {"AuthorizePayment": DECLINED}, "failure": {"ReleaseInventory": TIMED_OUT}}

    failure = Failure.parse(caught)

    assert failure == Failure(
        "ReleaseInventory", "States.Timeout", "15 seconds", ("ReleaseInventory",), rejection="PaymentDeclined"
    )
    assert failure.reason == "PaymentDeclined"


def test_a_failed_forward_state_precedes_a_failed_compensation() -> None:
    unavailable = {"Error": "StoreUnavailable", "Cause": "throttled"}
    caught = {"failure": {"VoidPayment": TIMED_OUT, "ReleaseInventory": TIMED_OUT, "CapturePayment": unavailable}}

    assert Failure.parse(caught) == Failure(
        "CapturePayment", "StoreUnavailable", "throttled", ("ReleaseInventory", "VoidPayment")
    )


def test_a_throttled_compensation_is_reported_with_the_rejection_before_it() -> None:
    caught = {"rejection": {"AuthorizePayment": DECLINED}, "failure": {"ReleaseInventory": THROTTLED}}

    assert Failure.parse(caught) == Failure(
        "AuthorizePayment", "PaymentDeclined", DECLINED["Cause"], ("ReleaseInventory",), rejection="PaymentDeclined"
    )


def test_a_throttled_compensation_is_reported_with_the_other_failure_of_the_compensation() -> None:
    caught = {
        "rejection": {"AuthorizePayment": DECLINED},
        "failure": {"ReleaseInventory": THROTTLED, "VoidPayment": TIMED_OUT},
    }

    failure = Failure.parse(caught)

    assert (failure.failed_state, failure.error) == ("VoidPayment", "States.Timeout")
    assert failure.needs_attention == ("ReleaseInventory", "VoidPayment")


def test_a_throttled_forward_state_is_what_the_attempt_failed_for() -> None:
    caught = {"failure": {"AuthorizePayment": THROTTLED, "VoidPayment": TIMED_OUT}}

    assert Failure.parse(caught).error == "Lambda.TooManyRequestsException"


def test_a_throttled_compensation_with_nothing_before_it_is_the_failure() -> None:
    failure = Failure.parse({"failure": {"VoidPayment": THROTTLED}})

    assert (failure.failed_state, failure.error) == ("VoidPayment", "Lambda.TooManyRequestsException")


def test_a_compensated_attempt_needs_no_attention() -> None:
    assert Failure.parse({"failure": {"CapturePayment": TIMED_OUT}}).needs_attention == ()


def test_a_failed_compensation_with_a_malformed_error_needs_attention() -> None:
    caught = {"failure": {"CapturePayment": TIMED_OUT, "VoidPayment": None}}

    assert Failure.parse(caught) == Failure("CapturePayment", "States.Timeout", "15 seconds", ("VoidPayment",))


def test_a_failed_compensation_after_a_malformed_rejection_has_its_own_reason() -> None:
    caught = {"rejection": {"AuthorizePayment": {"Error": 402}}, "failure": {"VoidPayment": TIMED_OUT}}

    failure = Failure.parse(caught)

    assert (failure.rejection, failure.reason) == (None, "States.Timeout")


def test_the_cause_of_a_failure_is_optional() -> None:
    caught = {"failure": {"CapturePayment": {"Error": "States.Timeout"}}}

    assert Failure.parse(caught) == Failure("CapturePayment", "States.Timeout", "")


def test_a_failure_has_the_fields_of_a_dead_letter() -> None:
    assert Failure("CapturePayment", "States.Timeout", "15 seconds", ("VoidPayment",)).as_message() == {
        "failed_state": "CapturePayment",
        "error": "States.Timeout",
        "cause": "15 seconds",
        "needs_attention": ("VoidPayment",),
    }


@pytest.mark.parametrize(
    "caught", [None, "down", [], {}, {"order_id": "order-1", "attempt": 1}, {"failure": {}, "rejection": {}}]
)
def test_data_without_a_failure_is_malformed(caught: object) -> None:
    with pytest.raises(MalformedTask, match="must carry the failure or the rejection"):
        Failure.parse(caught)


@pytest.mark.parametrize(
    "caught",
    [
        {"failure": None},
        {"failure": "down"},
        {"failure": {"CapturePayment": {}}},
        {"failure": {"CapturePayment": None}},
        {"failure": {"CapturePayment": {"Error": 500}}},
        {"failure": {"CapturePayment": {"Error": "States.Timeout", "Cause": ["15 seconds"]}}},
    ],
)
def test_a_malformed_failure_is_malformed(caught: object) -> None:
    with pytest.raises(MalformedTask, match="must carry the failure or the rejection"):
        Failure.parse(caught)


@given(caught=json_values | st.dictionaries(st.sampled_from(["failure", "rejection"]), json_values))
def test_any_data_is_a_failure_or_malformed(caught: object) -> None:
    try:
        failure = Failure.parse(caught)
    except MalformedTask:
        return
    assert all(isinstance(part, str) for part in (failure.failed_state, failure.error, failure.cause))
