"""Benchmarks that print ratios, because absolute times depend on the machine, and the model of the cost."""
