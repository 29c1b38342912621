"""What the system does with an order: one module per use case."""
