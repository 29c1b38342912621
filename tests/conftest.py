"""The environment of every test: the dev stack's names, credentials that open nothing, and no way out to AWS."""

import gc
import os
import re
from functools import cache
from pathlib import Path

import botocore.session
import pytest
import yaml
from hypothesis import Phase, settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from orders.contract import TABLES

os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_DEFAULT_REGION": "us-west-2",
    **{f"{table.upper()}_TABLE": f"dev-{table}" for table in TABLES},
    "MAX_ORDERS_IN_FLIGHT": "8",
    "ORDER_EVENTS_TOPIC_ARN": "arn:aws:sns:us-west-2:123456789012:dev-order-events",
    "ORDER_COMPLETED_TOPIC_ARN": "arn:aws:sns:us-west-2:123456789012:dev-order-completed",
    "ORDER_PUBLIC_EVENTS_TOPIC_ARN": "arn:aws:sns:us-west-2:123456789012:dev-order-public-events",
    "ORDER_PROCESSING_QUEUE_URL": "https://sqs.us-west-2.amazonaws.com/123456789012/dev-order-processing",
    "ORDER_DLQ_URL": "https://sqs.us-west-2.amazonaws.com/123456789012/dev-order-dlq",
    "ORDER_WORKFLOW_ARN": "arn:aws:states:us-west-2:123456789012:stateMachine:dev-order-workflow",
    "ORDER_WORKFLOW_TYPE": "STANDARD",
    "POWERTOOLS_SERVICE_NAME": "tests",
    "POWERTOOLS_METRICS_NAMESPACE": "tests",
}
for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"):
    os.environ.pop(name, None)

# Until the tests are collected, nearly all objects stay: the modules, the tests and their parameters.
gc.disable()

# The parser in C does the same in a tenth of the time.  A machine without a wheel of PyYAML may lack it.
if yaml.__with_libyaml__:
    yaml.SafeLoader = yaml.CSafeLoader

# Share one cache of the services' descriptions among all sessions: reading them takes longer than most tests.
botocore.session.create_loader = cache(botocore.session.create_loader)

settings.register_profile("everywhere", deadline=None, max_examples=50)
settings.register_profile("ci", settings.get_profile("everywhere"), derandomize=True, print_blob=True)
# make mutation runs every test a thousand times, and the first failure is enough.
settings.register_profile(
    "mutation", settings.get_profile("everywhere"), derandomize=True, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("ci" if os.environ.get("CI") else "everywhere")


def pytest_collection_finish() -> None:
    """Leave what exists now out of each garbage collection: together, those would take longer than most tests."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Collect the newest garbage once, and leave all else out of the ten collections with which pytest ends."""
    gc.collect(1)
    gc.freeze()


WHOLLY_SLOW = re.compile(r"^pytestmark = (\[\s*)?pytest\.mark\.slow\b", re.MULTILINE)

UNDIVIDED = ("tests/infra/", "tests/local/")
"""Folders whose tests all run in one worker, which plans each stack once, or starts the local system once."""

LONGEST = (
    *UNDIVIDED,
    "tests/api/test_server.py",
    "tests/api/test_slow_clients.py",
    "tests/orders/aws/test_stock_interleavings.py",
    "tests/bench/capacity/test_closed_forms.py",
    "tests/orders/usecases/test_lifecycle.py",
    "tests/extending/test_examples.py",
    "tests/rollout/test_rollout.py",
    "tests/orders/test_odd_row_corpus.py",
)
"""What takes longest for its number of tests: a worker that began one of these last would end long after the other."""


class LongestFirst(LoadFileScheduling):
    """Distributes the tests by file or undivided folder: the longest first, then those with the most tests."""

    def _split_scope(self, nodeid: str) -> str:
        return next((each for each in UNDIVIDED if nodeid.startswith(each)), super()._split_scope(nodeid))

    def _assign_work_unit(self, node: WorkerController) -> None:
        longest = next((unit for unit in LONGEST if unit in self.workqueue), None)
        if longest:
            self.workqueue.move_to_end(longest, last=False)
        super()._assign_work_unit(node)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    return LongestFirst(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file whose tests are all slow unread when the fast ones are wanted: importing it takes time as well."""
    is_unwanted = config.getoption("markexpr") == "not slow" and collection_path.suffix == ".py"
    return True if is_unwanted and WHOLLY_SLOW.search(collection_path.read_text(encoding="utf-8")) else None
