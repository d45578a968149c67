"""Lists that come in pages."""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast, overload

from pydantic import PrivateAttr
from typing_extensions import Self

from .errors import ClientStateError
from .model import Model

Item = TypeVar("Item")
PageT = TypeVar("PageT", bound="AsyncPage[Any]")

_ASYNC: Final = "This is a list of the asynchronous client: "


class Following:
    """How a page leads to the next one. Copies of a page share it, but a pickle does not carry it,
    since it holds the client.
    """

    def __init__(
        self,
        load: Callable[[], Any] | None = None,
        *,
        goes_on: bool = False,
        offset: int | None = None,
        total: int | None = None,
        hint: str = "",
        is_alone: bool = False,
    ) -> None:
        self._load = load
        self.goes_on = goes_on
        """Whether there is a next page."""
        self.offset = offset
        """How many items come before the page; None if that is not known."""
        self.total = total
        """How many items the list has; None if that is not known."""
        self.hint = hint
        """How a caller requests the next page without this."""
        self.is_alone = is_alone
        """Whether the page stands for itself, and not for those that follow as well."""
        self.kept: Any = None
        """The next page, once an index has led to it."""

    def load(self) -> Any:
        """Requests the next page.

        Raises:
            ClientStateError: If the page was pickled, or was not read by a client
        """
        if self._load is None:
            raise ClientStateError(
                "This page has no client, for example after unpickling: for the next page, call "
                f"the method again{self.hint}"
            )
        return self._load()

    def alone(self) -> Following:
        """The same for a page that stands for itself."""
        return Following(
            self._load,
            goes_on=self.goes_on,
            offset=self.offset,
            total=self.total,
            hint=self.hint,
            is_alone=True,
        )

    def __eq__(self, other: object) -> bool:
        # pages are equal by what the server sent
        return isinstance(other, Following)

    def __hash__(self) -> int:
        return 0

    def __deepcopy__(self, memo: object) -> Following:
        return self

    def __reduce__(self) -> tuple[Callable[..., Following], tuple[Any, ...]]:
        return _unpickled, (self.goes_on, self.offset, self.total, self.hint, self.is_alone)


def _unpickled(
    goes_on: bool, offset: int | None, total: int | None, hint: str, is_alone: bool
) -> Following:
    return Following(goes_on=goes_on, offset=offset, total=total, hint=hint, is_alone=is_alone)


class _Page(Model, Generic[Item]):
    """The common part of the pages of both clients."""

    _following: Following = PrivateAttr(default_factory=Following)
    _own_items: list[Any] | None = PrivateAttr(default=None)
    """The items of this page, wherever they are in the response."""

    @property
    def _list(self) -> list[Item]:
        own = self._own_items
        return cast("list[Item]", getattr(self, "items", []) if own is None else own)

    @property
    def _goes_on(self) -> bool:
        """Whether the items of other pages belong to it as well."""
        return self._following.goes_on and not self._following.is_alone

    def _alone(self) -> Self:
        page = self.model_copy()
        page._following = self._following.alone()
        return page

    def __len__(self) -> int:
        """The number of items that iteration yields.

        Raises:
            TypeError: If it is known only on the last page
        """
        if not self._goes_on:
            return len(self._list)
        total, before = self._following.total, self._following.offset
        if total is None or before is None:
            raise TypeError("The length of this list is known only on its last page")
        return max(len(self._list), total - before)

    def __bool__(self) -> bool:
        return self._goes_on or bool(self._list)


class Page(_Page[Item], Generic[Item]):
    """A list, and its first page.

    `len`, iteration and indexes cover the whole list; further pages are requested when
    needed. Each page from `pages()` covers only its own items.
    """

    def pages(self) -> Iterator[Self]:
        """This page and the following ones, each requested when it is needed."""
        page: Self = self
        while True:
            yield page._alone()
            if not page._following.goes_on:
                return
            page = page._next()

    # a model of pydantic iterates over its fields, a list over its items
    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]
        page = self
        while True:
            yield from page._list
            if not page._goes_on:
                return
            page = page._next()

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if isinstance(index, slice):
            if index.stop is None or _is_from_the_end(index):
                return list(self._kept_items())[index]
            return list(islice(self._kept_items(), index.start, index.stop, index.step))
        if index < 0:
            return list(self._kept_items())[index]
        for item in islice(self._kept_items(), index, None):
            return item
        raise IndexError("list index out of range")

    def _next(self) -> Self:
        """The next page; one that is kept is not requested again."""
        kept: Self | None = self._following.kept
        if kept is not None:
            return kept
        page: Self = self._following.load()
        return page

    def _kept_items(self) -> Iterator[Item]:
        """As iteration, but the pages are kept, since indexes come back to them."""
        page = self
        while True:
            yield from page._list
            if not page._goes_on:
                return
            following = page._following
            page = following.kept = page._next()


class AsyncPage(_Page[Item], Generic[Item]):
    """A list, and its first page.

    `len` and iteration with `async for` cover the whole list; further pages are requested
    when needed. Indexes cover the items of this page. Each page from `pages()` covers only its
    own items.
    """

    async def pages(self) -> AsyncIterator[Self]:
        """This page and the following ones, each requested when it is needed."""
        page: Self = self
        while True:
            yield page._alone()
            if not page._following.goes_on:
                return
            page = await page._next()

    async def __aiter__(self) -> AsyncIterator[Item]:
        page = self
        while True:
            for item in page._list:
                yield item
            if not page._goes_on:
                return
            page = await page._next()

    @overload
    def __getitem__(self, index: int) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> list[Item]: ...
    def __getitem__(self, index: int | slice) -> Item | list[Item]:
        if self._goes_on and self._reaches_out(index):
            raise IndexError(
                "Only the items of this page are available by index: iterate with `async for`, "
                "or pass a larger limit"
            )
        return self._list[index]

    def _reaches_out(self, index: int | slice) -> bool:
        if isinstance(index, slice):
            return _is_from_the_end(index) or not 0 <= (index.stop or -1) <= len(self._list)
        return not 0 <= index < len(self._list)

    async def _next(self) -> Self:
        page: Self = await self._following.load()
        return page

    # as above
    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        raise TypeError(
            f"{_ASYNC}iterate with `async for`, or over `.items` for the items of this page"
        )


class ListPage(Page[Item], Generic[Item]):
    """A list, and its first page, of a response that is not an object of its own."""

    items: list[Item]
    """The items of this page."""
    body: Any = None
    """The response as JSON."""


class AsyncListPage(AsyncPage[Item], Generic[Item]):
    """Like `ListPage`, of the asynchronous client."""

    items: list[Item]
    """The items of this page."""
    body: Any = None
    """The response as JSON."""


def _is_from_the_end(index: slice) -> bool:
    return any(bound is not None and bound < 0 for bound in (index.start, index.stop, index.step))


class Pages(Coroutine[Any, Any, PageT], Generic[Item, PageT]):
    """A list: await it for its first page, or iterate over it for the items of all pages.

    It is a coroutine, so it works with `asyncio.create_task`, `gather`, `wait_for` and `run`.
    """

    def __init__(self, name: str, first: Callable[[], Coroutine[Any, Any, PageT]]) -> None:
        self.__name__ = self.__qualname__ = name
        self._first = first
        self._running: Coroutine[Any, Any, PageT] | None = None
        self._is_used = False

    def _request(self) -> Coroutine[Any, Any, PageT]:
        self._is_used = True
        return self._first()

    def __await__(self) -> Generator[Any, None, PageT]:
        return self._request().__await__()

    def _coroutine(self) -> Coroutine[Any, Any, PageT]:
        if self._running is None:
            self._running = self._request()
        return self._running

    def send(self, value: Any) -> Any:
        """Continues the request of the first page, as a task does."""
        return self._coroutine().send(value)

    def throw(self, *error: Any) -> Any:
        """Interrupts the request of the first page, as a cancelled task does."""
        return self._coroutine().throw(*error)

    def close(self) -> None:
        """Ends the request of the first page."""
        self._is_used = True
        if self._running is not None:
            self._running.close()

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for item in await self:
            yield item

    async def pages(self) -> AsyncIterator[PageT]:
        """The pages one by one, each requested when it is needed."""
        async for page in (await self).pages():
            yield page

    def __del__(self) -> None:
        # as Python does for each coroutine
        if not self._is_used:
            warnings.warn(
                f"{self.__name__} was never awaited", RuntimeWarning, stacklevel=2, source=self
            )

    if not TYPE_CHECKING:
        # a type checker shall go on to find these mistakes itself

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):
                raise AttributeError(name)
            raise AttributeError(f"{_ASYNC}await {self.__name__}(…) first, then use .{name}")

        def __iter__(self) -> Iterator[Any]:
            raise TypeError(f"{_ASYNC}iterate with `async for`, or await it first")
