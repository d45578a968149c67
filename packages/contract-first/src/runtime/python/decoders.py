"""Decoders of streams: bytes in, the items that are complete out. They keep one item at most."""

from __future__ import annotations

from typing import Any, Final, NamedTuple, Protocol

import pydantic_core

from .answers import essence_of
from .errors import ApiError
from .model import Model, read_as
from .operation import AnswerForm

_END: Final = "[DONE]"
"""The data of an event after which some APIs send no more."""

_MESSAGE: Final = "message"


class ServerSentEvent(Model):
    """An event that the document does not describe, such as one of a newer server."""

    event: str = _MESSAGE
    """Its type."""
    data: Any
    """Text; among events that are described, JSON if it is JSON."""
    id: str | None = None
    retry: int | None = None


class Item(NamedTuple):
    """An item, and the ID of its event, from which the stream can be resumed."""

    id: str | None
    value: Any


class Decoder(Protocol):
    """Decodes a stream."""

    is_done: bool
    """Whether no more is to be read, though the stream may not have ended."""
    retry_after: float | None
    """Seconds to wait before the stream is resumed, if the server states it."""
    last_id: str | None
    """Of the last event, from which the stream can be resumed."""
    failure: ApiError | None
    """What ends the stream after the items that were returned last."""

    def feed(self, chunk: bytes) -> list[Item]:
        """The items that the next bytes complete."""
        ...

    def finish(self) -> list[Item]:
        """What is complete now that the stream has ended."""
        ...

    def restart(self) -> None:
        """Forgets what was not complete when the connection was lost."""
        ...


def make_decoder(form: AnswerForm, media_type: str) -> Decoder:
    """The decoder of a response."""
    if form.kind == "events":
        return EventDecoder(form)
    is_sequence = essence_of(media_type).endswith("json-seq")
    return ItemDecoder(form, b"\x1e" if is_sequence else b"\n")


class _Splitter:
    """Splits bytes, however they are cut into chunks."""

    def __init__(self, separator: bytes) -> None:
        self._separator = separator
        self._rest: list[bytes] = []

    def feed(self, chunk: bytes) -> list[bytes]:
        first, *others = chunk.split(self._separator)
        self._rest.append(first)
        if not others:
            return []
        complete = [b"".join(self._rest), *others[:-1]]
        self._rest = [others[-1]]
        return complete

    def finish(self) -> bytes:
        rest, self._rest = b"".join(self._rest), []
        return rest


class ItemDecoder:
    """JSON values one after the other: in lines, or as JSON text sequences (RFC 7464)."""

    is_done = False
    retry_after: float | None = None
    last_id: str | None = None
    failure: ApiError | None = None

    def __init__(self, form: AnswerForm, separator: bytes) -> None:
        self._into = form.into
        self._splitter = _Splitter(separator)

    def feed(self, chunk: bytes) -> list[Item]:
        return self._read(self._splitter.feed(chunk))

    def finish(self) -> list[Item]:
        return self._read([self._splitter.finish()])

    def restart(self) -> None:
        self._splitter.finish()

    def _read(self, texts: list[bytes]) -> list[Item]:
        items: list[Item] = []
        try:
            for text in texts:
                if text and not text.isspace():
                    items.append(Item(None, self._parse(text)))
        except ApiError as error:
            self.failure = error
        return items

    def _parse(self, text: bytes) -> Any:
        try:
            value = pydantic_core.from_json(text)
        except ValueError as error:
            raise ApiError(f"An item of the stream is not JSON: {error}") from None
        return read_as(self._into, value)


class EventDecoder:
    """Server-sent events (HTML standard, section 9.2.6)."""

    def __init__(self, form: AnswerForm) -> None:
        self.is_done = False
        self.retry_after: float | None = None
        self.last_id: str | None = None
        self.failure: ApiError | None = None
        self._form = form
        self.restart()

    def restart(self) -> None:
        self._splitter = _Splitter(b"\n")
        self._ends_with_return = False
        self._is_first = True
        self._clear()

    def _clear(self) -> None:
        self._data: list[str] = []
        self._fields: dict[str, Any] = {}

    def feed(self, chunk: bytes) -> list[Item]:
        # of a line end that is cut, the second half is no other line end
        if self._ends_with_return and chunk.startswith(b"\n"):
            chunk = chunk[1:]
            self._ends_with_return = False
        if not chunk:
            return []
        self._ends_with_return = chunk.endswith(b"\r")
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        items: list[Item] = []
        for line in self._splitter.feed(chunk):
            if self._is_first:
                self._is_first = False
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line:
                self._dispatch(items)
            elif not line.startswith(b":"):
                self._take(line.decode("utf-8", "replace"))
            if self.is_done or self.failure:
                break
        return items

    def finish(self) -> list[Item]:
        # an event is complete with its empty line
        self.restart()
        return []

    def _take(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._fields["event"] = value
        elif name == "id" and "\0" not in value:
            self._fields["id"] = value
        elif name == "retry" and value.isascii() and value.isdecimal():
            self._fields["retry"] = int(value)
            self.retry_after = int(value) / 1000

    def _dispatch(self, items: list[Item]) -> None:
        self.last_id = self._fields.get("id", self.last_id)
        if self._data:
            text = "\n".join(self._data)
            if self._form.is_json and text.strip() == _END:
                self.is_done = True
            else:
                try:
                    items.append(Item(self.last_id, self._read(text)))
                except ApiError as error:
                    self.failure = error
        self._clear()

    def _read(self, text: str) -> Any:
        form = self._form
        # the type of an event without one (HTML standard, section 9.2.6)
        kind = self._fields.get("event") or _MESSAGE
        data: Any = text
        if form.is_json and kind not in form.texts:
            try:
                data = pydantic_core.from_json(text)
            except ValueError as error:
                # among events of several types, some may have other data
                if form.item == "data":
                    raise ApiError(f"The data of an event is not JSON: {error}") from None
        if form.item == "data":
            return read_as(form.into, data)
        fields = {**self._fields, "event": kind, "data": data}
        event = read_as(form.into or ServerSentEvent, fields)
        # of a type that came later
        return read_as(ServerSentEvent, fields) if type(event) is Model else event
