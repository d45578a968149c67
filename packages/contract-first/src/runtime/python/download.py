"""Responses of bytes, read as they arrive."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from functools import partial
from types import TracebackType
from typing import cast

import httpx
from typing_extensions import Self

from .error_body import request_id_of
from .errors import ClientStateError, ConnectionError, TimeoutError
from .io import IO, NotPicklable, iterate, run
from .part_file import PartFile


class _Answer(NotPicklable):
    def __init__(self, io: IO, response: httpx.Response) -> None:
        self._io = io
        self._owner = io.owner()
        self.http_response = response
        """The httpx response; its body has not been read yet."""

    async def _chunks(self) -> AsyncGenerator[bytes, None]:
        """The bytes; the connection is given back at their end, however they end."""
        if self._owner != self._io.owner():
            raise ClientStateError(
                "This download was started in another process or event loop; request it again here"
            )
        try:
            async for chunk in self._io.stream(self.http_response):
                yield chunk
        except httpx.TimeoutException as error:
            raise TimeoutError("No more of the file arrived in time") from error
        except httpx.RequestError as error:
            raise ConnectionError(f"The download was interrupted: {error}") from error
        except httpx.StreamConsumed as error:
            raise ClientStateError(
                "This download was already read; request it again to read it again"
            ) from error
        except httpx.StreamClosed as error:
            raise ClientStateError("This download is closed; request it again") from error
        finally:
            await self._discard()

    async def _read(self) -> bytes:
        return b"".join([chunk async for chunk in self._chunks()])

    async def _write(self, path: str | os.PathLike[str]) -> int:
        try:
            file = await self._io.call(partial(PartFile, path))
        except BaseException:
            await self._discard()
            raise
        try:
            async for chunk in self._chunks():
                await self._io.call(partial(file.write, chunk))
            await self._io.call(file.finish)
        except BaseException:
            file.abandon()
            raise
        return file.size

    async def _discard(self) -> None:
        # the connection of another process must not be touched, that of another loop is closed
        if self._owner == self._io.owner():
            await self._io.discard(self.http_response)

    @property
    def status_code(self) -> int:
        """200, or 206 for the requested range."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        """The request ID in the server's log."""
        return request_id_of(self.http_response)

    @property
    def size(self) -> int | None:
        """The size in bytes, as announced by the server."""
        length = self.headers.get("content-length")
        return int(length) if length is not None else None

    @property
    def etag(self) -> str | None:
        return cast("str | None", self.headers.get("etag"))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}] of {self.size} bytes>"


class Download(_Answer):
    """The content of a response, not read yet.

    Read it once with one of its methods, or close it, for example with a `with` statement. Reading
    raises a TimeoutError if nothing arrives for the duration of the call's timeout.
    """

    def iter_bytes(self) -> Iterator[bytes]:
        """The content in chunks, as they arrive."""
        return iterate(self._chunks())

    def read(self) -> bytes:
        """The whole content, in memory."""
        return run(self._read())

    def write_to_file(self, path: str | os.PathLike[str]) -> int:
        """Write the content to a file, which is created or replaced only when it is complete.

        Returns:
            The number of bytes written
        """
        return run(self._write(path))

    def close(self) -> None:
        """Releases the connection."""
        run(self._discard())

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
    """The content of a response, not read yet.

    Read it once with one of its methods, or close it, for example with an `async with` statement.
    Reading raises a TimeoutError if nothing arrives for the duration of the call's timeout.
    """

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """The content in chunks, as they arrive."""
        return self._chunks()

    async def read(self) -> bytes:
        """The whole content, in memory."""
        return await self._read()

    async def write_to_file(self, path: str | os.PathLike[str]) -> int:
        """Write the content to a file, which is created or replaced only when it is complete.

        Returns:
            The number of bytes written
        """
        return await self._write(path)

    async def close(self) -> None:
        """Releases the connection."""
        await self._discard()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()
