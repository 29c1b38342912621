"""Authorize, capture and void an order's payment."""
