"""What the generated methods call."""

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
from .operation import Channel, Fields, Operation, Options, Waiting
from .page import AsyncPage, Following, Page, Pages
from .raw_response import RawResponse
from .settings import Settings
from .wait import wait

T = TypeVar("T")
ModelT = TypeVar("ModelT", bound=Model)
PageT = TypeVar("PageT", bound=Page[Any])
AsyncPageT = TypeVar("AsyncPageT", bound=AsyncPage[Any])


class Connection(NotPicklable):
    """Carries out operations, and waits for their ends."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @classmethod
    def open(cls, settings: Settings, client: httpx.Client | None) -> Connection:
        return cls(Core(settings, BlockingIO(HttpClients(client))))

    def call(self, operation: Operation, into: type[T], fields: Fields, options: Options) -> T:
        return cast(T, run(self._core.send(operation, into, fields, options)).parse())

    def list(
        self, operation: Operation, into: type[PageT], fields: Fields, options: Options
    ) -> PageT:
        return self._load(operation, into, fields, options, _offset(fields)).parse()

    def _load(
        self,
        operation: Operation,
        into: type[PageT],
        fields: Fields,
        options: Options,
        offset: int | None,
    ) -> RawResponse[PageT]:
        response: RawResponse[PageT] = run(self._core.send(operation, into, fields, options))
        page = response.parse()

        def load(cursor: str) -> PageT:
            at, after = {**fields, "cursor": cursor}, _after(offset, page)
            return self._load(operation, into, at, options, after).parse()

        page._following = Following(load, offset)
        return response

    def download(self, operation: Operation, fields: Fields, options: Options) -> Download:
        return Download(self._core.io, run(self._core.open(operation, fields, options)))

    def wait(
        self,
        operation: Operation,
        waiting: Waiting,
        into: type[ModelT],
        fields: Fields,
        options: Options,
        *,
        on_progress: Callable[[ModelT], object] | None,
        timeout: float | None,
        channel: Channel | None = None,
    ) -> ModelT:
        return run(
            wait(
                self._core, operation, waiting, into, fields, options, on_progress, timeout, channel
            )
        )

    def events(self, channel: Channel, into: Any, **options: Any) -> EventStream[Any]:
        return EventStream(Events(self._core, channel, into, **options))

    def raw(self) -> Connection:
        """The same, but that calls and lists give whole responses, as generated types say."""
        return _RawConnection(self._core)

    def close(self) -> None:
        run(self._core.io.close())


class _RawConnection(Connection):
    def call(self, operation: Operation, into: type[T], fields: Fields, options: Options) -> T:
        return cast(T, run(self._core.send(operation, into, fields, options)))

    def list(
        self, operation: Operation, into: type[PageT], fields: Fields, options: Options
    ) -> PageT:
        return cast(PageT, self._load(operation, into, fields, options, _offset(fields)))


class AsyncConnection(NotPicklable):
    """As `Connection`, for coroutines."""

    def __init__(self, core: Core) -> None:
        self._core = core

    @classmethod
    def open(cls, settings: Settings, client: httpx.AsyncClient | None) -> AsyncConnection:
        return cls(Core(settings, AsyncIO(AsyncHttpClients(client))))

    async def call(
        self, operation: Operation, into: type[T], fields: Fields, options: Options
    ) -> T:
        return cast(T, (await self._core.send(operation, into, fields, options)).parse())

    def list(
        self, operation: Operation, into: type[AsyncPageT], fields: Fields, options: Options
    ) -> Pages[Any, AsyncPageT]:
        async def first() -> AsyncPageT:
            return (await self._load(operation, into, fields, options, _offset(fields))).parse()

        return Pages(operation.id, first)

    async def _load(
        self,
        operation: Operation,
        into: type[AsyncPageT],
        fields: Fields,
        options: Options,
        offset: int | None,
    ) -> RawResponse[AsyncPageT]:
        response: RawResponse[AsyncPageT] = await self._core.send(operation, into, fields, options)
        page = response.parse()

        async def load(cursor: str) -> AsyncPageT:
            at, after = {**fields, "cursor": cursor}, _after(offset, page)
            return (await self._load(operation, into, at, options, after)).parse()

        page._following = Following(load, offset)
        return response

    async def download(
        self, operation: Operation, fields: Fields, options: Options
    ) -> AsyncDownload:
        return AsyncDownload(self._core.io, await self._core.open(operation, fields, options))

    async def wait(
        self,
        operation: Operation,
        waiting: Waiting,
        into: type[ModelT],
        fields: Fields,
        options: Options,
        *,
        on_progress: Callable[[ModelT], object] | None,
        timeout: float | None,
        channel: Channel | None = None,
    ) -> ModelT:
        return await wait(
            self._core, operation, waiting, into, fields, options, on_progress, timeout, channel
        )

    def events(self, channel: Channel, into: Any, **options: Any) -> AsyncEventStream[Any]:
        return AsyncEventStream(Events(self._core, channel, into, **options))

    def raw(self) -> AsyncConnection:
        """The same, but that calls and lists give whole responses, as generated types say."""
        return _AsyncRawConnection(self._core)

    async def close(self) -> None:
        await self._core.io.close()


class _AsyncRawConnection(AsyncConnection):
    async def call(
        self, operation: Operation, into: type[T], fields: Fields, options: Options
    ) -> T:
        return cast(T, await self._core.send(operation, into, fields, options))

    def list(
        self, operation: Operation, into: type[AsyncPageT], fields: Fields, options: Options
    ) -> Pages[Any, AsyncPageT]:
        # to be awaited, as the generated type says
        loaded = self._load(operation, into, fields, options, _offset(fields))
        return cast("Pages[Any, AsyncPageT]", loaded)


def _offset(fields: Fields) -> int | None:
    """How many items come before a page; where a cursor leads is not known."""
    return 0 if fields.get("cursor") is None else None


def _after(offset: int | None, page: Page[Any] | AsyncPage[Any]) -> int | None:
    return None if offset is None else offset + len(page.items)
