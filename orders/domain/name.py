"""The name of a customer or product, as orders, lists and the catalogue spell it."""

from __future__ import annotations

import re
from unicodedata import category, normalize

MAX_NAME_LENGTH = 200
"""Characters of a normalized name, inclusive.

DynamoDB limits a partition key to 2,048 bytes; a character has at most four.
"""

NAME_RULE = (
    f"1 to {MAX_NAME_LENGTH} characters, at least one of them visible, without control characters such as line breaks, "
    "and without bidirectional controls"
)

_BIDIRECTIONAL_CONTROLS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""They show a text in another order than it is stored, so that one name looks like another.

https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
"""

_FORBIDDEN = re.compile(rf"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_BIDIRECTIONAL_CONTROLS}]")
"""Also the control characters, the surrogates, and the separators of lines and paragraphs.

Unicode adds no others: https://www.unicode.org/policies/property_value_stability_table.html
"""

_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols without ink: the fillers of Hangul, and the blank of Braille."""

_MAX_DECOMPOSED = 4
"""A character that NFC composes has at most this many parts; longer texts are rejected before they are normalized."""


def parse_name(text: str) -> str:
    """Return the name without outer spaces, in Unicode's normalization form C.

    https://www.unicode.org/reports/tr15/

    Raises:
        ValueError: the text is no name; the message is ``NAME_RULE``.
    """
    name = text.strip()
    if len(name) <= MAX_NAME_LENGTH * _MAX_DECOMPOSED:
        name = normalize_name(name)
    if len(name) > MAX_NAME_LENGTH or not any(map(_is_visible, name)) or _FORBIDDEN.search(name):
        raise ValueError(NAME_RULE)
    return name


def is_printable(text: str, max_length: int) -> bool:
    """Return whether a text that an operator enters is one line of 1 to ``max_length`` characters, not only spaces."""
    return bool(text.strip()) and len(text) <= max_length and text.isprintable()


def normalize_name(text: str) -> str:
    """Return the text without outer spaces, in normalization form C, whether it is a name or not."""
    return normalize("NFC", text.strip())


def spellings(name: str) -> tuple[str, ...]:
    """Return the name as given, in form C and in form D: an item that was stored by other means may have any form."""
    return tuple(dict.fromkeys((name, *(normalize(form, name) for form in ("NFC", "NFD")))))


def _is_visible(character: str) -> bool:
    return category(character)[0] in "LNPS" and character not in _BLANK_LETTERS
