from tests.orders.aws.fixtures import *  # noqa: F403  pytest finds fixtures by their names
