"""Reserve and release an order's stock."""
