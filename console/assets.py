"""The style sheet and the scripts, whose addresses contain a hash of their content."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).with_name("static")

MEDIA_TYPES = {
    "console.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "idiomorph.min.js": "text/javascript; charset=utf-8",
    "live.js": "text/javascript; charset=utf-8",
}


@cache
def content(name: str) -> bytes:
    """Return a file's content.

    Raises:
        KeyError: there is no such file.
    """
    return (FOLDER / {each: each for each in MEDIA_TYPES}[name]).read_bytes()


@cache
def address(name: str) -> str:
    """Return the path of a file."""
    return f"/static/{sha256(content(name)).hexdigest()[:12]}/{name}"
