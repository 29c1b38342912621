"""What the system costs on AWS: operations counted in a run on the emulator, times the list prices in ``prices.yaml``.

It stands beside ``bench/``, and not in it, because it runs the whole system and writes a document, where a benchmark
measures one process and prints ratios.  Nothing that is deployed imports it.
"""
