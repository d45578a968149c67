"""The httpx clients that a client sends its requests with.

One that was passed by the caller is used as it is. Of its own, a client has one in each process
and, with coroutines, in each event loop.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Final, Generic, TypeVar

import httpx

from .errors import ClientStateError
from .owner import PerLoop, PerProcess, this_loop, this_process
from .settings import check_type

T = TypeVar("T")

_CLOSED: Final = "This client is closed; create another one"


class _Given(Generic[T]):
    """An httpx client that the caller passed."""

    def __init__(self, client: T) -> None:
        self._client = client
        self._process: object = None
        self._loop: object = None

    def get(self, loop: object = None) -> T:
        """The client.

        Raises:
            ClientStateError: If requests were sent with it before a fork, in the parent
        """
        if self._process is None:
            self._process, self._loop = this_process(), loop
        if self._process is not this_process():
            raise ClientStateError(
                "The http_client was in use before this process was forked, and its connections "
                "belong to the parent: create a client with another http_client in this process"
            )
        return self._client

    def is_of_other_loop(self, loop: object) -> bool:
        return self._loop is not loop


class HttpClients:
    """The httpx clients of a client that blocks."""

    def __init__(self, given: httpx.Client | None) -> None:
        if given is not None:
            check_type("http_client", given, httpx.Client, "an httpx.Client")
        self._given = None if given is None else _Given(given)
        self._own = PerProcess(_first_at_once(httpx.Client)) if given is None else None
        self._is_closed = False

    def get(self) -> httpx.Client:
        """The one to send a request with now.

        Raises:
            ClientStateError: If the client is closed, or cannot be used in this process
        """
        if self._is_closed:
            raise ClientStateError(_CLOSED)
        if self._given:
            return self._given.get()
        assert self._own is not None  # noqa: S101  there is one of both
        return self._own.get()

    def explain(self, client: httpx.Client) -> ClientStateError | None:
        """Why httpx refused to send a request with a client, if that is known."""
        return _closed_error(self._is_closed) if client.is_closed else None

    def close(self) -> None:
        """Closes the connections of this process."""
        self._is_closed = True
        if self._own is not None:
            self._own.get().close()


class AsyncHttpClients:
    """As `HttpClients`, for coroutines."""

    def __init__(self, given: httpx.AsyncClient | None) -> None:
        if given is not None:
            check_type("http_client", given, httpx.AsyncClient, "an httpx.AsyncClient")
        self._given = None if given is None else _Given(given)
        make = _first_at_once(httpx.AsyncClient) if given is None else None
        self._own = None if make is None else PerLoop(lambda: _OfLoop(make()))
        self._is_closed = False

    async def get(self) -> httpx.AsyncClient:
        """As that of `HttpClients`."""
        if self._is_closed:
            raise ClientStateError(_CLOSED)
        if self._given:
            return self._given.get(this_loop())
        assert self._own is not None  # noqa: S101  there is one of both
        return await self._own.get().open(self._own.take)

    def explain(self, client: httpx.AsyncClient) -> ClientStateError | None:
        """As that of `HttpClients`."""
        if client.is_closed:
            return _closed_error(self._is_closed)
        if self._given and self._given.is_of_other_loop(this_loop()):
            return ClientStateError(
                "The http_client was first used in another event loop, and its connections belong "
                "to that one: create a client with another http_client in each event loop"
            )
        return None

    async def close(self) -> None:
        """Closes the connections of the event loop that runs; those of others end with theirs."""
        self._is_closed = True
        opened = self._own.take() if self._own else None
        if opened:
            await opened.close()


class _OfLoop:
    """An httpx client that is closed at the end of the event loop that it was opened in.

    Event loops close their asynchronous generators before they end (PEP 525), so one of these
    holds the client. It works with asyncio and trio, and when nobody has closed the client.
    """

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._life: AsyncGenerator[None, None] | None = None

    async def open(self, forget: Callable[[], object]) -> httpx.AsyncClient:
        if self._life is None:
            self._life = _live(self._client, forget)
            await self._life.__anext__()
        return self._client

    async def close(self) -> None:
        if self._life is not None:
            await self._life.aclose()


async def _live(
    client: httpx.AsyncClient, forget: Callable[[], object]
) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        forget()
        await client.aclose()


def _first_at_once(make: Callable[[], T]) -> Callable[[], T]:
    """Makes the first one now, so that wrong settings of the environment show early.

    Raises:
        ValueError: If a proxy of the environment cannot be used
        OSError: If the certificates that it names cannot be read
    """
    try:
        ready = [make()]
    except (ValueError, httpx.InvalidURL) as error:
        raise ValueError(
            f"The proxy in HTTP_PROXY, HTTPS_PROXY or ALL_PROXY cannot be used: {error}"
        ) from error
    except OSError as error:
        raise OSError(
            error.errno, f"The certificates in SSL_CERT_FILE cannot be read: {error.strerror}"
        ) from error

    def take() -> T:
        try:
            return ready.pop()
        except IndexError:
            return make()

    return take


def _closed_error(by_us: bool) -> ClientStateError:
    return ClientStateError(
        _CLOSED if by_us else "The http_client is closed; create a client with another one"
    )
