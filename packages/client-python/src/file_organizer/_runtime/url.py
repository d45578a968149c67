"""Addresses, and the texts that values have in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import quote

from .names import argument_name
from .operation import Fields


def to_text(name: str, value: object) -> str:
    """The text that a value has in a path, a query or a form."""
    if isinstance(value, str):
        # of an enumeration whose members are strings, the value
        return str.__str__(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        return date_text(name, value)
    raise TypeError(
        f"{argument_name(name)} must be a string, a number, a boolean or a datetime, "
        f"not {type(value).__name__}"
    )


def date_text(name: str, value: datetime) -> str:
    """A date as JSON has it (RFC 3339)."""
    if value.tzinfo is None:
        raise ValueError(
            f"{argument_name(name)} must have a time zone, such as datetime.now(timezone.utc)"
        )
    return value.isoformat()


def to_texts(name: str, value: object) -> list[str]:
    """The texts of a field: one each item of a list, none where it was not given."""
    if value is None:
        return []
    if isinstance(value, list | tuple | set | frozenset):
        return [to_text(name, item) for item in value]
    return [to_text(name, value)]


def expand_path(template: str, fields: Fields) -> str:
    """Put values in the place of the braces of a path.

    Raises:
        ValueError: If a value is empty, or would lead to another operation's address
    """

    def expand(brace: re.Match[str]) -> str:
        name = brace[1]
        text = "".join(to_texts(name, fields.get(name))[:1])
        # "." and ".." are dropped on the way, escaped or not, so that they cannot be a value
        if text in ("", ".", ".."):
            raise ValueError(f'{argument_name(name)} must not be empty, "." or ".."')
        return _escape(name, text)

    return re.sub(r"\{(\w+)\}", expand, template)


def write_query(fields: Iterable[tuple[str, Any]]) -> str:
    """Write a query, with its question mark where there is something in it."""
    pairs = [
        f"{name}={_escape(name, text)}" for name, value in fields for text in to_texts(name, value)
    ]
    return f"?{'&'.join(pairs)}" if pairs else ""


def _escape(name: str, text: str) -> str:
    try:
        return quote(text, safe="")
    except UnicodeEncodeError:
        # from a file name of the disk that is not UTF-8
        raise ValueError(f"{argument_name(name)} cannot be written as UTF-8: {text!r}") from None
