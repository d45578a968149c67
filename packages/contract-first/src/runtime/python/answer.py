"""A response, and what the operation says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast, get_origin

import httpx
import pydantic_core

from .answers import choose_form, essence_of, is_json_type
from .errors import ApiError
from .io import IO
from .model import Model, read_as
from .operation import AnswerForm, Operation
from .request import STREAMS, Request

if TYPE_CHECKING:
    from .core import Core

_UNREAD = object()
_WITHOUT_BODY = (204, 205, 304)


def form_of(request: Request, response: httpx.Response) -> AnswerForm | None:
    """The form of a successful response; None for one without a body, or that is not described."""
    operation = request.operation
    media_type = response.headers.get("content-type", "")
    if not request.is_streamed:
        if not _has_body(operation, response):
            return None
        form = choose_form(operation.answers, response.status_code, media_type)
        return form or (request.forms[0] if request.forms else None)
    wanted = [form for form in operation.answers if form.kind in request.kinds]
    form = choose_form(wanted, response.status_code, media_type)
    if form is not None:
        return form
    # what the document does not describe is read as the method says
    if "bytes" in request.kinds:
        return AnswerForm(kind="bytes")
    is_event = essence_of(media_type) == "text/event-stream"
    into = wanted[0].into if wanted else None
    return AnswerForm(kind="events" if is_event else "items", media_type=media_type, into=into)


def _has_body(operation: Operation[Any], response: httpx.Response) -> bool:
    if response.status_code in _WITHOUT_BODY or operation.method == "HEAD":
        return False
    return response.headers.get("content-length") != "0" or not _may_be_empty(operation)


def _may_be_empty(operation: Operation[Any]) -> bool:
    # an empty text and an empty file are a text and a file
    return any(form.kind == "none" for form in operation.answers)


def is_read_later(form: AnswerForm | None, response: httpx.Response) -> bool:
    """Whether the body is read by the caller, as it arrives."""
    return form is not None and form.kind in ("bytes", *STREAMS) and _is_stream(form, response)


def _is_stream(form: AnswerForm, response: httpx.Response) -> bool:
    """Whether a response can be of the kind that its form says."""
    media_type = essence_of(response.headers.get("content-type", ""))
    is_known = media_type != "" and response.status_code != 204
    return form.kind != "events" or not is_known or media_type == "text/event-stream"


class Answer:
    """A successful response, whose body has been read unless it is read later."""

    def __init__(self, core: Core, request: Request, response: httpx.Response) -> None:
        self.core = core
        self.request = request
        self.response = response
        self.form = form_of(request, response)
        self._json: Any = _UNREAD

    @property
    def io(self) -> IO:
        return self.core.io

    def result(
        self,
        download: Callable[[IO, httpx.Response], Any],
        stream: Callable[[Answer], Any],
    ) -> Any:
        """What a method returns.

        Raises:
            ApiError: If the response is not what the operation says
        """
        form = self.form
        if form is None:
            return None
        if form.kind == "bytes":
            return download(self.io, self.response)
        if form.kind in STREAMS:
            return stream(self)
        return self.value()

    def value(self) -> Any:
        """The result of a response of JSON, of text, or without a body."""
        form = self.form
        if form is None or form.kind == "none":
            return None
        if form.kind == "text":
            return self.response.text
        value = self.json()
        result = read_as(form.into, value)
        if not _is_of_kind(form.into, result):
            raise self.unexpected()
        return result

    def unexpected(self) -> ApiError:
        """The error of a response that is other JSON than the operation says."""
        return self._wrong("does not have the expected fields")

    def check_stream(self) -> None:
        """Checks that the response is a stream.

        Raises:
            ApiError: If it is another one
        """
        if self.form is not None and not _is_stream(self.form, self.response):
            kind = self.response.headers["content-type"]
            raise self._wrong(f"is not a stream of events ({kind})")

    def json(self) -> Any:
        """The JSON of the body.

        Raises:
            ApiError: If it is no JSON
        """
        if self._json is not _UNREAD:
            return self._json
        content = self.response.content
        if not content and _may_be_empty(self.request.operation):
            return None
        try:
            self._json = pydantic_core.from_json(content)
        except ValueError:
            kind = self.response.headers.get("content-type", "no media type")
            fault = "is not valid JSON" if is_json_type(kind) else f"is not JSON ({kind})"
            raise self._wrong(fault) from None
        return self._json

    def _wrong(self, fault: str) -> ApiError:
        return ApiError(
            f"The response to {self.request.operation.id} {fault}; "
            "check that base_url is the URL of the API",
            response=self.response,
            body=self.response.text,
        )


def _is_of_kind(into: Any, value: object) -> bool:
    """Whether a result is of the kind that its type says: an object, or a list."""
    if isinstance(into, type):
        is_model = issubclass(cast("type[object]", into), Model)
        return isinstance(value, Model) if is_model else True
    return isinstance(value, list) if get_origin(into) is list else True
