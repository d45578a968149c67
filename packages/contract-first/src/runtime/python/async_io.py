"""The world of a client of coroutines."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from typing import Any, TypeVar

import anyio
import anyio.to_thread
import httpx

from .deadline import Deadline
from .http_clients import AsyncHttpClients
from .io import Flag, Lock, NotPicklable, Outgoing, Socket
from .owner import PerLoop, this_loop, this_process

T = TypeVar("T")


class AsyncIO(NotPicklable):
    """What waits as coroutines do."""

    def __init__(self, clients: AsyncHttpClients) -> None:
        self._clients = clients

    def owner(self) -> object:
        return this_process(), this_loop()

    async def send(self, request: Outgoing) -> httpx.Response:
        async def trace(event: str, info: Mapping[str, Any]) -> None:
            request.trace(event, info)

        client = await self._clients.get()
        try:
            return await client.send(
                client.build_request(
                    request.method,
                    request.url,
                    content=request.content,
                    headers=request.headers,
                    timeout=request.timeout,
                    extensions={"trace": trace},
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
        await self._clients.close()


class _AsyncLock:
    def __init__(self) -> None:
        self._lock = PerLoop(anyio.Lock)

    @contextlib.asynccontextmanager
    async def within(self, deadline: Deadline) -> AsyncGenerator[None, None]:
        # the deadline ends the call around it
        async with self._lock.get():
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
