"""Benchmarks, which print ratios: machines are too different for times."""

BATCH_READS = "BENCH_BATCH_READS"
"""The environment variable with the file in which ``counted`` counts."""
