"""What can be uploaded."""

from __future__ import annotations

import io
import os
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, NamedTuple, TypeAlias, cast

UploadSource: TypeAlias = (
    str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | Iterable[bytes]
)
"""The path of a file on this machine, bytes, a file opened in binary mode, or an iterable of
bytes. Files and iterables are read while they are sent, a file from its current position.
"""

AsyncUploadSource: TypeAlias = UploadSource | AsyncIterable[bytes]
"""An `UploadSource`, or an asynchronous iterable of bytes."""

FileSource: TypeAlias = (
    UploadSource | tuple[str | None, UploadSource] | tuple[str | None, UploadSource, str]
)
"""A file of a form: an `UploadSource`, or a tuple of a file name, the source and its media type."""

AsyncFileSource: TypeAlias = (
    AsyncUploadSource
    | tuple[str | None, AsyncUploadSource]
    | tuple[str | None, AsyncUploadSource, str]
)
"""A `FileSource`, or one with an asynchronous iterable of bytes."""

CHUNK = 256 * 1024
"""How much is read from a file at once, in bytes."""


class UploadProgress(NamedTuple):
    """The progress of an upload."""

    loaded: int
    """Bytes of the request body sent so far."""
    total: int | None
    """Size of the whole body in bytes; None for an iterable of unknown size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadFile:
    """A file that is ready to be sent."""

    name: str | None
    """None if the source has none."""
    size: int | None
    """In bytes; None if it is not known."""
    repeatable: bool
    """Whether it can be read again."""
    open: Callable[[], Iterator[bytes] | AsyncIterator[bytes]]


def open_source(source: object, filename: str | None) -> UploadFile:
    """Find out what is to be uploaded.

    Args:
        filename: Takes precedence over the name that the source has itself

    Raises:
        TypeError: For a source of another type
        OSError: If the file at a path cannot be read
    """
    if isinstance(source, str | os.PathLike):
        return _open_path(os.fspath(source), filename)
    if isinstance(source, bytes | bytearray | memoryview):
        content = bytes(cast(bytes, source))
        return UploadFile(
            name=filename, size=len(content), repeatable=True, open=lambda: iter([content])
        )
    if hasattr(source, "read"):
        return _open_file(cast("IO[bytes]", source), filename)
    if isinstance(source, AsyncIterable):
        return UploadFile(name=filename, size=None, repeatable=False, open=source.__aiter__)
    if isinstance(source, Iterable):
        chunks = cast("Iterable[object]", source)
        return UploadFile(name=filename, size=None, repeatable=False, open=lambda: _checked(chunks))
    raise TypeError(
        "Upload a file path, bytes, a file opened in binary mode or an iterable "
        f"of bytes, not {type(source).__name__}"
    )


def _open_path(path: str, filename: str | None) -> UploadFile:
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size

    def read() -> Iterator[bytes]:
        with open(path, "rb") as file:
            yield from _read(file, size)

    return UploadFile(
        name=filename or os.path.basename(path), size=size, repeatable=True, open=read
    )


def _open_file(file: IO[bytes], filename: str | None) -> UploadFile:
    if isinstance(file, io.TextIOBase):
        raise TypeError('Open the file in binary mode, for example with open(path, "rb")')
    own = getattr(file, "name", None)
    # of a file that was opened by its number, the name is that number
    name = filename or (os.path.basename(own) if isinstance(own, str) else None)
    try:
        start = file.tell()
        size = file.seek(0, os.SEEK_END) - start
        file.seek(start)
    except (AttributeError, OSError):
        return UploadFile(name=name, size=None, repeatable=False, open=lambda: _read(file, None))

    def read() -> Iterator[bytes]:
        file.seek(start)
        return _read(file, size)

    return UploadFile(name=name, size=max(0, size), repeatable=True, open=read)


def _read(file: IO[bytes], size: int | None) -> Iterator[bytes]:
    """Read no more than was announced, though the file may grow meanwhile."""
    left = size
    while left != 0:
        chunk = file.read(CHUNK if left is None else min(CHUNK, left))
        if not chunk:
            if left is None:
                return
            raise OSError("The file became shorter while it was sent")
        if left is not None:
            left -= len(chunk)
        yield chunk


def _checked(chunks: Iterable[object]) -> Iterator[bytes]:
    for chunk in chunks:
        if not isinstance(chunk, bytes | bytearray | memoryview):
            raise TypeError(f"An upload must yield bytes, not {type(chunk).__name__}")
        yield bytes(cast(bytes, chunk))
