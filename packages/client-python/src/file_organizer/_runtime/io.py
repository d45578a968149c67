"""Where the runtime meets the world: blocking, or by an event loop.

All that the runtime does is written once, as coroutines over `IO`. With `AsyncIO` they wait as
coroutines do. With `BlockingIO`, each of its methods is done when it returns, so that a coroutine
runs from its beginning to its end in one step, without an event loop: `run` takes that step.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from typing import Any, Protocol, TypeVar

import anyio
import anyio.to_thread
import httpx

from .deadline import Deadline

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine over `BlockingIO` to its end."""
    try:
        work.send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    # raised where it waits, so that all around it is closed in its order
    work.throw(TypeError("An asynchronous iterable can only be sent by AsyncFileOrganizerClient"))
    raise RuntimeError("What blocks has waited for an event loop")


def iterate(items: AsyncGenerator[T, None]) -> Iterator[T]:
    """Iterate over an asynchronous generator over `BlockingIO`."""
    try:
        while True:
            try:
                item = run(items.__anext__())
            except StopAsyncIteration:
                return
            yield item
    finally:
        run(items.aclose())


class Lock(Protocol):
    """Lets one in at a time."""

    def within(self, deadline: Deadline) -> contextlib.AbstractAsyncContextManager[None]:
        """Waits for its turn.

        Raises:
            TimeoutError: Where the deadline comes first
        """
        ...


class Flag(Protocol):
    """Can be raised once, from any thread."""

    def is_set(self) -> bool: ...

    def set(self) -> None: ...

    async def wait(self, seconds: float) -> None:
        """Waits until it is raised, for so many seconds at most."""


class IO(Protocol):
    """What the runtime asks of the world."""

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Sends a request; the body of the answer is still to be read."""
        ...

    async def read(self, response: httpx.Response, deadline: Deadline) -> None:
        """Reads the body of an answer, which then has it."""

    def stream(self, response: httpx.Response) -> AsyncGenerator[bytes, None]:
        """The body of an answer, as it arrives."""
        ...

    async def discard(self, response: httpx.Response) -> None:
        """Gives the connection of an answer back, whose body may not have been read."""

    def sendable(self, chunks: AsyncGenerator[bytes, None]) -> Any:
        """The same chunks, as httpx takes them."""
        ...

    async def call(self, work: Callable[[], T]) -> T:
        """Calls what may block, such as a read from a disk."""
        ...

    async def sleep(self, seconds: float) -> None: ...

    def within(self, deadline: Deadline) -> contextlib.AbstractAsyncContextManager[None]:
        """Ends what is done meanwhile by a TimeoutError when the time is over.

        What blocks cannot be ended; it looks at the deadline, and gives what is left to httpx.
        """
        ...

    def lock(self) -> Lock: ...

    def flag(self) -> Flag: ...

    async def open_socket(self, url: str, timeout: float) -> Socket: ...

    async def close(self) -> None: ...


class Socket(Protocol):
    """A WebSocket."""

    async def receive(self, timeout: float | None) -> str | None:
        """The next message; None where there was none in time.

        Raises:
            SocketClosed: When it is closed
        """
        ...

    async def send(self, message: str) -> None: ...

    async def close(self) -> None: ...


class SocketClosed(Exception):
    """A WebSocket was closed, or could not be opened."""

    def __init__(self, code: int | None, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class BlockingIO:
    """What blocks; one may be used by many threads."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    async def send(self, request: httpx.Request) -> httpx.Response:
        return self._client.send(request, stream=True, follow_redirects=False)

    async def read(self, response: httpx.Response, deadline: Deadline) -> None:
        if isinstance(response.stream, httpx.SyncByteStream):
            response.stream = _Watched(response.stream, deadline)
        response.read()

    async def stream(self, response: httpx.Response) -> AsyncGenerator[bytes, None]:
        for chunk in response.iter_bytes():
            yield chunk

    async def discard(self, response: httpx.Response) -> None:
        response.close()

    def sendable(self, chunks: AsyncGenerator[bytes, None]) -> Iterator[bytes]:
        return iterate(chunks)

    async def call(self, work: Callable[[], T]) -> T:
        return work()

    async def sleep(self, seconds: float) -> None:
        time.sleep(seconds)  # noqa: ASYNC251  it is what blocks

    def within(self, deadline: Deadline) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    def lock(self) -> Lock:
        return _BlockingLock()

    def flag(self) -> Flag:
        return _BlockingFlag()

    async def open_socket(self, url: str, timeout: float) -> Socket:
        from .socket import BlockingSocket

        return BlockingSocket(url, timeout)

    async def close(self) -> None:
        self._client.close()


class _Watched(httpx.SyncByteStream):
    """A body that takes no longer than a call may, however slowly it drips."""

    def __init__(self, stream: httpx.SyncByteStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            self._deadline.check()
            yield chunk

    def close(self) -> None:
        self._stream.close()


class _BlockingLock:
    def __init__(self) -> None:
        self._lock = threading.Lock()

    @contextlib.asynccontextmanager
    async def within(self, deadline: Deadline) -> AsyncGenerator[None, None]:
        seconds = deadline.remaining()
        if not self._lock.acquire(timeout=-1 if seconds is None else seconds):
            raise deadline.error()
        try:
            yield
        finally:
            self._lock.release()


class _BlockingFlag:
    def __init__(self) -> None:
        self._event = threading.Event()

    def is_set(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        self._event.set()

    async def wait(self, seconds: float) -> None:
        self._event.wait(seconds)


class AsyncIO:
    """What waits as coroutines do."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def send(self, request: httpx.Request) -> httpx.Response:
        return await self._client.send(request, stream=True, follow_redirects=False)

    async def read(self, response: httpx.Response, deadline: Deadline) -> None:
        await response.aread()

    async def stream(self, response: httpx.Response) -> AsyncGenerator[bytes, None]:
        async for chunk in response.aiter_bytes():
            yield chunk

    async def discard(self, response: httpx.Response) -> None:
        await response.aclose()

    def sendable(self, chunks: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
        return chunks

    async def call(self, work: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(work)

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)

    @contextlib.asynccontextmanager
    async def within(self, deadline: Deadline) -> AsyncGenerator[None, None]:
        with anyio.move_on_after(deadline.remaining()) as scope:
            yield
        if scope.cancelled_caught:
            raise deadline.error()

    def lock(self) -> Lock:
        return _AsyncLock()

    def flag(self) -> Flag:
        return _AsyncFlag()

    async def open_socket(self, url: str, timeout: float) -> Socket:
        from .socket import open_async_socket

        return await open_async_socket(url, timeout)

    async def close(self) -> None:
        await self._client.aclose()


class _AsyncLock:
    def __init__(self) -> None:
        self._lock = anyio.Lock()

    @contextlib.asynccontextmanager
    async def within(self, deadline: Deadline) -> AsyncGenerator[None, None]:
        # the deadline ends the call around it
        async with self._lock:
            yield


class _AsyncFlag:
    def __init__(self) -> None:
        self._event = anyio.Event()

    def is_set(self) -> bool:
        return self._event.is_set()

    def set(self) -> None:
        self._event.set()

    async def wait(self, seconds: float) -> None:
        with anyio.move_on_after(seconds):
            await self._event.wait()
