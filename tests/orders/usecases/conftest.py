"""Fixtures of the use cases' tests."""

from tests.orders.usecases.order_system import system

__all__ = ["system"]
