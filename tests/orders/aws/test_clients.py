import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from orders.aws import clients
from orders.aws.clients import cancellation_codes, client, error_code, translate_aws_errors
from orders.aws.completion_tables import CompletionTables
from orders.aws.items import encode
from orders.aws.order_table import OrderTable
from orders.aws.product_table import ProductTable
from orders.aws.stock_table import StockTable
from orders.domain.errors import OrderError, OutOfStock, StockContention, StoreUnavailable
from orders.domain.order import OrderStatus, PaymentMethod
from orders.payments.simulated import SimulatedProvider
from tests.orders.examples import FIRST, LATER, NOON, an_order, dollars, line

pytestmark = pytest.mark.slow

ORDERS = OrderTable("dev-orders")
TILL = CompletionTables(ORDERS, "dev-reservations")
STOCK = StockTable("dev-products", "dev-reservations")
GATEWAY = SimulatedProvider("dev-payments")
CUP_AND_SAUCER = [line("Cup"), line("Saucer")]

CALLS = {
    "add an order": ("put_item", lambda: ORDERS.add(an_order())),
    "get an order": ("get_item", lambda: ORDERS.get("order-1")),
    "move an order": ("update_item", lambda: ORDERS.transition(FIRST, OrderStatus.FAILED, LATER)),
    "complete an order": ("transact_write_items", lambda: TILL.complete(FIRST, LATER)),
    "ask for a price": ("batch_get_item", lambda: ProductTable("dev-products").get_unit_prices(["Cup"])),
    "reserve": ("transact_write_items", lambda: STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)),
    "release": ("get_item", lambda: STOCK.release(FIRST, LATER)),
    "authorize": (
        "update_item",
        lambda: GATEWAY.authorize("order-1.1", "order-1", dollars(1), PaymentMethod.VISA, idempotency_key="a"),
    ),
    "authorize with a flaky card": (
        "update_item",
        lambda: GATEWAY.authorize("order-1.1", "order-1", dollars(1), PaymentMethod.FLAKY, idempotency_key="a"),
    ),
    "capture": ("get_item", lambda: GATEWAY.capture("order-1.1", idempotency_key="c")),
    "void": ("get_item", lambda: GATEWAY.void("order-1.1", "order-1", idempotency_key="v")),
    "refund": ("get_item", lambda: GATEWAY.refund("order-1.1", idempotency_key="r")),
    "find a payment": ("get_item", lambda: GATEWAY.find("order-1.1")),
}
calls = pytest.mark.parametrize(("operation", "call"), CALLS.values(), ids=CALLS)


@pytest.fixture
def dynamodb() -> Iterator[Stubber]:
    """DynamoDB, answering what the test tells it to."""
    with Stubber(client("dynamodb")) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


def _cancel(stubber: Stubber, *codes: str) -> None:
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )


def _refusal(code: str, *reasons: str) -> ClientError:
    answer: Any = {"Error": {"Code": code, "Message": "no"}}
    if reasons:
        answer["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return ClientError(answer, "TransactWriteItems")


@calls
def test_a_throttled_table_is_one_to_ask_again(operation: str, call: Callable[[], Any], dynamodb: Stubber) -> None:
    dynamodb.add_client_error(operation, "ProvisionedThroughputExceededException")

    with pytest.raises(StoreUnavailable, match="ProvisionedThroughputExceededException"):
        call()


@calls
def test_a_defect_of_ours_is_not_dressed_up_as_bad_weather(
    operation: str, call: Callable[[], Any], dynamodb: Stubber
) -> None:
    dynamodb.add_client_error(operation, "ValidationException")

    with pytest.raises(ClientError) as refused:
        call()

    assert error_code(refused.value) == "ValidationException"


@pytest.mark.parametrize(
    "code",
    [
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingException",
        "TransactionInProgressException",
    ],
)
def test_what_time_may_mend_is_store_unavailable(code: str) -> None:
    with pytest.raises(StoreUnavailable, match=code) as away, translate_aws_errors():
        raise _refusal(code)

    assert isinstance(away.value.__cause__, ClientError)


@pytest.mark.parametrize(
    "reason",
    [
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
    ],
)
def test_a_transaction_of_which_one_write_was_throttled_is_one_to_ask_again(reason: str) -> None:
    with pytest.raises(StoreUnavailable), translate_aws_errors():
        raise _refusal("TransactionCanceledException", "None", reason)


@pytest.mark.parametrize(
    "refusal",
    [
        _refusal("TransactionCanceledException", "None", "TransactionConflict"),
        _refusal("TransactionConflictException"),
    ],
    ids=error_code,
)
def test_two_orders_that_meet_at_one_product_are_contention(refusal: ClientError) -> None:
    with pytest.raises(StockContention) as met, translate_aws_errors():
        raise refusal

    assert met.value.__cause__ is refusal


def test_a_throttled_transaction_that_also_met_another_one_is_told_as_throttled() -> None:
    with pytest.raises(StoreUnavailable), translate_aws_errors():
        raise _refusal("TransactionCanceledException", "ThrottlingError", "TransactionConflict")


@pytest.mark.parametrize(
    "refusal",
    [
        _refusal("ValidationException"),
        _refusal("AccessDeniedException"),
        _refusal("ResourceNotFoundException"),
        _refusal("ConditionalCheckFailedException"),
        _refusal("TransactionCanceledException", "None", "ConditionalCheckFailed"),
        _refusal("TransactionCanceledException", "None", "ValidationError"),
    ],
    ids=lambda refusal: ":".join([error_code(refusal), *cancellation_codes(refusal)]),
)
def test_what_time_does_not_mend_passes_as_it_is(refusal: ClientError) -> None:
    with pytest.raises(ClientError) as passed, translate_aws_errors():
        raise refusal

    assert passed.value is refusal


def test_an_error_that_is_not_aws_s_passes_as_it_is() -> None:
    with pytest.raises(OutOfStock), translate_aws_errors():
        raise OutOfStock("Cup")


def test_the_reasons_of_a_cancelled_transaction_stand_in_the_order_of_its_writes() -> None:
    cancelled = _refusal("TransactionCanceledException", "None", "ConditionalCheckFailed", "TransactionConflict")

    assert cancellation_codes(cancelled) == ["None", "ConditionalCheckFailed", "TransactionConflict"]
    assert cancellation_codes(_refusal("ValidationException")) == []


@pytest.mark.parametrize("call", [CALLS["complete an order"][1], CALLS["reserve"][1]], ids=["complete", "reserve"])
def test_a_write_that_meets_another_is_contention_whatever_it_was_for(
    call: Callable[[], Any], dynamodb: Stubber
) -> None:
    _cancel(dynamodb, "None", "TransactionConflict")

    with pytest.raises(StockContention):
        call()


RESERVED = {"Item": encode({"order_id": "order-1", "attempt": 1, "state": "RESERVED", "quantities": {"Cup": 1}})}


@pytest.mark.parametrize("code", ["TransactionConflictException", "ConditionalCheckFailedException"])
def test_a_bar_that_comes_between_a_reservation_and_its_record_is_contention(code: str, dynamodb: Stubber) -> None:
    dynamodb.add_response("get_item", {})
    dynamodb.add_client_error("put_item", code)

    with pytest.raises(StockContention):
        STOCK.release(FIRST, LATER)


@pytest.mark.parametrize(
    "codes",
    [
        ("TransactionConflict", "None"),
        ("None", "TransactionConflict"),
        ("ConditionalCheckFailed", "None"),
        ("TransactionConflict", "ConditionalCheckFailed"),
    ],
    ids=" ".join,
)
def test_a_release_that_meets_another_write_is_contention(codes: tuple[str, ...], dynamodb: Stubber) -> None:
    dynamodb.add_response("get_item", RESERVED)
    _cancel(dynamodb, *codes)

    with pytest.raises(StockContention):
        STOCK.release(FIRST, LATER)


def test_a_reservation_that_vanishes_while_it_is_asked_about_is_contention(dynamodb: Stubber) -> None:
    _cancel(dynamodb, "ConditionalCheckFailed", "None", "None")
    dynamodb.add_response("get_item", {})

    with pytest.raises(StockContention):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_an_order_is_not_short_of_the_units_that_its_own_other_try_is_taking(dynamodb: Stubber) -> None:
    _cancel(dynamodb, "TransactionConflict", "ConditionalCheckFailed", "None")

    with pytest.raises(StockContention):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_an_order_is_not_short_while_its_reservation_could_not_be_looked_at(dynamodb: Stubber) -> None:
    _cancel(dynamodb, "ThrottlingError", "ConditionalCheckFailed", "None")

    with pytest.raises(StoreUnavailable):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_a_product_that_another_order_was_changing_is_not_called_short(dynamodb: Stubber) -> None:
    _cancel(dynamodb, "None", "ConditionalCheckFailed", "TransactionConflict")

    with pytest.raises(OutOfStock, match=r"not enough of Cup$"):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_an_order_does_not_lack_the_stock_that_its_own_other_try_is_selling(dynamodb: Stubber) -> None:
    _cancel(dynamodb, "TransactionConflict", "ConditionalCheckFailed")

    with pytest.raises(StockContention):
        TILL.complete(FIRST, LATER)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sends the next client to a port of this machine, where it waits for a moment and asks once."""

    def turn_to(port: int) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        once = Config(connect_timeout=0.2, read_timeout=0.2, retries={"mode": "standard", "total_max_attempts": 1})
        monkeypatch.setattr(clients, "_CONFIG", clients._CONFIG.merge(once))

    return turn_to


@pytest.mark.parametrize("status", [500, 503])
def test_trouble_on_the_way_that_has_no_code_of_dynamodbs_is_one_to_ask_again(status: int) -> None:
    answer = {"Error": {"Code": str(status), "Message": ""}, "ResponseMetadata": {"HTTPStatusCode": status}}

    with pytest.raises(StoreUnavailable, match=str(status)), translate_aws_errors():
        raise ClientError(answer, "GetItem")


def test_a_table_that_nobody_serves_is_one_to_ask_again(impatient: Callable[[int], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    impatient(port)

    with pytest.raises(StoreUnavailable, match="could not be reached: EndpointConnectionError"):
        ORDERS.get("order-1")


def test_a_table_that_does_not_answer_is_one_to_ask_again(impatient: Callable[[int], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        impatient(silent.getsockname()[1])

        with pytest.raises(StoreUnavailable, match="could not be reached: ReadTimeoutError"):
            ORDERS.get("order-1")


def test_the_tries_of_one_call_leave_a_function_time_to_say_how_they_ended() -> None:
    config = clients._CONFIG
    longest_wait_between_tries = 1
    tries = config.retries["total_max_attempts"]

    assert tries * (config.connect_timeout + config.read_timeout) + (tries - 1) * longest_wait_between_tries < 10


def test_a_process_has_one_client_for_a_service_in_the_region_that_it_is_told() -> None:
    assert client("dynamodb") is client("dynamodb")
    assert client("dynamodb").meta.region_name == "us-west-2"
    assert client("sns") is not client("dynamodb")


def test_no_error_of_the_business_is_one_of_aws_s() -> None:
    assert not issubclass(OrderError, ClientError)
