"""Where the runtime meets the world: blocking, or by an event loop.

All that the runtime does is written once, as coroutines over `IO`. With `AsyncIO` they wait as
coroutines do. With `BlockingIO`, each of its methods is done when it returns, so that a coroutine
runs from its beginning to its end in one step, without an event loop: `run` takes that step.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

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
    work.throw(TypeError("Asynchronous iterables and credentials need AsyncApiClient"))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A request that is to be sent."""

    method: str
    url: str
    headers: Mapping[str, str]
    content: Any
    """Bytes, or an iterable of them as `IO.sendable` gives it."""
    timeout: float | None
    """Seconds; None for ever."""
    trace: Callable[[str, Mapping[str, Any]], None]
    """Is told what httpx does (its extension `trace`)."""


class Lock(Protocol):
    """Lets one in at a time; coroutines, one of each event loop."""

    def within(self, deadline: Deadline) -> contextlib.AbstractAsyncContextManager[None]:
        """Waits for its turn.

        Raises:
            TimeoutError: If the deadline comes first
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

    def owner(self) -> object:
        """Identifies the process, and the event loop, that owns what is opened now."""
        ...

    async def send(self, request: Outgoing) -> httpx.Response:
        """Sends a request; the body of the answer is still to be read.

        Raises:
            ClientStateError: If the client is closed, or cannot be used here
        """
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


class NotPicklable:
    """What holds connections, and so can be neither pickled nor copied."""

    def __reduce__(self) -> str:
        raise TypeError(
            "A client, and what it has opened, cannot be pickled or copied: create a client in "
            "each process"
        )
