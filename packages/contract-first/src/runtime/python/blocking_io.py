"""The world of a client that blocks."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import TypeVar

import httpx

from .deadline import Deadline
from .http_clients import HttpClients
from .io import Flag, Lock, NotPicklable, Outgoing, Socket, iterate
from .owner import this_process

T = TypeVar("T")


class BlockingIO(NotPicklable):
    """What blocks; one may be used by many threads."""

    def __init__(self, clients: HttpClients) -> None:
        self._clients = clients

    def owner(self) -> object:
        return this_process()

    async def send(self, request: Outgoing) -> httpx.Response:
        client = self._clients.get()
        try:
            return client.send(
                client.build_request(
                    request.method,
                    request.url,
                    content=request.content,
                    headers=request.headers,
                    timeout=request.timeout,
                    extensions={"trace": request.trace},
                ),
                stream=True,
                follow_redirects=False,
            )
        except RuntimeError as error:
            reason = self._clients.explain(client)
            if reason is None:
                raise
            raise reason from error

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
        self._clients.close()


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
        # a session is not renewed in the child of a fork, which may have copied a held lock
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
