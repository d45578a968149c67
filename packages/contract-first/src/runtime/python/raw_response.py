"""Whole responses, with their status and headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Generic, ParamSpec, TypeVar, cast

import httpx

from .error_body import request_id_of
from .page import AsyncPage, Pages

P = ParamSpec("P")
T = TypeVar("T")
Item = TypeVar("Item")
PageT = TypeVar("PageT", bound=AsyncPage[Any])


class RawResponse(Generic[T]):
    """The response to a call, and its result."""

    def __init__(self, http_response: httpx.Response, result: T) -> None:
        self.http_response = http_response
        """The httpx response; its body has already been read."""
        self._result = result

    def parse(self) -> T:
        """The result that the method itself would return."""
        return self._result

    @property
    def status_code(self) -> int:
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        return self.http_response.headers

    @property
    def content(self) -> bytes:
        """The body in bytes."""
        return self.http_response.content

    @property
    def request_id(self) -> str | None:
        """The request ID in the server's log."""
        return request_id_of(self.http_response)

    def __repr__(self) -> str:
        return f"<RawResponse [{self.status_code}]>"


# The connection below these methods gives whole responses, so that only their types change here.


def raw(method: Callable[P, T]) -> Callable[P, RawResponse[T]]:
    """The same method, by the type that it has over a connection that gives whole responses."""
    return cast("Callable[P, RawResponse[T]]", method)


def async_raw(
    method: Callable[P, Coroutine[Any, Any, T]],
) -> Callable[P, Coroutine[Any, Any, RawResponse[T]]]:
    """As `raw`, of a method that is awaited."""
    return cast("Callable[P, Coroutine[Any, Any, RawResponse[T]]]", method)


def async_raw_pages(
    method: Callable[P, Pages[Item, PageT]],
) -> Callable[P, Awaitable[RawResponse[PageT]]]:
    """As `raw`, of a method that gives a list."""
    return cast("Callable[P, Awaitable[RawResponse[PageT]]]", method)
