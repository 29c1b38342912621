"""The subscriber of docs/events.md, run as a reader of the page runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Thread

from local.process import ROOT

PAGE = ROOT / "docs" / "events.md"
WAIT_SECONDS = 120


def code() -> str:
    """Return the code of the page."""
    [text] = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return str(text)


@dataclass
class RunningSubscriber:
    """A process that runs the code, and the lines that it prints."""

    url: str
    lines: Queue[str]

    def next_line(self) -> str:
        """Return the next printed line."""
        return self.lines.get(timeout=WAIT_SECONDS)


@contextmanager
def subscriber(folder: Path, topic: str, certificate: Path) -> Iterator[RunningSubscriber]:
    """Run the code until the block ends, on an unused port."""
    script = folder / "subscriber.py"
    # The page has a fixed port; a test takes an unused one, and prints it.
    serve = 'server = ThreadingHTTPServer(("127.0.0.1", 0), Subscriber)\n    print(server.server_port, flush=True)\n'
    text, count = re.subn(r"ThreadingHTTPServer\(.*\)\.serve_forever\(\)", f"{serve}    server.serve_forever()", code())
    assert count == 1
    script.write_text(text, encoding="utf-8")
    environment = os.environ | {"TOPIC_ARN": topic, "SNS_CERTIFICATE": str(certificate)}
    process = subprocess.Popen(
        [sys.executable, script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    lines: Queue[str] = Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line.rstrip())

    reader = Thread(target=read, daemon=True)
    reader.start()
    try:
        yield RunningSubscriber(f"http://127.0.0.1:{lines.get(timeout=WAIT_SECONDS)}/", lines)
    finally:
        process.kill()
        process.wait()
        reader.join()
        assert process.stdout is not None
        process.stdout.close()
