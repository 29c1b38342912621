"""The order API: HTTP only; the use cases and everything after an order is placed are in orders/."""
