"""From a feed's bytes to its rows: text encoding, JSON or JSONP, and the list inside."""

import codecs
import json
import re
from typing import Any

from groups.feeds.errors import FeedError

MAX_BYTES = 50_000_000
_MAX_DIGITS = 15
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JSONP = re.compile(r"\A\s*(?:/\*.*?\*/\s*)?[\w$.]+\s*\((.*)\)\s*;?\s*\Z", re.DOTALL)
_LIST_KEYS = ("meetings", "data")


def load_json(content: bytes) -> Any:
    """The JSON value in `content`, with a JSONP wrapper and any byte order mark taken off.

    Raises FeedError when it is empty, too large, not text or not JSON.
    """
    if len(content) > MAX_BYTES:
        raise FeedError(f"The feed is larger than {MAX_BYTES // 1_000_000} MB, which is the most that is read.")
    text = decode(content).strip("\ufeff\x00 \t\r\n")
    if not text:
        raise FeedError("The feed is empty: there is nothing in the file.")
    wrapped = _JSONP.match(text)
    return _parse(wrapped[1] if wrapped else text)


def decode(content: bytes) -> str:
    """The text of `content`: by its byte order mark, else UTF-16 if it has that shape, else UTF-8, else
    Windows-1252.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if content[:1] == b"\0" or content[1:2] == b"\0":
        return content.decode("utf-16-be" if content[:1] == b"\0" else "utf-16-le", errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def rows_of(document: Any) -> list[Any]:
    """The rows of a parsed feed: the list itself, or the one an object keeps under "meetings" or "data".

    Raises FeedError when there is no such list, or when it is empty.
    """
    if isinstance(document, dict):
        document = next((document[key] for key in _LIST_KEYS if isinstance(document.get(key), list)), document)
    if not isinstance(document, list):
        raise FeedError(
            "The feed is JSON, but not a list of meetings: expected Meeting Guide JSON or BMLT GetSearchResults JSON."
        )
    if not document:
        raise FeedError("The feed is an empty list: nothing was imported, so that no listing is lost by mistake.")
    return document


def _parse(text: str) -> Any:
    try:
        # strict=False: real feeds hold raw tabs and line breaks inside strings.
        return json.loads(text, strict=False, parse_int=_bounded_int)
    except json.JSONDecodeError as error:
        raise FeedError(
            f"The feed is not valid JSON: {error.msg} at line {error.lineno}, column {error.colno}."
        ) from None
    except RecursionError:
        raise FeedError("The feed is nested too deeply to be a list of meetings.") from None


def _bounded_int(digits: str) -> int | str:
    # Python refuses to convert integers of thousands of digits; as text they stay an id, or an unreadable
    # number.
    return int(digits) if len(digits) <= _MAX_DIGITS else digits
