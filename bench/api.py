"""`make bench-api`: compare the order API with a baseline in the same run and on the same tables.

gunicorn serves both with the API's configuration, and both call the same emulated DynamoDB; no workflow follows.  The
rounds alternate, so that other load on the machine affects both.  The emulator is busier than either server, so the
framework's cost shows best in the CPU time of the servers' processes.
"""

from __future__ import annotations

import sys

from bench.harness import CONNECTIONS, Client, Comparison, bench_aws, served
from local.terminal import verdict

ROUNDS = 7
REQUESTS = 400
MIN_THROUGHPUT_RATIO = 0.7
"""The minimum for ``POST`` relative to the baseline, inclusive."""


def main() -> int:
    """Return 0 if the API reaches ``MIN_THROUGHPUT_RATIO``, else 1."""
    with (
        bench_aws() as (aws, folder),
        served("api.wsgi:application", aws, folder) as api_server,
        served("bench.baseline:application", aws, folder) as baseline_server,
    ):
        api, baseline = Client(api_server), Client(baseline_server)
        order_ids = api.place(REQUESTS)
        for number in range(ROUNDS + 1):
            for client in (api, baseline) if number % 2 else (baseline, api):
                client.place(REQUESTS)
                client.read(order_ids)
                if number == 0:  # the warm-up
                    client.forget()
    title = f"The API and its baseline, {ROUNDS} rounds of {REQUESTS} over {CONNECTIONS} connections"
    comparison = Comparison(title, "API", "baseline")
    ratio = comparison.add_clients(api, baseline, (50, 95))
    comparison.print()
    result = f"POST reaches {ratio:.3f} of the baseline's throughput; the minimum is {MIN_THROUGHPUT_RATIO}"
    return verdict([] if ratio >= MIN_THROUGHPUT_RATIO else [result], result)


if __name__ == "__main__":
    sys.exit(main())
