"""In place of `socket.py`, for an API without live events."""

from __future__ import annotations

from .io import Socket


def BlockingSocket(url: str, timeout: float) -> Socket:
    raise NotImplementedError(f"Cannot open {url}: this API has no live events")


async def open_async_socket(url: str, timeout: float) -> Socket:
    raise NotImplementedError(f"Cannot open {url}: this API has no live events")
