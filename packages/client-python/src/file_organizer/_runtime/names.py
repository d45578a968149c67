"""Names as callers type them, for messages."""

from __future__ import annotations

import keyword
import re
from urllib.parse import unquote


def argument_name(wire: str) -> str:
    """The argument of a method that a parameter, field or header is passed as.

    `from` is `from_`, `If-Match` is `if_match`.
    """
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", "_", wire).replace("-", "_").lower()
    return f"{name}_" if keyword.iskeyword(name) or name == "self" else name


def fault_name(pointer: str) -> str:
    """What a pointer of a problem leads to, as a caller writes it.

    `#/query/limit` is `limit`, `#/body/options/exclude/0` is `options.exclude[0]`.
    """
    place = re.fullmatch(r"#/(body|query|path|header|cookie)(?:/(.+))?", pointer)
    if place is None:
        return pointer
    if place[2] is None:
        return "the request body" if place[1] == "body" else place[1]
    first, *others = (
        unquote(part).replace("~1", "/").replace("~0", "~") for part in place[2].split("/")
    )
    within = (f"[{part}]" if part.isdecimal() else f".{part}" for part in others)
    return argument_name(first) + "".join(within)
