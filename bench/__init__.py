"""Benchmarks, which print ratios: machines are too different for times."""
