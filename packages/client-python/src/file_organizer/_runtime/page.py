"""Lists that come in pages.

The next page is requested by its cursor, from the same server and with the same parameters: an
address that a response names is never followed.
"""

from __future__ import annotations

import warnings
from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, overload

from pydantic import PrivateAttr
from typing_extensions import Self

from .errors import ClientStateError, FileOrganizerError
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
        load: Callable[[str], Any] | None = None,
        offset: int | None = None,
        *,
        is_alone: bool = False,
    ) -> None:
        self._load = load
        self.offset = offset
        """How many items come before the page; None if that is not known."""
        self.is_alone = is_alone
        """Whether the page stands for itself, and not for those that follow as well."""
        self.kept: Any = None
        """The next page, once an index has led to it."""

    def load(self, cursor: str) -> Any:
        """Requests the next page.

        Raises:
            ClientStateError: If the page was pickled, or was not read by a client
        """
        if self._load is None:
            raise ClientStateError(
                "This page has no client, for example after unpickling: for the next page, call "
                "the method again with cursor=page.next_cursor"
            )
        return self._load(cursor)

    def alone(self) -> Following:
        """The same for a page that stands for itself."""
        return Following(self._load, self.offset, is_alone=True)

    def __eq__(self, other: object) -> bool:
        # pages are equal by what the server sent
        return isinstance(other, Following)

    def __hash__(self) -> int:
        return 0

    def __deepcopy__(self, memo: object) -> Following:
        return self

    def __reduce__(self) -> tuple[type[Following], tuple[()]]:
        return Following, ()


class _Page(Model, Generic[Item]):
    """The common part of the pages of both clients."""

    items: list[Item]
    next_cursor: str | None

    _following: Following = PrivateAttr(default_factory=Following)

    @property
    def _goes_on(self) -> bool:
        """Whether the items of other pages belong to it as well."""
        return bool(self.next_cursor) and not self._following.is_alone

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
            return len(self.items)
        total, before = getattr(self, "total", None), self._following.offset
        if not isinstance(total, int) or before is None:
            raise TypeError("The length of this list is known only on its last page")
        return max(len(self.items), total - before)

    def __bool__(self) -> bool:
        return self._goes_on or bool(self.items)


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
            if not page.next_cursor:
                return
            page = page._next()

    # a model of pydantic iterates over its fields, a list over its items
    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]
        page = self
        while True:
            yield from page.items
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
        cursor = self.next_cursor or ""
        page: Self = check_progress(cursor, self._following.load(cursor))
        return page

    def _kept_items(self) -> Iterator[Item]:
        """As iteration, but the pages are kept, since indexes come back to them."""
        page = self
        while True:
            yield from page.items
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
            if not page.next_cursor:
                return
            page = await page._next()

    async def __aiter__(self) -> AsyncIterator[Item]:
        page = self
        while True:
            for item in page.items:
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
        return self.items[index]

    def _reaches_out(self, index: int | slice) -> bool:
        if isinstance(index, slice):
            return _is_from_the_end(index) or not 0 <= (index.stop or -1) <= len(self.items)
        return not 0 <= index < len(self.items)

    async def _next(self) -> Self:
        cursor = self.next_cursor or ""
        page: Self = check_progress(cursor, await self._following.load(cursor))
        return page

    # as above
    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        raise TypeError(
            f"{_ASYNC}iterate with `async for`, or over `.items` for the items of this page"
        )


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


LoadedPage = TypeVar("LoadedPage", bound="Page[Any] | AsyncPage[Any]")


def check_progress(cursor: str, page: LoadedPage) -> LoadedPage:
    """The same page.

    Raises:
        FileOrganizerError: If the list would never end
    """
    if page.next_cursor == cursor:
        raise FileOrganizerError(
            "The list does not end: the server sent the same next_cursor again"
        )
    return page
