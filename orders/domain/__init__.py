"""The facts of an order: values and their rules, without I/O."""
