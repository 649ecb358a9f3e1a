"""Answers that hang on nothing but the directory's version: kept in the process until it changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_MOST = 500
_answers: OrderedDict[tuple[int, Hashable], Any] = OrderedDict()


def get(version: int, key: Hashable, make: Callable[[], Answer]) -> Answer:
    """The remembered answer for `key` at this directory version, else `make()`, then remembered."""
    full_key = (version, key)
    if full_key in _answers:
        return _answers[full_key]
    answer = _answers[full_key] = make()
    while len(_answers) > _MOST:
        _answers.popitem(last=False)
    return answer


def latest(key: Hashable) -> Any:
    """The answer last made for `key`, at whatever directory version; None if this process knows none."""
    return next((answer for (_, known), answer in reversed(_answers.items()) if known == key), None)


def forget() -> None:
    """Drop everything: for tests, whose tables are rolled back."""
    _answers.clear()
