import inspect
import re

import pytest

from orders.domain import errors
from orders.domain.errors import OrderError

CLASSES = [each for _, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__]


def test_the_drawn_tree_matches_the_classes() -> None:
    drawn = _parents_in_the_drawing()

    assert drawn == {each.__name__: each.__bases__[0].__name__ for each in CLASSES if each is not OrderError}


def test_every_error_derives_from_order_error() -> None:
    assert all(issubclass(each, OrderError) for each in CLASSES)
    assert OrderError.__bases__ == (Exception,)


def test_every_error_has_exactly_one_kind() -> None:
    kinds = {errors.InvalidRequest, errors.Rejected, errors.Waiting, errors.Transient, errors.Broken}

    assert {each.__base__ for each in CLASSES} == {Exception, OrderError, *kinds, errors.MalformedOrder}
    assert {each for each in CLASSES if each.__base__ is OrderError} == kinds
    assert all(len(each.__bases__) == 1 for each in CLASSES)


@pytest.mark.parametrize("error", CLASSES, ids=lambda each: each.__name__)
def test_every_error_is_documented_in_one_sentence(error: type[Exception]) -> None:
    assert re.fullmatch(r"[A-Z][^.\n]+\.", error.__doc__ or "")


def _parents_in_the_drawing() -> dict[str, str]:
    """The name of each class in the drawing, with its parent's, by how far it is indented."""
    ancestors: list[str] = []
    parents: dict[str, str] = {}
    for branch in re.finditer(r"^ {4}(?P<indent>[│├└─ ]*)(?P<name>[A-Z]\w+)", errors.__doc__ or "", re.MULTILINE):
        depth, remainder = divmod(len(branch["indent"]), 4)
        assert remainder == 0, f"{branch['name']} has a wrong indentation"
        assert branch["name"] not in parents, f"{branch['name']} is drawn twice"
        ancestors[depth:] = [branch["name"]]
        if depth:
            parents[branch["name"]] = ancestors[depth - 1]
    return parents
