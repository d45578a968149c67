"""The bytes of a file, as they arrive."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from functools import partial
from types import TracebackType
from typing import cast

import httpx
from typing_extensions import Self

from .errors import ConnectionError, TimeoutError
from .io import IO, iterate, run
from .part_file import PartFile


async def _chunks(io: IO, response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """The bytes; the connection is given back at their end, however they end."""
    try:
        async for chunk in io.stream(response):
            yield chunk
    except httpx.TimeoutException as error:
        raise TimeoutError("Nothing more of the file has arrived in time") from error
    except httpx.RequestError as error:
        raise ConnectionError(f"The file broke off: {error}") from error
    finally:
        await io.discard(response)


async def _read(io: IO, response: httpx.Response) -> bytes:
    return b"".join([chunk async for chunk in _chunks(io, response)])


async def _write(io: IO, response: httpx.Response, path: str | os.PathLike[str]) -> int:
    try:
        file = await io.call(partial(PartFile, path))
    except BaseException:
        await io.discard(response)
        raise
    try:
        async for chunk in _chunks(io, response):
            await io.call(partial(file.write, chunk))
        await io.call(file.finish)
    except BaseException:
        file.abandon()
        raise
    return file.size


class _Answer:
    def __init__(self, io: IO, response: httpx.Response) -> None:
        self._io = io
        self.http_response = response
        """What httpx receives; its body has not been read."""

    @property
    def status_code(self) -> int:
        """200, or 206 for the part that a range asks for."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        """The id that the server's log has the request under."""
        return cast("str | None", self.headers.get("x-request-id"))

    @property
    def size(self) -> int | None:
        """In bytes, as the server has announced it."""
        length = self.headers.get("content-length")
        return int(length) if length is not None else None

    @property
    def etag(self) -> str | None:
        return cast("str | None", self.headers.get("etag"))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}] of {self.size} bytes>"


class Download(_Answer):
    """The bytes of a file, which have not been read yet.

    Read them once, by one of its methods, or close it; a `with` statement does. It ends with a
    TimeoutError where nothing arrives for as long as the call's timeout.
    """

    def iter_bytes(self) -> Iterator[bytes]:
        """The bytes, in pieces, as they arrive."""
        return iterate(_chunks(self._io, self.http_response))

    def read(self) -> bytes:
        """All bytes, in memory."""
        return run(_read(self._io, self.http_response))

    def write_to_file(self, path: str | os.PathLike[str]) -> int:
        """Write the bytes to a file, which appears, or is replaced, only when all are there.

        Returns:
            How many bytes it has
        """
        return run(_write(self._io, self.http_response, path))

    def close(self) -> None:
        """Gives the connection back."""
        run(self._io.discard(self.http_response))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncDownload(_Answer):
    """The bytes of a file, which have not been read yet.

    Read them once, by one of its methods, or close it; an `async with` statement does. It ends
    with a TimeoutError where nothing arrives for as long as the call's timeout.
    """

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """The bytes, in pieces, as they arrive."""
        return _chunks(self._io, self.http_response)

    async def read(self) -> bytes:
        """All bytes, in memory."""
        return await _read(self._io, self.http_response)

    async def write_to_file(self, path: str | os.PathLike[str]) -> int:
        """Write the bytes to a file, which appears, or is replaced, only when all are there.

        Returns:
            How many bytes it has
        """
        return await _write(self._io, self.http_response, path)

    async def close(self) -> None:
        """Gives the connection back."""
        await self._io.discard(self.http_response)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()
