"""Reads the message and fields of an error from a body in any format."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
import pydantic_core

from .answers import choose_form, is_json_type
from .guards import is_list, is_object
from .model import Model, read_as
from .names import fault_name
from .operation import Operation

_LONGEST: Final = 500
"""How many characters of a text are a message."""

_MESSAGES: Final = ("detail", "message", "error_description", "title", "error", "errors", "reason")
"""Where messages are, those that say more first."""

_REQUEST_IDS: Final = (
    "x-request-id",
    "request-id",
    "x-github-request-id",
    "x-amzn-requestid",
    "x-ms-request-id",
    "x-correlation-id",
)


class FieldError(Model):
    """A field that is invalid."""

    pointer: str
    """Where it is in the request, such as `#/body/options/exclude/0`."""
    message: str


@dataclass(slots=True, kw_only=True)
class ErrorBody:
    """The body of an error, and what of it is for people."""

    body: Any = None
    message: str | None = None
    type: str | None = None
    slug: str | None = None
    request_id: str | None = None
    errors: list[FieldError] = field(default_factory=list[FieldError])


def request_id_of(response: httpx.Response) -> str | None:
    """The ID of a request in the server's log."""
    for name in _REQUEST_IDS:
        value = response.headers.get(name)
        if value:
            return str(value)
    return None


def describe(response: httpx.Response, operation: Operation[Any] | None) -> ErrorBody:
    """Read the body of an error.

    Its message is that of a problem (RFC 9457), of `{"error": {"message": …}}`, `{"message": …}`
    and the like, of a text, or the title of an HTML page.
    """
    about = ErrorBody(request_id=request_id_of(response))
    try:
        content = response.content
    except httpx.ResponseNotRead:
        # even without its body, the status says more than that the connection broke
        return about
    if not content.strip():
        return about
    media_type = response.headers.get("content-type", "")
    try:
        value: Any = pydantic_core.from_json(content)
    except ValueError:
        about.body = response.text
        about.message = _page_title(response.text) if "html" in media_type else _cut(response.text)
        return about
    about.body = _as_model(value, response, operation)
    about.message = _message_in(value)
    if not is_object(value):
        return about
    inner = value.get("error")
    nested = inner if is_object(inner) else {}
    about.type = _text(value.get("type")) or _text(nested.get("type"))
    about.slug = _text(value.get("code")) or _text(nested.get("code"))
    about.request_id = _text(value.get("request_id")) or about.request_id
    about.errors = _field_errors(value.get("errors"))
    if about.message and about.errors:
        faults = "; ".join(
            f"{fault_name(str(error.pointer), operation)}: {error.message}"
            for error in about.errors
        )
        about.message = f"{about.message} ({faults})"
    return about


def _as_model(value: object, response: httpx.Response, operation: Operation[Any] | None) -> Any:
    if operation is None:
        return value
    media_type = response.headers.get("content-type", "")
    form = choose_form(operation.errors, response.status_code, media_type)
    if form is None or form.into is None or not is_json_type(media_type):
        return value
    return read_as(form.into, value)


def _field_errors(listed: object) -> list[FieldError]:
    return [
        read_as(FieldError, error)
        for error in (listed if is_list(listed) else [])
        if is_object(error) and {"pointer", "message"} <= error.keys()
    ]


def _message_in(value: object, depth: int = 0) -> str | None:
    """The first text that is a message: in the value, or in what it has for messages."""
    if isinstance(value, str):
        return _cut(value)
    if depth > 4:
        return None
    if is_list(value):
        texts = [text for item in value[:5] if (text := _message_in(item, depth + 1))]
        return _cut("; ".join(texts))
    if not is_object(value):
        return None
    for name in ("msg", *_MESSAGES) if depth else _MESSAGES:
        text = _message_in(value.get(name), depth + 1)
        if text:
            return text
    return None


def _page_title(page: str) -> str | None:
    title = re.search(r"<title[^>]*>(.*?)</title>", page, re.IGNORECASE | re.DOTALL)
    return _cut(html.unescape(title[1])) if title else None


def _cut(text: str) -> str | None:
    line = " ".join(text.split())
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line or None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
