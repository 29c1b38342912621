import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from orders.aws import clients, contention
from orders.aws.clients import ConditionFailed, cancellation_codes, client, error_code, translate_aws_errors
from orders.aws.completion_tables import CompletionTables
from orders.aws.items import encode
from orders.aws.order_item import to_item
from orders.aws.order_table import OrderTable
from orders.aws.payment_table import PaymentTable
from orders.aws.product_table import ProductTable
from orders.aws.stock_rows import StockRows
from orders.aws.stock_table import StockTable
from orders.domain.errors import OutOfStock, StockContention, StoreUnavailable
from orders.domain.order import OrderStatus
from orders.domain.payment import Payment, PaymentRequest, PaymentState
from orders.payments.simulated import PaymentMethod, SimulatedProvider
from tests.orders.examples import FIRST, LATER, NOON, an_order, dollars, line

pytestmark = pytest.mark.slow

ORDERS = OrderTable("dev-orders")
COMPLETION_STORE = CompletionTables(ORDERS, "dev-reservations")
STOCK = StockTable(StockRows("dev-products", "dev-stock"), "dev-reservations", pause=lambda: None)
PROVIDER = SimulatedProvider("dev-simulator", "dev-payments")
LEDGER = PaymentTable("dev-payments")
PAID = PaymentRequest("order-1.1", "order-1", dollars(1), PaymentMethod.VISA)
PENDING = Payment("order-1.1", "order-1", dollars(1), PaymentState.PENDING)
CUP_AND_SAUCER = [line("Cup"), line("Saucer")]

CALLS = {
    "add an order": ("put_item", lambda: ORDERS.add(an_order())),
    "get an order": ("get_item", lambda: ORDERS.get("order-1")),
    "change a status": ("update_item", lambda: ORDERS.transition(FIRST, OrderStatus.FAILED, LATER)),
    "complete an order": ("transact_write_items", lambda: COMPLETION_STORE.complete(FIRST, LATER)),
    "read a price": ("batch_get_item", lambda: ProductTable("dev-products").get_unit_prices(["Cup"])),
    "reserve": ("batch_get_item", lambda: STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)),
    "release": ("get_item", lambda: STOCK.release(FIRST, LATER)),
    "open a payment": ("update_item", lambda: PROVIDER.open(PAID, idempotency_key="o")),
    "authorize": ("get_item", lambda: PROVIDER.authorize("order-1.1", PAID, idempotency_key="a")),
    "capture": ("get_item", lambda: PROVIDER.capture("order-1.1", "order-1.1", dollars(1), idempotency_key="c")),
    "cancel": ("get_item", lambda: PROVIDER.cancel("order-1.1", PAID, idempotency_key="v")),
    "refund": ("get_item", lambda: PROVIDER.refund("order-1.1", "order-1.1", dollars(1), idempotency_key="r")),
    "find a payment": ("get_item", lambda: PROVIDER.find("order-1.1", "order-1.1")),
    "find a payment in the ledger": ("get_item", lambda: LEDGER.find("order-1.1")),
    "begin a payment": ("put_item", lambda: LEDGER.begin(PENDING)),
    "change a payment": ("update_item", lambda: LEDGER.change(PENDING, {PaymentState.PENDING})),
}
calls = pytest.mark.parametrize(("operation", "call"), CALLS.values(), ids=CALLS)


@pytest.fixture
def dynamodb() -> Iterator[Stubber]:
    """DynamoDB with the responses that the test adds."""
    with Stubber(client("dynamodb")) as stubber:
        yield stubber
        stubber.assert_no_pending_responses()


@pytest.fixture(autouse=True)
def no_immediate_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contention, "MAX_RETRIES", 0)


def _read_products(stubber: Stubber) -> None:
    """Return no products to a read of the products table: each of them then has one row, without units."""
    stubber.add_response("batch_get_item", {"Responses": {"dev-products": []}, "UnprocessedKeys": {}})


def _cancel(stubber: Stubber, *codes: str) -> None:
    stubber.add_client_error(
        "transact_write_items",
        "TransactionCanceledException",
        modeled_fields={"CancellationReasons": [{"Code": code} for code in codes]},
    )


def _client_error(code: str, *reasons: str) -> ClientError:
    response: Any = {"Error": {"Code": code, "Message": "no"}}
    if reasons:
        response["CancellationReasons"] = [{"Code": reason} for reason in reasons]
    return ClientError(response, "TransactWriteItems")


@calls
def test_a_throttled_table_raises_store_unavailable(operation: str, call: Callable[[], Any], dynamodb: Stubber) -> None:
    dynamodb.add_client_error(operation, "ProvisionedThroughputExceededException")

    with pytest.raises(StoreUnavailable, match="ProvisionedThroughputExceededException"):
        call()


@calls
def test_an_invalid_request_is_not_retryable(operation: str, call: Callable[[], Any], dynamodb: Stubber) -> None:
    dynamodb.add_client_error(operation, "ValidationException")
    if call in {CALLS["change a status"][1], CALLS["complete an order"][1]}:  # the order is read to find the reason
        dynamodb.add_response("get_item", {"Item": encode(to_item(an_order()))})

    with pytest.raises(ClientError) as failed:
        call()

    assert error_code(failed.value) == "ValidationException"


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
def test_retryable_codes_raise_store_unavailable(code: str) -> None:
    with pytest.raises(StoreUnavailable, match=code) as raised, translate_aws_errors():
        raise _client_error(code)

    assert isinstance(raised.value.__cause__, ClientError)


@pytest.mark.parametrize(
    "reason",
    [
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
    ],
)
def test_a_transaction_with_a_throttled_write_raises_store_unavailable(reason: str) -> None:
    with pytest.raises(StoreUnavailable), translate_aws_errors():
        raise _client_error("TransactionCanceledException", "None", reason)


@pytest.mark.parametrize(
    "error",
    [
        _client_error("TransactionCanceledException", "None", "TransactionConflict"),
        _client_error("TransactionConflictException"),
    ],
    ids=error_code,
)
def test_a_transaction_conflict_raises_stock_contention(error: ClientError) -> None:
    with pytest.raises(StockContention) as raised, translate_aws_errors():
        raise error

    assert raised.value.__cause__ is error


def test_throttling_takes_precedence_over_a_conflict() -> None:
    with pytest.raises(StoreUnavailable), translate_aws_errors():
        raise _client_error("TransactionCanceledException", "ThrottlingError", "TransactionConflict")


@pytest.mark.parametrize(
    "error",
    [
        _client_error("ValidationException"),
        _client_error("AccessDeniedException"),
        _client_error("ResourceNotFoundException"),
        _client_error("TransactionCanceledException", "None", "ConditionalCheckFailed"),
        _client_error("TransactionCanceledException", "None", "ValidationError"),
    ],
    ids=lambda error: ":".join([error_code(error), *cancellation_codes(error)]),
)
def test_other_errors_of_aws_pass_unchanged(error: ClientError) -> None:
    with pytest.raises(ClientError) as raised, translate_aws_errors():
        raise error

    assert raised.value is error


def test_a_failed_condition_raises_condition_failed() -> None:
    with pytest.raises(ConditionFailed), translate_aws_errors():
        raise _client_error("ConditionalCheckFailedException")


def test_an_error_of_the_domain_passes_unchanged() -> None:
    with pytest.raises(OutOfStock), translate_aws_errors():
        raise OutOfStock("Cup")


def test_a_cancelled_transaction_has_one_code_per_write_in_their_order() -> None:
    cancelled = _client_error("TransactionCanceledException", "None", "ConditionalCheckFailed", "TransactionConflict")

    assert cancellation_codes(cancelled) == ["None", "ConditionalCheckFailed", "TransactionConflict"]
    assert cancellation_codes(_client_error("ValidationException")) == []


def test_a_completion_that_conflicts_with_another_write_raises_stock_contention(dynamodb: Stubber) -> None:
    _cancel(dynamodb, "None", "TransactionConflict")

    with pytest.raises(StockContention):
        COMPLETION_STORE.complete(FIRST, LATER)


def test_a_reservation_that_conflicts_with_another_write_raises_stock_contention(dynamodb: Stubber) -> None:
    _read_products(dynamodb)
    _cancel(dynamodb, "None", "TransactionConflict", "None")

    with pytest.raises(StockContention):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


RESERVED = {"Item": encode({"order_id": "order-1", "attempt": 1, "state": "RESERVED", "quantities": {"Cup": 1}})}


@pytest.mark.parametrize("code", ["TransactionConflictException", "ConditionalCheckFailedException"])
def test_a_tombstone_that_meets_another_write_raises_stock_contention(code: str, dynamodb: Stubber) -> None:
    dynamodb.add_response("get_item", {})
    dynamodb.add_client_error("update_item", code)

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
def test_a_release_that_meets_another_write_raises_stock_contention(codes: tuple[str, ...], dynamodb: Stubber) -> None:
    dynamodb.add_response("get_item", RESERVED)
    _cancel(dynamodb, *codes)

    with pytest.raises(StockContention):
        STOCK.release(FIRST, LATER)


def test_a_reservation_that_disappears_between_two_calls_raises_stock_contention(dynamodb: Stubber) -> None:
    _read_products(dynamodb)
    _cancel(dynamodb, "ConditionalCheckFailed", "None", "None")
    dynamodb.add_response("get_item", {})

    with pytest.raises(StockContention):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_an_order_is_not_out_of_stock_while_its_own_retry_takes_the_units(dynamodb: Stubber) -> None:
    _read_products(dynamodb)
    _cancel(dynamodb, "TransactionConflict", "ConditionalCheckFailed", "None")

    with pytest.raises(StockContention):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_an_order_is_not_out_of_stock_while_its_reservation_is_throttled(dynamodb: Stubber) -> None:
    _read_products(dynamodb)
    _cancel(dynamodb, "ThrottlingError", "ConditionalCheckFailed", "None")

    with pytest.raises(StoreUnavailable):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_a_product_with_a_conflict_is_not_named_as_out_of_stock(dynamodb: Stubber) -> None:
    _read_products(dynamodb)
    _cancel(dynamodb, "None", "ConditionalCheckFailed", "TransactionConflict")
    _read_products(dynamodb)
    _read_products(dynamodb)

    with pytest.raises(OutOfStock, match=r"not enough of Cup$"):
        STOCK.reserve(FIRST, CUP_AND_SAUCER, NOON)


def test_an_order_does_not_lack_stock_while_its_own_retry_sells_it(dynamodb: Stubber) -> None:
    _cancel(dynamodb, "TransactionConflict", "ConditionalCheckFailed")

    with pytest.raises(StockContention):
        COMPLETION_STORE.complete(FIRST, LATER)


@pytest.fixture
def connect_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Connect the next client to a local port, with a short read timeout and without retries."""

    def connect(port: int) -> None:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        config = Config(connect_timeout=60, read_timeout=0.2, retries={"mode": "standard", "total_max_attempts": 1})
        monkeypatch.setattr(clients, "_CONFIG", clients._CONFIG.merge(config))

    return connect


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error_without_a_code_of_dynamodb_raises_store_unavailable(status: int) -> None:
    response = {"Error": {"Code": str(status), "Message": ""}, "ResponseMetadata": {"HTTPStatusCode": status}}

    with pytest.raises(StoreUnavailable, match=str(status)), translate_aws_errors():
        raise ClientError(response, "GetItem")


def test_a_failed_connection_raises_store_unavailable(connect_to: Callable[[int], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    connect_to(port)

    with pytest.raises(StoreUnavailable, match="could not be reached: EndpointConnectionError"):
        ORDERS.get("order-1")


def test_a_read_timeout_raises_store_unavailable(connect_to: Callable[[int], None]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connect_to(silent.getsockname()[1])

        with pytest.raises(StoreUnavailable, match="could not be reached: ReadTimeoutError"):
            ORDERS.get("order-1")


def test_the_calls_with_their_retries_end_before_a_function_times_out() -> None:
    config = clients._CONFIG
    max_wait_between_calls = 1
    calls = config.retries["total_max_attempts"]

    assert calls * (config.connect_timeout + config.read_timeout) + (calls - 1) * max_wait_between_calls < 10


def test_a_process_has_one_client_per_service() -> None:
    assert client("dynamodb") is client("dynamodb")
    assert client("dynamodb").meta.region_name == "us-west-2"
    assert client("sns") is not client("dynamodb")
