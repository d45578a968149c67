"""Responses that are streams of events or items, read as they arrive."""

from __future__ import annotations

import contextlib
import random
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from types import TracebackType
from typing import Final, Generic, TypeVar, cast

import httpx
from typing_extensions import Self

from .answer import Answer
from .decoders import Decoder, Item, ServerSentEvent, make_decoder
from .error_body import request_id_of
from .errors import ClientStateError, ConnectionError, TimeoutError
from .io import NotPicklable, iterate, run
from .log import logger
from .operation import AnswerForm

__all__ = ["AsyncStream", "ServerSentEvent", "Stream"]

T = TypeVar("T")

_SAFE: Final = frozenset({"GET", "HEAD", "QUERY"})
_NO_MORE: Final = 204
"""The status with which a server ends a stream that is resumed."""

_SHORTEST, _LONGEST = 0.5, 8.0
"""The bounds of the wait before a stream is resumed if the server states none, in seconds."""


class _Reader(NotPicklable):
    """Reads a stream. After a lost connection it continues from the last event that had an ID, as
    it does if the server ends the response after it has stated when to return.
    """

    def __init__(self, answer: Answer) -> None:
        answer.check_stream()
        self._answer = answer
        self._io = answer.io
        self._owner = self._io.owner()
        self._is_read = False
        self.http_response = answer.response
        """The httpx response; after a lost connection, that of the last request."""
        self.last_event_id: str | None = None
        """The ID of the last event that was returned, if the server sends IDs."""

    @property
    def status_code(self) -> int:
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        """The request ID in the server's log."""
        return request_id_of(self.http_response)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} [{self.status_code}]>"

    def _begin(self) -> None:
        if not self._is_of_here():
            raise ClientStateError(
                "This stream was started in another process or event loop; request it again here"
            )
        if self._is_read:
            raise ClientStateError(
                "This stream was already read or closed; request it again to read it again"
            )
        self._is_read = True

    def _is_of_here(self) -> bool:
        return self._owner == self._io.owner()

    async def _batches(self) -> AsyncGenerator[list[Item], None]:
        """The items as they arrive, several at once if they arrive together."""
        form = self._answer.form or AnswerForm(kind="items")
        decoder = make_decoder(form, self.headers.get("content-type", ""))
        failures = 0
        while True:
            chunks = self._io.stream(self.http_response)
            try:
                async for chunk in chunks:
                    items = decoder.feed(chunk)
                    if items:
                        failures = 0
                        yield items
                    if decoder.failure is not None:
                        raise decoder.failure
                    if decoder.is_done:
                        return
                items = decoder.finish()
                if items:
                    yield items
                if decoder.failure is not None:
                    raise decoder.failure
                # a server that states when to return has more to send
                may_return = decoder.retry_after is not None and self._can_resume(decoder)
                is_over = self.status_code == _NO_MORE or failures > self._answer.request.retries
                if not may_return or is_over:
                    return
                # as long as nothing arrives
                failures += 1
            except httpx.TimeoutException as error:
                raise TimeoutError("No more of the stream arrived in time") from error
            except httpx.RequestError as error:
                failures += 1
                if not self._can_resume(decoder) or failures > self._answer.request.retries:
                    raise ConnectionError(f"The stream was interrupted: {error}") from error
            except httpx.StreamError as error:
                raise ClientStateError("This stream is closed; request it again") from error
            finally:
                await chunks.aclose()
                await self._discard()
            await self._resume(decoder, failures)

    def _can_resume(self, decoder: Decoder) -> bool:
        request = self._answer.request
        is_safe = request.operation.method in _SAFE or request.operation.idempotency_key is not None
        return decoder.last_id is not None and is_safe and request.body.repeatable

    async def _resume(self, decoder: Decoder, failures: int) -> None:
        seconds = decoder.retry_after
        if seconds is None:
            seconds = random.uniform(
                0, min(_LONGEST, _SHORTEST * 2.0 ** min(max(failures - 1, 0), 10))
            )
        request = self._answer.request
        logger.info(
            "%s: the stream was interrupted, resuming in %.1f s", request.operation.id, seconds
        )
        if seconds > 0:
            await self._io.sleep(seconds)
        decoder.restart()
        answer = await self._answer.core.send(
            request.operation,
            request.fields,
            request.options,
            kinds=request.kinds or ("events",),
            headers={"Last-Event-ID": decoder.last_id or ""},
        )
        self.http_response = answer.response

    async def _discard(self) -> None:
        # the connection of another process must not be touched, that of another loop is closed
        if self._is_of_here():
            await self._io.discard(self.http_response)


class Stream(_Reader, Generic[T]):
    """Events or items, each returned as it arrives.

    Iterate over it once; leaving the loop closes the connection. If a stream is not read to its end
    in one loop, use it in a `with` statement, or close it. Reading raises a ConnectionError if the
    connection is lost and the stream cannot be resumed; if the call has a timeout of its own, also
    a TimeoutError if nothing arrives for that long.
    """

    def __iter__(self) -> Iterator[T]:
        self._begin()
        return self._items()

    def _items(self) -> Iterator[T]:
        for batch in iterate(self._batches()):
            for item in batch:
                if item.id is not None:
                    self.last_event_id = item.id
                yield cast(T, item.value)

    def close(self) -> None:
        """Closes the connection."""
        self._is_read = True
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


class AsyncStream(_Reader, Generic[T]):
    """Events or items, each returned as it arrives.

    Iterate over it once with `async for`. To leave it early, use it in an `async with` statement,
    which closes the connection at its end, or close it. Reading raises the errors of `Stream`.
    """

    _reading: AsyncGenerator[T, None] | None = None

    def __aiter__(self) -> AsyncIterator[T]:
        self._begin()
        self._reading = self._items()
        return self._reading

    async def _items(self) -> AsyncGenerator[T, None]:
        batches = self._batches()
        try:
            async for batch in batches:
                for item in batch:
                    if item.id is not None:
                        self.last_event_id = item.id
                    yield cast(T, item.value)
        finally:
            await batches.aclose()

    async def close(self) -> None:
        """Closes the connection."""
        self._is_read = True
        if self._reading is not None:
            # in vain while another task reads: it ends with the connection
            with contextlib.suppress(RuntimeError):
                await self._reading.aclose()
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
