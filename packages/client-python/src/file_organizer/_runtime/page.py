"""Lists that come in pages.

The next page is asked for by its cursor, of the same server and with the same parameters: an
address that an answer names is never followed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterator
from typing import Any, Generic, TypeVar

from pydantic import PrivateAttr
from typing_extensions import Self

from .errors import FileOrganizerError
from .model import Model

Item = TypeVar("Item")
PageT = TypeVar("PageT", bound="AsyncPage[Any]")


class Page(Model, Generic[Item]):
    """A page of a list. To iterate over it gives the items of this page and of all that follow."""

    items: list[Item]
    next_cursor: str | None

    _load: Callable[[str], Any] = PrivateAttr()

    def pages(self) -> Iterator[Self]:
        """This page and those that follow; each is asked for when it is its turn."""
        page: Self = self
        while True:
            yield page
            cursor = page.next_cursor
            if not cursor:
                return
            page = check_progress(cursor, self._load(cursor))

    # a model of pydantic iterates over its fields, a list over its items
    def __iter__(self) -> Iterator[Item]:  # type: ignore[override]
        for page in self.pages():
            yield from page.items


class AsyncPage(Model, Generic[Item]):
    """A page of a list. To iterate over it gives the items of this page and of all that follow."""

    items: list[Item]
    next_cursor: str | None

    _load: Callable[[str], Awaitable[Any]] = PrivateAttr()

    async def pages(self) -> AsyncIterator[Self]:
        """This page and those that follow; each is asked for when it is its turn."""
        page: Self = self
        while True:
            yield page
            cursor = page.next_cursor
            if not cursor:
                return
            page = check_progress(cursor, await self._load(cursor))

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for page in self.pages():
            for item in page.items:
                yield item

    # as above; whoever forgets the `async` is told
    def __iter__(self) -> Iterator[Any]:  # type: ignore[override]
        raise TypeError("Iterate over this list with `async for`")


class Pages(Generic[Item, PageT]):
    """A list: to be awaited for its first page, or iterated over for the items of all pages."""

    def __init__(self, first: Callable[[], Coroutine[Any, Any, PageT]]) -> None:
        self._first = first

    def __await__(self) -> Generator[Any, None, PageT]:
        return self._first().__await__()

    async def __aiter__(self) -> AsyncIterator[Item]:
        async for item in await self:
            yield item

    async def pages(self) -> AsyncIterator[PageT]:
        """The pages one by one; each is asked for when it is its turn."""
        async for page in (await self).pages():
            yield page


LoadedPage = TypeVar("LoadedPage", bound="Page[Any] | AsyncPage[Any]")


def check_progress(cursor: str, page: LoadedPage) -> LoadedPage:
    """The same page.

    Raises:
        FileOrganizerError: Where the list would never end
    """
    if page.next_cursor == cursor:
        raise FileOrganizerError("The list comes back to the same page")
    return page
