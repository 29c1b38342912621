"""Work in the background, and its list."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from console import jobs
from console.jobs import Job


def test_the_list_of_jobs_is_not_read_while_one_is_added() -> None:
    with ThreadPoolExecutor(1) as pool:
        with jobs._lock:
            reading = pool.submit(jobs.recent)
            with pytest.raises(TimeoutError):
                reading.result(timeout=0.2)

        assert list(reading.result(timeout=120)) == list(jobs.recent())
        assert Job("another", "/") not in jobs.recent()
