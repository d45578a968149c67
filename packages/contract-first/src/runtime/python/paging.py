"""Requests the pages of lists.

The next page is requested from the origin of the one before, with the same parameters and
credentials. A link to another origin is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from pydantic import BaseModel

from .answer import Answer
from .errors import ApiError
from .guards import is_list, is_object
from .io import run
from .links import next_link, resolve_link
from .model import read_as
from .operation import Fields, Operation, Options, Pagination
from .page import AsyncListPage, AsyncPage, Following, ListPage, Page
from .raw_response import RawResponse

if TYPE_CHECKING:
    from .core import Core

PageT = TypeVar("PageT", bound=Page[Any])
AsyncPageT = TypeVar("AsyncPageT", bound=AsyncPage[Any])

_DEFAULT: Final = Pagination(style="cursor", items=(), parameter=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Position:
    """Where a page is in its list."""

    fields: Fields
    link: str | None = None
    """To the page, from the one before."""
    base: str = ""
    """The URL of the one before."""
    offset: int | None = None
    """How many items come before it."""
    items_before: list[Any] | None = None
    """Those of the page before, to notice a list without an end."""
    fault: ApiError | None = None
    """Why the page cannot be requested. The page before it is returned all the same."""


def load_page(
    core: Core,
    operation: Operation[Any],
    into: type[PageT],
    fields: Fields,
    options: Options,
    position: _Position | None = None,
) -> RawResponse[PageT]:
    """Request a page of a list; by default the first one."""
    at = position or _first(operation, fields)
    answer = run(
        core.send(operation, at.fields, options, kinds=("json",), url=_url_of(operation, at))
    )
    page, following = _read(operation, answer, into, at)
    if following is not None:
        load = partial(load_page, core, operation, into, fields, options, following)
        page._following = _following(operation, page, at, answer, lambda: load().parse())  # pyright: ignore[reportPrivateUsage]
    else:
        page._following = _following(operation, page, at, answer, None)  # pyright: ignore[reportPrivateUsage]
    return RawResponse(answer.response, page)


async def load_async_page(
    core: Core,
    operation: Operation[Any],
    into: type[AsyncPageT],
    fields: Fields,
    options: Options,
    position: _Position | None = None,
) -> RawResponse[AsyncPageT]:
    """Like `load_page`, for coroutines."""
    at = position or _first(operation, fields)
    answer = await core.send(
        operation, at.fields, options, kinds=("json",), url=_url_of(operation, at)
    )
    page, following = _read(operation, answer, into, at)

    async def load() -> AsyncPageT:
        loaded = await load_async_page(core, operation, into, fields, options, following)
        return loaded.parse()

    page._following = _following(operation, page, at, answer, load if following else None)  # pyright: ignore[reportPrivateUsage]
    return RawResponse(answer.response, page)


LoadedT = TypeVar("LoadedT", bound="Page[Any] | AsyncPage[Any]")


def _first(operation: Operation[Any], fields: Fields) -> _Position:
    pagination = operation.pagination or _DEFAULT
    given = fields.get(pagination.parameter or "")
    offset: int | None = 0
    if given is not None:
        number = _number(given)
        # where a cursor or an id leads is not known
        offset = number if pagination.style == "offset" else None
        if pagination.style == "page" and number == pagination.first_page:
            offset = 0
    return _Position(fields=fields, offset=offset)


def _read(
    operation: Operation[Any], answer: Answer, into: type[LoadedT], at: _Position
) -> tuple[LoadedT, _Position | None]:
    """A page, and the position of the next one, if there is one."""
    pagination = operation.pagination or _DEFAULT
    value = answer.json()
    items = _at(value, pagination.items)
    is_apart = issubclass(into, ListPage | AsyncListPage)
    if is_apart:
        page = read_as(into, {"items": items if is_list(items) else [], "body": value})
    else:
        page = read_as(into, value)
        if not isinstance(page, into):
            raise answer.unexpected()
        page._own_items = _own_items(page, pagination.items)  # pyright: ignore[reportPrivateUsage]
    if is_apart and not is_list(items) and items is not None:
        raise answer.unexpected()
    known: list[Any] = items if is_list(items) else []
    if known and known == at.items_before and not _says_end(pagination):
        # a server without pages sends all items each time: it counts as an empty page
        page._own_items = known = []  # pyright: ignore[reportPrivateUsage]
    return page, _next_position(operation, pagination, answer, at, value, known)


def _own_items(page: BaseModel, path: tuple[str, ...]) -> list[Any]:
    value: Any = page
    for name in path:
        value = _member(value, name)
    return value if is_list(value) else []


def _member(value: Any, wire: str) -> Any:
    """A property of what was read from JSON, by its name there."""
    if isinstance(value, Mapping):
        return cast("Mapping[str, Any]", value).get(wire)
    if not isinstance(value, BaseModel):
        return None
    for name, field in type(value).model_fields.items():
        if (field.alias or name) == wire:
            return getattr(value, name, None)
    return getattr(value, wire, None)


def _at(value: Any, path: tuple[str, ...] | None) -> Any:
    if path is None:
        return None
    for name in path:
        value = value.get(name) if is_object(value) else None
    return value


def _following(
    operation: Operation[Any],
    page: Page[Any] | AsyncPage[Any],
    at: _Position,
    answer: Answer,
    load: Any,
) -> Following:
    pagination = operation.pagination or _DEFAULT
    hint = ""
    if pagination.style == "cursor" and pagination.next and pagination.parameter:
        hint = f" with {pagination.parameter}=page.{'.'.join(pagination.next)}"
    return Following(
        load,
        goes_on=load is not None,
        offset=at.offset,
        total=_whole(_at(answer.json(), pagination.total)),
        hint=hint,
    )


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(value: object) -> int | None:
    """A number that was passed, be it as a text: some documents describe every parameter as one."""
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    return _whole(value)


def _next_position(
    operation: Operation[Any],
    pagination: Pagination,
    answer: Answer,
    at: _Position,
    value: Any,
    items: list[Any],
) -> _Position | None:
    """The position of the next page; None on the last one.

    Raises:
        ApiError: If the list would never end
    """
    if operation.pagination is None or _at(value, pagination.has_more) is False:
        return None
    offset = None if at.offset is None else at.offset + len(items)
    parameter = pagination.parameter
    if pagination.style in ("link", "url"):
        link = _next_link(pagination, answer, value)
        if link is None:
            return None
        return replace(at, link=link, base=answer.request.url, offset=offset)
    if parameter is None:
        return None
    if pagination.style == "cursor":
        cursor = _at(value, pagination.next)
        if cursor is None or cursor == "" or cursor is False:
            return None
        if cursor == at.fields.get(parameter):
            fault = _endless(operation, answer, ".".join(pagination.next or ()))
            return replace(at, fault=fault)
        return _Position(fields={**at.fields, parameter: cursor}, offset=offset)
    if not items:
        return None
    if items == at.items_before:
        raise _endless(operation, answer, "items")
    after = _Position(fields=at.fields, offset=offset, items_before=items)
    if pagination.style == "last_id":
        last = _at(items[-1], (pagination.id or "id",))
        if last is None:
            return None
        return replace(after, fields={**at.fields, parameter: last})
    if _is_last(pagination, at, value, items):
        return None
    if pagination.style == "offset":
        following = (_number(at.fields.get(parameter)) or 0) + len(items)
    else:
        following = _page_number(pagination, at) + 1
    return replace(after, fields={**at.fields, parameter: following})


def _page_number(pagination: Pagination, at: _Position) -> int:
    number = _number(at.fields.get(pagination.parameter or ""))
    return pagination.first_page if number is None else number


def _is_last(pagination: Pagination, at: _Position, value: Any, items: list[Any]) -> bool:
    """Whether pages or items are counted to their end."""
    pages = _whole(_at(value, pagination.total_pages))
    if pages is not None and pagination.style == "page":
        return _page_number(pagination, at) - pagination.first_page + 1 >= pages
    total = _whole(_at(value, pagination.total))
    if total is not None and at.offset is not None:
        return at.offset + len(items) >= total
    return False


def _says_end(pagination: Pagination) -> bool:
    """Whether the responses of a list whose pages are counted say which is the last one."""
    is_counted = pagination.style in ("page", "offset")
    return not is_counted or bool(pagination.has_more or pagination.total or pagination.total_pages)


def _next_link(pagination: Pagination, answer: Answer, value: Any) -> str | None:
    if pagination.style == "link":
        return next_link(answer.response.headers)
    found = _at(value, pagination.next)
    return found if isinstance(found, str) and found else None


def _url_of(operation: Operation[Any], at: _Position) -> str | None:
    """The URL of a page that a link leads to.

    Raises:
        ApiError: If it is at another origin, or a page before it
    """
    if at.fault is not None:
        raise at.fault
    if at.link is None:
        return None
    url = resolve_link(at.base, at.link)
    if url is None:
        raise ApiError(
            f"The list of {operation.id} continues at another origin, to which the client sends "
            "no credentials"
        )
    if url == at.base:
        raise _endless(operation, None, "URL of the next page")
    return url


def _endless(operation: Operation[Any], answer: Answer | None, what: str) -> ApiError:
    return ApiError(
        f"The list does not end: the server sent the same {what} again for {operation.id}",
        response=None if answer is None else answer.response,
    )
