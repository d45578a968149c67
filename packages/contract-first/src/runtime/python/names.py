"""Names as callers type them, for messages."""

from __future__ import annotations

import keyword
import re
from urllib.parse import unquote

from .operation import Operation


def argument_name(wire: str) -> str:
    """The argument that a name of the wire usually has.

    `from` is `from_`, `If-Match` is `if_match`.
    """
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z][a-z])", "_", wire).replace("-", "_").lower()
    return f"{name}_" if keyword.iskeyword(name) or name == "self" else name


def fault_name(pointer: str, operation: Operation[object] | None = None) -> str:
    """What a pointer of a problem refers to, as a caller writes it.

    `#/query/limit` is `limit`, `#/body/options/exclude/0` is `options.exclude[0]`.
    """
    parts = re.fullmatch(r"#/(body|query|path|header|cookie)(?:/(.+))?", pointer)
    if parts is None:
        return pointer
    if parts[2] is None:
        return "the request body" if parts[1] == "body" else parts[1]
    first, *others = (
        unquote(part).replace("~1", "/").replace("~0", "~") for part in parts[2].split("/")
    )
    within = (f"[{part}]" if part.isdecimal() else f".{part}" for part in others)
    return _argument_of(operation, parts[1], first) + "".join(within)


def _argument_of(operation: Operation[object] | None, location: str, wire: str) -> str:
    if operation is not None and location == "body":
        for form in operation.bodies:
            for field in form.fields:
                if field.wire == wire:
                    return field.name
    elif operation is not None:
        for parameter in operation.parameters:
            if parameter.location == location and parameter.wire.lower() == wire.lower():
                return parameter.name
    return argument_name(wire)
