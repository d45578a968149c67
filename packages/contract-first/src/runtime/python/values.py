"""Values as they are written in requests: as texts, and as JSON."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, cast
from uuid import UUID

from pydantic import BaseModel, TypeAdapter

from .guards import is_mapping
from .operation import NULL
from .owner import without_forks


def plain(name: str, value: object) -> Any:
    """A value made of dictionaries, lists and single values: models are taken apart.

    Args:
        name: The argument, for errors

    Raises:
        TypeError: If a model cannot be written as JSON
    """
    if isinstance(value, BaseModel):
        return model_fields(value)
    if is_mapping(value):
        return {**value}
    if isinstance(value, set | frozenset):
        # in an order that is the same in each attempt
        items = cast("set[Any]", value)
        return sorted(items, key=lambda item: to_text(name, item))
    if isinstance(value, list | tuple):
        return [*cast("list[Any]", value)]
    return value


def model_fields(model: BaseModel) -> dict[str, Any]:
    """The fields that a model was given, by their wire names."""
    with without_forks:
        # values of types that a newer server sends are written as they are
        return model.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)


def to_text(name: str, value: object) -> str:
    """The text that a single value has in a path, a query, a header or a form.

    Raises:
        TypeError: If it is no single value
        ValueError: If it is a time without a time zone
    """
    text = _text_of(name, value)
    if text is not None:
        return text
    raise TypeError(
        f"{name} must be a string, a number, a boolean or a datetime, not {type(value).__name__}"
    )


def _text_of(name: str, value: object) -> str | None:
    if isinstance(value, str):
        # of an enumeration whose members are strings, the value
        return str.__str__(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return "null" if value is NULL else to_text(name, value.value)
    if isinstance(value, int | float | Decimal):
        return str(value)
    if isinstance(value, datetime):
        return date_text(name, value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, timedelta):
        text: str = _DURATION.dump_python(value, mode="json")
        return text
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode()
    return None


_DURATION = TypeAdapter(timedelta)


def date_text(name: str, value: datetime) -> str:
    """A time as JSON has it (RFC 3339).

    Raises:
        ValueError: If it has no time zone
    """
    if value.tzinfo is None:
        raise ValueError(f"{name} must have a time zone, such as datetime.now(timezone.utc)")
    return value.isoformat()


def to_json(name: str, value: object, *, ascii: bool = False) -> str:
    """The JSON of an argument. Errors name the argument, and do not show what may be a password.

    Args:
        ascii: Whether other characters are escaped, as headers need it

    Raises:
        TypeError: If something in it cannot be written
        ValueError: If a number is not finite, or a text is not Unicode
    """

    def write(value: object) -> object:
        if value is NULL:
            return None
        if isinstance(value, BaseModel | Mapping | set | frozenset):
            return plain(name, cast(object, value))
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        text = _text_of(name, value)
        if text is None:
            raise TypeError(
                f"{name} cannot be sent as JSON: it is, or contains, an object of the class "
                f"{type(value).__name__}"
            )
        return text

    try:
        text = json.dumps(value, default=write, ensure_ascii=ascii, allow_nan=False)
        text.encode()
    except UnicodeEncodeError:
        # from a file name of the disk that is not UTF-8
        raise ValueError(f"{name} cannot be written as UTF-8") from None
    except ValueError as error:
        if name in str(error):
            raise
        raise ValueError(f"{name} cannot be sent as JSON: {error}") from None
    return text
