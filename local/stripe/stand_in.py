"""Run localstripe, which is GPL and so is neither imported nor shipped, behind the proxy."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from local.ports import HOST
from local.process import ROOT, LocalServerError, inherited_environment, server
from local.stripe.faults import Plan
from local.stripe.proxy import Proxy, serve
from orders.environment import Setting

PYTHON = ROOT / ".venv-localstripe" / "bin" / "python"

TEST_KEY = "sk_test_stand_in"
"""The API key that the stand-in accepts, like any other."""


@contextmanager
def localstripe(folder: Path) -> Iterator[str]:
    """Run localstripe with an empty store until the block ends; yield its URL.

    Raises:
        LocalServerError: it is not installed, or did not start.
    """
    if not PYTHON.exists():
        raise LocalServerError("localstripe is not installed; install it: make localstripe")
    with socket.socket() as unused:
        unused.bind((HOST, 0))
        port = unused.getsockname()[1]
    command = [str(PYTHON), "-m", "localstripe", "--from-scratch", "--port", str(port)]
    url = f"http://{HOST}:{port}"
    with server(
        "localstripe", command, inherited_environment(), folder / "localstripe.log", f"{url}/js.stripe.com/v3/"
    ):
        yield url


@dataclass(frozen=True, slots=True)
class StandIn:
    """The running stand-in."""

    proxy: Proxy
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables with which the adapter finds it."""
        return {Setting.STRIPE_URL: self.url}


@contextmanager
def stand_in(folder: Path, plan: Plan | None = None) -> Iterator[StandIn]:
    """Run localstripe and the proxy until the block ends.

    Raises:
        LocalServerError: as for ``localstripe``.
    """
    with localstripe(folder) as upstream:
        proxy = Proxy(upstream, plan or Plan())
        with serve(proxy) as url:
            yield StandIn(proxy, url)
