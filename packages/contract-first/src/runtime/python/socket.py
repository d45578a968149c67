"""WebSockets, by the package `websockets`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Generator
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import anyio
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidProxy, WebSocketException
from websockets.sync.client import ClientConnection as BlockingConnection
from websockets.sync.client import connect as connect_blocking

from .errors import ClientStateError
from .io import SocketClosed
from .log import logger_name

_QUEUE = 1_000
"""How many messages may wait to be read; the server keeps as many events for who comes back."""

# it would log the address, and with it the ticket
_silent = logging.getLogger(f"{logger_name(__name__)}.websocket")
_silent.setLevel(logging.WARNING)


@contextlib.contextmanager
def _as_closed(proxy: str | None = None) -> Generator[None, None, None]:
    """Raise a `SocketClosed` for everything that ends a connection.

    Args:
        proxy: The one that it is opened through, to be named
    """
    try:
        yield
    except InvalidProxy as error:
        # its own message has the URL, which may have a password in it
        raise SocketClosed(None, f"{_through(proxy)} cannot be used: {error.msg}") from None
    except ImportError as error:
        raise SocketClosed(None, f"{_through(proxy)} cannot be used: {error}") from error
    except ConnectionClosed as error:
        received = error.rcvd
        raise SocketClosed(
            received.code if received else None, received.reason if received else str(error)
        ) from error
    except (WebSocketException, OSError, EOFError) as error:
        reason = str(error) or type(error).__name__
        raise SocketClosed(
            None, f"{reason}, through {_through(proxy)}" if proxy else reason
        ) from error


def find_proxy(url: str) -> str | None:
    """The proxy that the environment names for a WebSocket: the one that httpx takes for calls."""
    parts = urlsplit(url)
    if proxy_bypass(parts.netloc):
        return None
    proxies = getproxies()
    proxy = proxies.get("https" if parts.scheme == "wss" else "http") or proxies.get("all")
    return f"http://{proxy}" if proxy and "://" not in proxy else proxy


def _through(proxy: str | None) -> str:
    """Names a proxy, without its credentials."""
    return f"the proxy {urlsplit(proxy or '').netloc.rpartition('@')[2]}"


class BlockingSocket:
    """A WebSocket that blocks."""

    def __init__(self, url: str, timeout: float) -> None:
        self._opened = contextlib.ExitStack()
        proxy = find_proxy(url)
        with _as_closed(proxy):
            self._connection: BlockingConnection = self._opened.enter_context(
                connect_blocking(
                    url,
                    open_timeout=timeout,
                    close_timeout=1,
                    max_queue=_QUEUE,
                    logger=_silent,
                    proxy=proxy,
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
    """Open a WebSocket that waits as coroutines do.

    Raises:
        ClientStateError: If another event loop than that of asyncio runs
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise ClientStateError(
            "Live events need asyncio; with trio, use ApiClient in a thread"
        ) from None
    proxy = find_proxy(url)
    with _as_closed(proxy):
        return AsyncSocket(
            await _WithoutRedirects(
                url,
                open_timeout=timeout,
                close_timeout=1,
                max_queue=_QUEUE,
                logger=_silent,
                proxy=proxy,
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
