"""Where and when a client can be used: event loops, threads, and after it is closed."""

from __future__ import annotations

import asyncio
import copy
import gc
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import httpx
import pytest
from answered import FILE, async_client_of, client_of
from served import serve

from file_organizer import (
    AsyncFileOrganizerClient,
    ClientStateError,
    FileOrganizerClient,
    FileOrganizerError,
)


def answer(request: BaseHTTPRequestHandler) -> object:
    if "/files?" in request.path:
        return {"items": [FILE], "next_cursor": None if "cursor" in request.path else "c"}
    return {**FILE, "file_id": request.path.rpartition("/")[2]}


@pytest.fixture
def url() -> Iterator[str]:
    with serve(answer) as url:
        yield url


def test_async_client_works_in_several_event_loops_in_sequence(url: str) -> None:
    client = AsyncFileOrganizerClient(base_url=url)

    async def names() -> list[str]:
        return [file.name async for file in client.files.list("/")]

    for _ in range(3):
        assert asyncio.run(names()) == ["a.txt", "a.txt"]


def test_async_client_works_in_two_event_loops_at_once(url: str) -> None:
    client = AsyncFileOrganizerClient(base_url=url)
    failures: list[BaseException] = []

    async def ask(name: str) -> None:
        for number in range(20):
            file_id = f"{name}-{number}"
            assert (await client.files.get(file_id)).file_id == file_id

    def work(name: str) -> None:
        try:
            asyncio.run(ask(name))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.mark.parametrize("library", ["asyncio", "trio"])
def test_connections_close_with_the_event_loop_if_the_client_is_not_closed(
    url: str, library: str
) -> None:
    script = f"""
import gc, sys
from file_organizer import AsyncFileOrganizerClient
import {library}

client = AsyncFileOrganizerClient(base_url=sys.argv[1])

async def ask():
    await client.files.get("a")

for _ in range(2):
    {library}.run({"ask()" if library == "asyncio" else "ask"})
gc.collect()
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, url], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_session_survives_a_change_of_event_loop() -> None:
    seen: list[str | None] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers.get("authorization"))
        tokens = {"access_token": f"t{len(seen)}", "refresh_token": "r", "expires_in": 0}
        return httpx.Response(200, json={**tokens, "status": "ok"})

    client = async_client_of(handle)
    asyncio.run(client.auth.login(username="jane", password="secret"))
    # each is about to end, so that each event loop renews it
    asyncio.run(client.auth.me())
    asyncio.run(client.auth.me())
    assert seen == [None, None, "Bearer t2", None, "Bearer t4"]


# the connection of the first event loop is left open, as its owner has done it
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_http_client_from_another_event_loop_is_refused(url: str) -> None:
    client = AsyncFileOrganizerClient(base_url=url, http_client=httpx.AsyncClient(), max_retries=0)
    asyncio.run(client.files.get("a"))
    with pytest.raises(ClientStateError, match="http_client was first used in another event"):
        asyncio.run(client.files.get("a"))
    del client
    gc.collect()


CALLS: dict[str, Callable[[Any], Any]] = {
    "call": lambda client: client.files.get("a"),
    "list": lambda client: client.files.list("/"),
    "upload": lambda client: client.files.upload(b"x", filename="a"),
    "download": lambda client: client.files.content("a"),
    "wait": lambda client: client.organize.start_and_wait(path="/", methodology="type"),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("given", [False, True], ids=["own", "given"])
def test_closed_client_raises_clientstateerror(url: str, call: str, given: bool) -> None:
    http_client = httpx.Client() if given else None
    client = FileOrganizerClient(base_url=url, http_client=http_client)
    client.files.get("a")
    client.close()
    with pytest.raises(ClientStateError, match="This client is closed; create another one"):
        CALLS[call](client)
    if http_client is not None:
        assert not http_client.is_closed
        http_client.close()


@pytest.mark.anyio
@pytest.mark.parametrize("call", CALLS)
async def test_closed_async_client_raises_clientstateerror(url: str, call: str) -> None:
    client = AsyncFileOrganizerClient(base_url=url)
    await client.files.get("a")
    await client.close()
    with pytest.raises(ClientStateError, match="This client is closed; create another one"):
        await CALLS[call](client)


def test_next_page_of_closed_client_raises_clientstateerror(url: str) -> None:
    client = FileOrganizerClient(base_url=url)
    page = client.files.list("/")
    client.close()
    with pytest.raises(ClientStateError, match="This client is closed"):
        list(page)


def test_events_of_closed_client_raise_clientstateerror(url: str) -> None:
    client = FileOrganizerClient(base_url=url)
    client.close()
    with pytest.raises(ClientStateError, match="This client is closed"):
        next(iter(client.events.connect()))


def test_http_client_closed_by_its_owner_is_refused() -> None:
    http_client = httpx.Client()
    client = FileOrganizerClient(http_client=http_client)
    http_client.close()
    with pytest.raises(ClientStateError, match="The http_client is closed"):
        client.files.get("a")


def test_client_can_be_closed_twice() -> None:
    client = FileOrganizerClient()
    client.close()
    client.close()


def test_async_client_can_be_closed_before_its_first_call() -> None:
    asyncio.run(AsyncFileOrganizerClient().close())


def test_client_state_error_is_a_runtime_error() -> None:
    assert issubclass(ClientStateError, FileOrganizerError)
    assert issubclass(ClientStateError, RuntimeError)


def test_exception_of_an_upload_source_is_raised_unchanged() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x"
        raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine") as caught:
        client_of(lambda _: httpx.Response(201, json=FILE)).files.upload(chunks(), filename="a")
    assert type(caught.value) is RuntimeError


def test_reading_a_download_twice_is_refused() -> None:
    client = client_of(lambda _: httpx.Response(200, stream=httpx.ByteStream(b"Buy milk.")))
    download = client.files.content("a")
    assert download.read() == b"Buy milk."
    with pytest.raises(ClientStateError, match="was already read"):
        download.read()


def test_reading_a_closed_download_is_refused(url: str) -> None:
    with FileOrganizerClient(base_url=url) as client:
        download = client.files.content("a")
        download.close()
        with pytest.raises(ClientStateError, match="closed"):
            download.read()


def test_reading_a_download_in_another_event_loop_is_refused(url: str) -> None:
    client = AsyncFileOrganizerClient(base_url=url)
    download = asyncio.run(client.files.content("a"))
    with pytest.raises(ClientStateError, match="another process or event loop"):
        asyncio.run(download.read())
    asyncio.run(download.close())


@pytest.mark.parametrize(
    "take",
    [
        lambda client: client,
        lambda client: client.files,
        lambda client: client.files.get,
        lambda client: client.files.with_raw_response,
        lambda client: client.events.connect(),
        lambda client: client.files.content("a"),
    ],
)
@pytest.mark.parametrize("action", [pickle.dumps, copy.copy, copy.deepcopy])
def test_pickling_or_copying_a_client_is_refused(
    take: Callable[[FileOrganizerClient], object], action: Callable[[object], object]
) -> None:
    taken = take(client_of(lambda _: httpx.Response(200), api_key="fo_abc123_token456"))
    if action is copy.copy and not isinstance(taken, FileOrganizerClient):
        pytest.skip("A shallow copy of a part shares the client")
    with pytest.raises(TypeError, match="create a client in each process"):
        action(taken)
