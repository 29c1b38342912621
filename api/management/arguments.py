"""Reading the values of the commands' options."""

from __future__ import annotations

from argparse import ArgumentTypeError


def whole_number(text: str) -> int:
    """A number of one or more digits.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > len("1000000"):
        raise ArgumentTypeError(f"{text!r} is no whole number from 0 to 9999999")
    return int(text)


def units(text: str) -> dict[str, int]:
    """``Mug=3,Plate=10``: the units of each product.

    Raises:
        ArgumentTypeError: it is not written so.
    """
    pairs = [each.rpartition("=") for each in text.split(",")]
    if not all(product.strip() for product, _, _ in pairs):
        raise ArgumentTypeError(f"{text!r} is not written as product=units,product=units")
    return {product.strip(): whole_number(number.strip()) for product, _, number in pairs}
