"""What generated methods call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import httpx

from .async_io import AsyncIO
from .blocking_io import BlockingIO
from .core import Core
from .download import AsyncDownload, Download
from .event_stream import AsyncEventStream, Events, EventStream
from .http_clients import AsyncHttpClients, HttpClients
from .io import NotPicklable, run
from .model import Model
from .operation import DEFAULTS, Channel, Fields, Operation, Options, Waiting
from .page import AsyncPage, Page, Pages
from .paging import load_async_page, load_page
from .raw_response import RawResponse
from .settings import Settings
from .stream import AsyncStream, Stream
from .wait import wait

T = TypeVar("T")
ModelT = TypeVar("ModelT", bound=Model)
PageT = TypeVar("PageT", bound=Page[Any])
AsyncPageT = TypeVar("AsyncPageT", bound=AsyncPage[Any])


class Connection(NotPicklable):
    """Carries out operations, and waits for what they start."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @classmethod
    def open(cls, settings: Settings, client: httpx.Client | None) -> Connection:
        """A connection of a client with these settings; by default, it makes its own httpx client.

        Raises:
            ValueError: If a proxy that the environment names cannot be used
        """
        return cls(Core(settings, BlockingIO(HttpClients(client))))

    def call(self, operation: Operation[T], fields: Fields, options: Options = DEFAULTS) -> T:
        """Carry out an operation and return the result.

        A response of bytes is a `Download`, and one of events or items is a `Stream`, of operations
        that have such a response and others; `download` and `stream` are for the rest.
        """
        return cast(T, self._finish(operation, fields, options).parse())

    def _finish(
        self, operation: Operation[T], fields: Fields, options: Options
    ) -> RawResponse[Any]:
        answer = run(self._core.send(operation, fields, options))
        return RawResponse(answer.response, answer.result(Download, Stream))

    def list(
        self,
        operation: Operation[Any],
        into: type[PageT],
        fields: Fields,
        options: Options = DEFAULTS,
    ) -> PageT:
        """Request the first page of a list.

        Args:
            into: `class FileListPage(Page[File], FileList)` for a response that is a model;
                `ListPage[File]` for every other
        """
        return load_page(self._core, operation, into, fields, options).parse()

    def stream(
        self, operation: Operation[T], fields: Fields, options: Options = DEFAULTS
    ) -> Stream[T]:
        """Carry out an operation whose response is a stream of events or items."""
        answer = run(self._core.send(operation, fields, options, kinds=("events", "items")))
        return Stream(answer)

    def download(
        self, operation: Operation[Any], fields: Fields, options: Options = DEFAULTS
    ) -> Download:
        """Carry out an operation whose response is bytes."""
        answer = run(self._core.send(operation, fields, options, kinds=("bytes",)))
        return Download(self._core.io, answer.response)

    def wait(
        self,
        operation: Operation[ModelT],
        waiting: Waiting,
        fields: Fields,
        options: Options = DEFAULTS,
        *,
        on_progress: Callable[[ModelT], object] | None = None,
        timeout: float | None = None,
        channel: Channel | None = None,
    ) -> ModelT:
        """Carry out an operation that starts something, and wait for its end."""
        return run(
            wait(self._core, operation, waiting, fields, options, on_progress, timeout, channel)
        )

    def events(self, channel: Channel, into: Any, **options: Any) -> EventStream[Any]:
        """A stream of the events of a channel.

        Args:
            into: The type of the events
            options: `client_id`, `last_event_id`, `job_id`, `on_missed`, `on_message` with
                `message_type`, `on_state`
        """
        return EventStream(Events(self._core, channel, into, **options))

    def raw(self) -> Connection:
        """The same, but calls and lists return whole responses, as generated types state."""
        return _RawConnection(self._core)

    def close(self) -> None:
        """Closes the connections."""
        run(self._core.io.close())


class _RawConnection(Connection):
    def call(self, operation: Operation[T], fields: Fields, options: Options = DEFAULTS) -> T:
        return cast(T, self._finish(operation, fields, options))

    def list(
        self,
        operation: Operation[Any],
        into: type[PageT],
        fields: Fields,
        options: Options = DEFAULTS,
    ) -> PageT:
        return cast(PageT, load_page(self._core, operation, into, fields, options))


class AsyncConnection(NotPicklable):
    """Like `Connection`, for coroutines."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @classmethod
    def open(cls, settings: Settings, client: httpx.AsyncClient | None) -> AsyncConnection:
        """Like `Connection.open`."""
        return cls(Core(settings, AsyncIO(AsyncHttpClients(client))))

    async def call(self, operation: Operation[T], fields: Fields, options: Options = DEFAULTS) -> T:
        """Like `Connection.call`, with an `AsyncDownload` and an `AsyncStream`."""
        return cast(T, (await self._finish(operation, fields, options)).parse())

    async def _finish(
        self, operation: Operation[T], fields: Fields, options: Options
    ) -> RawResponse[Any]:
        answer = await self._core.send(operation, fields, options)
        return RawResponse(answer.response, answer.result(AsyncDownload, AsyncStream))

    def list(
        self,
        operation: Operation[Any],
        into: type[AsyncPageT],
        fields: Fields,
        options: Options = DEFAULTS,
    ) -> Pages[Any, AsyncPageT]:
        """A list, which requests its first page when it is awaited or iterated over.

        Args:
            into: Like that of `Connection.list`, of `AsyncPage` or `AsyncListPage`
        """

        async def first() -> AsyncPageT:
            return (await load_async_page(self._core, operation, into, fields, options)).parse()

        return Pages(operation.id, first)

    async def stream(
        self, operation: Operation[T], fields: Fields, options: Options = DEFAULTS
    ) -> AsyncStream[T]:
        """Like `Connection.stream`."""
        return AsyncStream(
            await self._core.send(operation, fields, options, kinds=("events", "items"))
        )

    async def download(
        self, operation: Operation[Any], fields: Fields, options: Options = DEFAULTS
    ) -> AsyncDownload:
        """Like `Connection.download`."""
        answer = await self._core.send(operation, fields, options, kinds=("bytes",))
        return AsyncDownload(self._core.io, answer.response)

    async def wait(
        self,
        operation: Operation[ModelT],
        waiting: Waiting,
        fields: Fields,
        options: Options = DEFAULTS,
        *,
        on_progress: Callable[[ModelT], object] | None = None,
        timeout: float | None = None,
        channel: Channel | None = None,
    ) -> ModelT:
        """Like `Connection.wait`."""
        return await wait(
            self._core, operation, waiting, fields, options, on_progress, timeout, channel
        )

    def events(self, channel: Channel, into: Any, **options: Any) -> AsyncEventStream[Any]:
        """Like `Connection.events`."""
        return AsyncEventStream(Events(self._core, channel, into, **options))

    def raw(self) -> AsyncConnection:
        """The same, but calls and lists return whole responses, as generated types state."""
        return _AsyncRawConnection(self._core)

    async def close(self) -> None:
        """Closes the connections of the event loop that runs."""
        await self._core.io.close()


class _AsyncRawConnection(AsyncConnection):
    async def call(self, operation: Operation[T], fields: Fields, options: Options = DEFAULTS) -> T:
        return cast(T, await self._finish(operation, fields, options))

    def list(
        self,
        operation: Operation[Any],
        into: type[AsyncPageT],
        fields: Fields,
        options: Options = DEFAULTS,
    ) -> Pages[Any, AsyncPageT]:
        # to be awaited, as the generated type says
        loaded = load_async_page(self._core, operation, into, fields, options)
        return cast("Pages[Any, AsyncPageT]", loaded)
