"""The bodies of requests."""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from .io import IO
from .names import argument_name
from .operation import Fields, Operation, Options
from .owner import without_forks
from .upload_source import UploadFile, UploadProgress, open_source
from .url import date_text, to_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a request carries, in parts; each attempt sends the same bytes."""

    content_type: str | None = None
    parts: tuple[bytes | UploadFile, ...] = ()

    @property
    def size(self) -> int | None:
        """In bytes; None where a part does not tell."""
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
        # frees the file where the upload ends early
        close = getattr(chunks, "close", None)
        if close:
            close()


def write_body(operation: Operation, fields: Fields, options: Options) -> Body:
    """Write the body of a request.

    Raises:
        TypeError: If a value cannot be sent
        OSError: If a file cannot be read
    """
    given = {name: value for name, value in fields.items() if value is not None}
    at = {name: value for name, value in given.items() if operation.fields[name] == "body"}
    upload = next((name for name in given if operation.fields[name] == "file"), None)
    if operation.body == "json":
        members = [b"%s: %s" % (_json(name, name), _json(name, at[name])) for name in at]
        return Body(content_type="application/json", parts=(b"{%s}" % b", ".join(members),))
    if operation.body == "raw" and upload:
        file = open_source(given[upload], None)
        return Body(content_type="application/octet-stream", parts=(file,))
    if operation.body == "multipart":
        source = open_source(given[upload], options.filename) if upload else None
        return _write_form(at, upload, source)
    return Body()


def _json(name: str, value: object) -> bytes:
    """The JSON of a field; errors name the field, and do not show what may be a password."""
    argument = argument_name(name)

    def write(value: object) -> object:
        if isinstance(value, BaseModel):
            with without_forks:
                return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
        if isinstance(value, datetime):
            return date_text(name, value)
        if isinstance(value, Mapping):
            return dict(value)
        # any other sequence, such as a tuple, is a list already
        if isinstance(value, set | frozenset):
            return sorted(value)
        raise TypeError(f"{argument} cannot be sent as JSON: it is, or contains, {_a(value)}")

    try:
        return json.dumps(value, default=write, ensure_ascii=False, allow_nan=False).encode()
    except UnicodeEncodeError:
        # from a file name of the disk that is not UTF-8
        raise ValueError(f"{argument} cannot be written as UTF-8") from None
    except ValueError as error:
        if argument in str(error):
            raise
        raise ValueError(f"{argument} cannot be sent as JSON: {error}") from None


def _a(value: object) -> str:
    return f"an object of the class {type(value).__name__}"


def _write_form(texts: Mapping[str, Any], field: str | None, file: UploadFile | None) -> Body:
    """Write a form (RFC 7578).

    Texts come first, so that a server that reads it as it arrives knows them. The boundary stays,
    so that a second attempt sends the same bytes.
    """
    boundary = f"form-{secrets.token_hex(16)}"
    parts: list[bytes | UploadFile] = []
    for name, value in texts.items():
        for text in to_texts(name, value):
            parts.append(f"{_head(boundary, name)}\r\n\r\n{text}\r\n".encode())
    if field and file:
        if not file.name:
            raise TypeError(f'The {field} has no name: pass filename="…"')
        named = f'{_head(boundary, field)}; filename="{_escape(file.name)}"'
        try:
            head = f"{named}\r\nContent-Type: application/octet-stream\r\n\r\n".encode()
        except UnicodeEncodeError:
            raise ValueError(
                f"The name of the {field} is not UTF-8, pass another filename: {file.name!r}"
            ) from None
        parts += [head, file, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return Body(content_type=f"multipart/form-data; boundary={boundary}", parts=tuple(parts))


def _head(boundary: str, name: str) -> str:
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{_escape(name)}"'


def _escape(name: str) -> str:
    """As the HTML standard escapes names in multipart/form-data."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
