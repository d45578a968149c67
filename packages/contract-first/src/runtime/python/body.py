"""The bodies of requests."""

from __future__ import annotations

import mimetypes
from collections.abc import (
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Callable,
    Iterable,
    Mapping,
)
from dataclasses import dataclass
from typing import Any, cast

from .answers import essence_of, matches
from .forms import write_multipart, write_urlencoded
from .io import IO
from .operation import BodyForm, Fields, Operation, Options
from .upload_source import UploadFile, UploadProgress, open_source
from .values import to_json, to_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a request carries, in parts; each attempt sends the same bytes."""

    content_type: str | None = None
    parts: tuple[bytes | UploadFile, ...] = ()

    @property
    def size(self) -> int | None:
        """In bytes; None if a part does not state its own."""
        total = 0
        for part in self.parts:
            size = len(part) if isinstance(part, bytes) else part.size
            if size is None:
                return None
            total += size
        return total

    @property
    def repeatable(self) -> bool:
        """Whether it can be sent again."""
        return all(isinstance(part, bytes) or part.repeatable for part in self.parts)

    async def chunks(
        self, io: IO, on_progress: Callable[[UploadProgress], object] | None
    ) -> AsyncGenerator[bytes, None]:
        """Its bytes, as they are to be sent."""
        loaded, total = 0, self.size
        if on_progress:
            on_progress(UploadProgress(loaded, total))
        for part in self.parts:
            async for chunk in _chunks_of(io, part):
                yield chunk
                loaded += len(chunk)
                if on_progress:
                    on_progress(UploadProgress(loaded, total))


async def _chunks_of(io: IO, part: bytes | UploadFile) -> AsyncGenerator[bytes, None]:
    if isinstance(part, bytes):
        yield part
        return
    chunks = part.open()
    if isinstance(chunks, AsyncIterator):
        async for each in chunks:
            yield each
        return
    try:
        while (chunk := await io.call(lambda: next(chunks, None))) is not None:
            if chunk:
                yield chunk
    finally:
        # frees the file if the upload ends early
        close = getattr(chunks, "close", None)
        if close:
            close()


def write_body(operation: Operation[Any], fields: Fields, options: Options) -> Body:
    """Write the body of a request.

    Raises:
        TypeError: If a value cannot be sent, or the body has no such media type
        OSError: If a file cannot be read
    """
    if not operation.bodies:
        return Body()
    form = choose_body(operation, fields, options)
    if form.argument is None:
        given = _flattened(form, fields)
        is_absent = all(value is None for _, value in given.values())
        if is_absent and not operation.is_body_required:
            return Body()
        return _write(form, given, options)
    value = fields.get(form.argument)
    if value is None and not operation.is_body_required:
        return Body()
    return _write(form, value, options)


def choose_body(operation: Operation[Any], fields: Fields, options: Options) -> BodyForm:
    """The form of the body: the one that the call names, else the first with all its arguments.

    Raises:
        TypeError: If there is none
    """
    forms = operation.bodies
    if options.content_type is not None:
        forms = tuple(one for one in forms if matches(options.content_type, one.media_type))
        if not forms:
            known = ", ".join(one.media_type for one in operation.bodies)
            raise TypeError(
                f"content_type of {operation.id} must be one of {known}, not {options.content_type}"
            )
    given = {name for name, value in fields.items() if value is not None} & {
        name for one in operation.bodies for name in _arguments_of(one)
    }
    for form in forms:
        if given <= _arguments_of(form):
            return form
    known_names = _arguments_of(forms[0])
    wrong = ", ".join(sorted(given - known_names))
    raise TypeError(f"{wrong} cannot be sent as {forms[0].media_type}")


def _arguments_of(form: BodyForm) -> set[str]:
    return {form.argument} if form.argument is not None else {one.name for one in form.fields}


def _flattened(form: BodyForm, fields: Fields) -> dict[str, tuple[str, Any]]:
    """By the names of the wire, the arguments and their values."""
    given: dict[str, tuple[str, Any]] = {}
    for one in form.fields:
        value = fields.get(one.name)
        if value is not None or one.required:
            given[one.wire] = (one.name, value)
    return given


def _write(form: BodyForm, value: Any, options: Options) -> Body:
    """Write a body; that of an object whose properties are arguments by these."""
    name = form.argument
    media_type = options.content_type or form.media_type
    if form.kind == "json":
        if name is None:
            fields = cast("Mapping[str, tuple[str, Any]]", value)
            members = [
                f"{to_json(name, wire)}: {to_json(name, one)}"
                for wire, (name, one) in fields.items()
            ]
            text = f"{{{', '.join(members)}}}"
        else:
            text = to_json(name, value)
        return Body(content_type=_concrete(media_type, "application/json"), parts=(text.encode(),))
    if form.kind == "form":
        return Body(content_type=media_type, parts=(write_urlencoded(form, value),))
    if form.kind == "multipart":
        boundary, parts = write_multipart(form, value, options.filename)
        essence = essence_of(_concrete(media_type, "multipart/form-data"))
        return Body(content_type=f"{essence}; boundary={boundary}", parts=parts)
    argument = name or "body"
    if form.kind == "text":
        text = value if isinstance(value, str) else _text_or_json(argument, value)
        typed = _concrete(media_type, "text/plain")
        if essence_of(typed).startswith("text/") and ";" not in typed:
            typed += "; charset=utf-8"
        return Body(content_type=typed, parts=(_encoded(argument, text),))
    if form.kind == "items":
        return Body(content_type=media_type, parts=(_write_items(argument, media_type, value),))
    file = open_source(value, options.filename)
    guessed = mimetypes.guess_type(file.name or "")[0] or "application/octet-stream"
    if not matches(guessed, media_type):
        guessed = media_type.replace("*", "octet-stream")
    return Body(content_type=_concrete(media_type, guessed), parts=(file,))


def _concrete(media_type: str, otherwise: str) -> str:
    """A media type, which must be no range in a request."""
    return otherwise if "*" in media_type else media_type


def _text_or_json(name: str, value: object) -> str:
    try:
        return to_text(name, value)
    except TypeError:
        return to_json(name, value)


def _encoded(name: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError(f"{name} cannot be written as UTF-8") from None


def _write_items(name: str, media_type: str, value: object) -> UploadFile:
    """JSON values one after the other, each written when it is sent.

    Raises:
        TypeError: If it is no iterable
    """
    is_sequence = essence_of(media_type).endswith("json-seq")
    before = b"\x1e" if is_sequence else b""

    def line(item: object) -> bytes:
        return before + to_json(name, item).encode() + b"\n"

    if isinstance(value, AsyncIterable):
        items = cast("AsyncIterable[object]", value)

        async def lines() -> AsyncIterator[bytes]:
            async for item in items:
                yield line(item)

        return UploadFile(name=None, size=None, repeatable=False, open=lines)
    kind = type(value).__name__
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise TypeError(f"{name} must be an iterable of values, not {kind}")
    each = cast("Iterable[object]", value)
    return UploadFile(
        name=None,
        size=None,
        repeatable=isinstance(value, list | tuple),
        open=lambda: (line(item) for item in each),
    )
