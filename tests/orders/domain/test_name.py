from __future__ import annotations

from time import process_time
from unicodedata import normalize

import pytest

from orders.domain.name import MAX_NAME_LENGTH, NAME_RULE, parse_name, spellings

NO_NAMES = [
    "",
    "a\0b",
    "a\x07b",
    "a\tb",
    "a\nb",
    "a\x85b",
    "a\x1bb",
    "a\u2028b",
    "a\u2029b",
    "a\ud800b",
    "\u200b\u200b",
    "\ufeff",
    "\u00ad",
    "\u2060\u200d",
    "\u3164",
    "\u115f\u1160",
    "\u2800",
    "\u0301\ufe0f",
    "\U000e0041",
    "Test\u202eremotsuC",
    "\u2066Test\u2069",
    "Test\u200f",
    "\u061cTest",
    "n" * (MAX_NAME_LENGTH + 1),
    "\u0958" * (MAX_NAME_LENGTH // 2 + 1),
]
"""Texts without anything visible, with control or bidirectional characters, or too long in normalization form C."""


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_text_that_no_one_can_read_is_no_name(text: str) -> None:
    with pytest.raises(ValueError, match=NAME_RULE):
        parse_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Test Customer", "Test Customer"),
        ("  \u2003Test Customer\n", "Test Customer"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("\u212b", "\u00c5"),
        (
            "Zoe\u0308 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "Zo\u00eb \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("\U0001f469\u200d\U0001f373", "\U0001f469\u200d\U0001f373"),
        ("\u05d0\u05d1", "\u05d0\u05d1"),
        ("7", "7"),
        ("$", "$"),
        ("e\u0301" * MAX_NAME_LENGTH, "\u00e9" * MAX_NAME_LENGTH),
    ],
)
def test_a_name_is_trimmed_and_normalized(text: str, name: str) -> None:
    assert parse_name(text) == name
    assert parse_name(name) == name


def test_a_very_long_text_is_rejected_before_it_is_normalized() -> None:
    start = process_time()
    with pytest.raises(ValueError, match=NAME_RULE):
        parse_name("a" + "\u0301\u0316" * 500_000)
    assert process_time() - start < 10  # it takes hours to normalize


def test_a_name_is_looked_up_in_both_normalization_forms() -> None:
    assert spellings("Test Product") == ("Test Product",)
    assert spellings("Caf\u00e9") == ("Caf\u00e9", normalize("NFD", "Caf\u00e9"))
    assert spellings("Cafe\u0301") == ("Cafe\u0301", "Caf\u00e9")
    assert spellings("\u212b") == ("\u212b", "\u00c5", "A\u030a")
