"""Coroutines run wherever httpx does."""

from __future__ import annotations

import httpx
import pytest
from answered import FILE, async_client_of

from file_organizer import TimeoutError


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_calls_lists_and_uploads_run_on_each_event_loop(anyio_backend: str) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(201, json=FILE)
        cursor = request.url.params.get("cursor")
        return httpx.Response(200, json={"items": [FILE], "next_cursor": None if cursor else "c"})

    client = async_client_of(handle)
    assert [file.name async for file in client.files.list("/")] == ["a.txt", "a.txt"]
    assert (await client.files.upload(b"x", filename="a.txt")).size == 1


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_start_and_wait_times_out_on_each_event_loop(anyio_backend: str) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("ws-ticket"):
            return httpx.Response(403)
        return httpx.Response(200, json={"job_id": "j", "status": "pending"})

    client = async_client_of(handle)
    with pytest.raises(
        TimeoutError,
        match=r"organize.scan has not finished \(job_id j is pending\) after 0\.3 seconds",
    ):
        await client.organize.start_and_wait(path="/", methodology="type", timeout=0.3)


def test_sync_client_works_inside_and_outside_an_event_loop() -> None:
    import asyncio

    from answered import client_of

    client = client_of(lambda _: httpx.Response(200, json={"items": [FILE], "next_cursor": None}))

    async def within() -> list[str]:
        return [file.name for file in client.files.list("/")]

    assert [file.name for file in client.files.list("/")] == ["a.txt"]
    assert asyncio.run(within()) == ["a.txt"]
