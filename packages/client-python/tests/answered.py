"""Clients without sockets: a function answers their requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import httpx

from file_organizer import AsyncFileOrganizerClient, FileOrganizerClient

Handler: TypeAlias = Callable[[httpx.Request], httpx.Response]


def client_of(handler: Handler, **options: object) -> FileOrganizerClient:
    """A client whose requests a function answers."""
    transport = httpx.MockTransport(handler)
    return FileOrganizerClient(http_client=httpx.Client(transport=transport), **options)  # type: ignore[arg-type]  # options of the client


def async_client_of(handler: Handler, **options: object) -> AsyncFileOrganizerClient:
    """As `client_of`, for coroutines."""

    async def handle(request: httpx.Request) -> httpx.Response:
        await request.aread()
        return handler(request)

    transport = httpx.MockTransport(handle)
    return AsyncFileOrganizerClient(http_client=httpx.AsyncClient(transport=transport), **options)  # type: ignore[arg-type]  # options of the client


FILE = {
    "file_id": "0198c0de-7a11-7000-8000-000000000001",
    "path": "/a.txt",
    "name": "a.txt",
    "size": 1,
    "mime_type": "text/plain",
    "type": "document",
    "sha256": None,
    "created_at": "2026-01-01T00:00:00Z",
    "modified_at": "2026-01-01T00:00:00.5Z",
    "etag": '"e1"',
}
