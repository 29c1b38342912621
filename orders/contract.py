"""Names and limits that the code and the infrastructure share.  Imports nothing, so both sides can import it."""

# DynamoDB.  ``infra/tables.py`` declares these keys and indexes; ``orders/aws/`` reads and writes them.
ORDERS_KEY = "order_id"
PRODUCTS_KEY = "product_name"
STOCK_SHARD_KEY = "shard"
"""The range key of the stock table, whose hash key is the products table's."""
RESERVATIONS_KEY = "order_id"
PAYMENTS_KEY = "payment_id"
PERMITS_KEY = "permit"
SIMULATOR_KEY = "payment_id"
"""The table in which the simulated payment provider keeps its state."""

PROVIDER_TABLE = "simulator"
"""The simulated payment provider's own table: it stands for what a provider stores, and is no ledger of ours."""

TABLES = {
    "orders": ORDERS_KEY,
    "products": PRODUCTS_KEY,
    "stock": PRODUCTS_KEY,
    "reservations": RESERVATIONS_KEY,
    "payments": PAYMENTS_KEY,
    "permits": PERMITS_KEY,
    PROVIDER_TABLE: SIMULATOR_KEY,
}
"""The tables' names after the stack's prefix, with their keys.  The code reads a name from ``<NAME>_TABLE``."""

BY_CUSTOMER_INDEX = "by_customer"
BY_CREATION_INDEX = "by_creation"
BY_OPEN_SINCE_INDEX = "by_open_since"
CUSTOMER_ATTRIBUTE = "customer"
SHARD_ATTRIBUTE = "shard"
LISTED_AT_ATTRIBUTE = "listed_at"
OPEN_SINCE_ATTRIBUTE = "open_since"

MAX_STOCK_SHARDS = 64
"""The most rows of one product's stock, inclusive: all of them change in one transaction of at most 100 actions."""

# Payments.
SIMULATED = "simulated"
"""The provider of a payment whose row names none: one from before there were others."""
STRIPE = "stripe"
PAYMENT_PROVIDERS = (SIMULATED, STRIPE)
"""The names of the payment providers, as the ledger stores them; the first one moves no money."""

# The workflow.
STANDARD = "STANDARD"
EXPRESS = "EXPRESS"
WORKFLOW_TYPES = (STANDARD, EXPRESS)

EXPRESS_MAX_SECONDS = 300
"""Step Functions ends an Express execution after this time.

https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
"""

WORKFLOW_TIMEOUT_SECONDS = 9000
"""The state machine's ``TimeoutSeconds``, inclusive; an Express workflow has ``EXPRESS_MAX_SECONDS``."""

EXPRESS_FUNCTION_SECONDS = 7
"""The timeout of a step's function in an Express workflow: longer than an adapter's two calls of 3 s each."""

EXPRESS_TASK_SECONDS = 8
"""The timeout of a state there: longer than its function's, so that the function has ended when the state times out."""

EXPRESS_MAX_RETRIES = 2
"""Enough for a payment provider that fails twice."""

EXPRESS_MAX_THROTTLE_RETRIES = 4
"""A throttled invocation fails at once, so these retries cost little more than their delays."""

COMPENSATION_STATES = ("ReleaseInventory", "VoidPayment")
"""The states of the workflow that compensate, in their order; ``usecases.compensate`` gives the reason for it."""

UNSUCCESSFUL_STATUSES = ("FAILED", "TIMED_OUT", "ABORTED")
"""The statuses in which an execution ends without success, in AWS's spelling."""

FINAL_ORDER_STATUSES = ("Completed", "Failed", "Cancelled")
ORDER_STATUSES = ("Pending", "Processing", *FINAL_ORDER_STATUSES)
"""The stream's filter selects changes of orders by status, and a subscriber's filter selects public events by it."""

PUBLIC_EVENT_TYPES = (
    "order.created.v1",
    "order.payment-authorized.v1",
    "order.stock-reserved.v1",
    "order.payment-captured.v1",
    "order.completed.v1",
    "order.failed.v1",
    "order.cancelled.v1",
    "order.refunded.v1",
    "order.redriven.v1",
)
"""The types of the public events, by which a subscriber filters."""

# The adapters of ``orders/wiring.py`` that the steps and the compensation use, and what these call on AWS.
STEPS: dict[str, tuple[str, ...]] = {
    "payment": ("orders", "payments"),
    "inventory": ("orders", "stock", "stock_search"),
    "status": ("completion_store",),
}
"""The folders of the functions behind the workflow's tasks, with the adapters that each uses."""

COMPENSATION_ADAPTERS = ("stock", "payments")
"""The adapters of the compensation from outside the workflow."""

ADAPTER_CALLS: dict[str, dict[str, tuple[str, ...]]] = {
    "orders": {"orders": ("GetItem", "UpdateItem")},
    "stock": {
        "reservations": ("GetItem", "PutItem", "UpdateItem"),  # the previous version puts
        "products": ("BatchGetItem", "UpdateItem"),
        "stock": ("UpdateItem",),
    },
    "stock_search": {"stock": ("Query",)},
    "completion_store": {"orders": ("GetItem", "UpdateItem"), "reservations": ("UpdateItem",)},
    # A payment stays with the provider that began it, so every stack has the simulated provider's table.
    "payments": {"payments": ("GetItem", "PutItem", "UpdateItem"), PROVIDER_TABLE: ("GetItem", "UpdateItem")},
}
"""The actions of DynamoDB that an adapter calls on each table; only ``reserve`` needs those of ``stock_search``."""

FUNCTION_NAMES = {
    "event_publisher": "order-event-publisher",
    "order_consumer": "order-consumer",
    **{folder: f"order-{folder}" for folder in STEPS},
    "watchdog": "order-watchdog",
    "order_age": "order-age",
}
"""The folders under ``functions/``, and the functions' names after the stack's prefix."""

# Patterns, each for ``re.fullmatch``.
ORDER_ID_PATTERN = r"[A-Za-z0-9_-]{1,64}"
"""Safe in an execution's name, which has at most 80 characters.

https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
"""

CURRENCY_PATTERN = r"[A-Z]{3}"
"""ISO 4217."""

ORIGIN_PATTERN = (
    r"(?:http(?!.*:80$)|https(?!.*:443$))://"
    r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::[1-9][0-9]{0,4})?"
)
"""A web origin as a browser sends it: lower case, without a path, and without the scheme's default port.

https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
"""

ANY_ORIGIN = "*"

# The API.
API_PORT = 8000
HEALTH_PATH = "/healthz"
"""The health check, which covers the process and not DynamoDB."""

# Time limits in seconds.  Each must outlast the one before it.
MAX_WAIT_SECONDS = 20
"""The longest time that a request may wait for an order's final status, inclusive."""

GRACEFUL_TIMEOUT_SECONDS = 26
"""The time that gunicorn gives running requests when it stops."""

CONTAINER_STOP_SECONDS = 30
"""The time after SIGTERM at which ECS kills the API's container."""

LOAD_BALANCER_IDLE_SECONDS = 60
"""The load balancer closes a connection that is idle for this time; gunicorn must keep it open for longer."""
