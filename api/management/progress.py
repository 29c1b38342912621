"""The progress of a long command, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self, TextIO

_WIDTH = 30
_CLEAR_LINE = "\r\033[K"


class ProgressLine:
    """One line on a terminal that is written again and again; nothing, if the stream is not a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._text = ""

    @property
    def is_shown(self) -> bool:
        """Whether the stream is a terminal, so that a total is worth a call of AWS."""
        return self._stream is not None

    def show(self, label: str, done: int, total: int | None = None) -> None:
        """Show how much is done, with a bar if the total is roughly known."""
        if total:
            filled = min(_WIDTH, _WIDTH * done // total)
            bar = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] "
            self._write(f"{label} {bar}{done:,} of about {max(total, done):,}")
        else:
            self._write(f"{label} {done:,}")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Remove the line while the block prints others, and show it again after it."""
        text = self._text
        self._write("")
        yield
        self._write(text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def _write(self, text: str) -> None:
        self._text = text
        if self._stream is not None:
            self._stream.write(f"{_CLEAR_LINE}{text}")
            self._stream.flush()
