"""WebSockets, by the package `websockets`."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Generator

import anyio
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection as BlockingConnection
from websockets.sync.client import connect as connect_blocking

from .io import SocketClosed

_QUEUE = 1_000
"""How many messages may wait to be read; the server keeps as many events for who comes back."""

# it would log the address, and with it the ticket
_silent = logging.getLogger("file_organizer.websocket")
_silent.setLevel(logging.WARNING)


@contextlib.contextmanager
def _as_closed() -> Generator[None, None, None]:
    """Tell of all that ends a connection in one way."""
    try:
        yield
    except ConnectionClosed as error:
        received = error.rcvd
        raise SocketClosed(
            received.code if received else None, received.reason if received else str(error)
        ) from error
    except (WebSocketException, OSError, EOFError) as error:
        raise SocketClosed(None, str(error) or type(error).__name__) from error


class BlockingSocket:
    """A WebSocket that blocks."""

    def __init__(self, url: str, timeout: float) -> None:
        self._opened = contextlib.ExitStack()
        with _as_closed():
            self._connection: BlockingConnection = self._opened.enter_context(
                connect_blocking(
                    url, open_timeout=timeout, close_timeout=1, max_queue=_QUEUE, logger=_silent
                )
            )

    async def receive(self, timeout: float | None) -> str | None:
        with _as_closed():
            try:
                return str(self._connection.recv(timeout, decode=True))
            except TimeoutError:
                return None

    async def send(self, message: str) -> None:
        with _as_closed():
            self._connection.send(message)

    async def close(self) -> None:
        self._opened.close()


async def open_async_socket(url: str, timeout: float) -> AsyncSocket:
    """Open a WebSocket that waits as coroutines do."""
    with _as_closed():
        return AsyncSocket(
            await _WithoutRedirects(
                url, open_timeout=timeout, close_timeout=1, max_queue=_QUEUE, logger=_silent
            )
        )


class _WithoutRedirects(connect):
    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class AsyncSocket:
    """A WebSocket that waits as coroutines do."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    async def receive(self, timeout: float | None) -> str | None:
        with _as_closed():
            with anyio.move_on_after(timeout):
                return str(await self._connection.recv(decode=True))
            return None

    async def send(self, message: str) -> None:
        with _as_closed():
            await self._connection.send(message)

    async def close(self) -> None:
        # also where what waits for it has been cancelled
        with anyio.move_on_after(2, shield=True):
            await self._connection.close()
