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


def test_a_client_is_used_in_one_event_loop_after_another(url: str) -> None:
    client = AsyncFileOrganizerClient(base_url=url)

    async def names() -> list[str]:
        return [file.name async for file in client.files.list("/")]

    for _ in range(3):
        assert asyncio.run(names()) == ["a.txt", "a.txt"]


def test_a_client_is_used_in_two_event_loops_at_once(url: str) -> None:
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
def test_connections_end_with_the_event_loop_even_if_nobody_closes_the_client(
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


def test_a_session_is_kept_from_one_event_loop_to_the_next() -> None:
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
def test_an_http_client_of_another_event_loop_is_named(url: str) -> None:
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
def test_a_client_that_is_closed_says_so(url: str, call: str, given: bool) -> None:
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
async def test_a_client_of_coroutines_that_is_closed_says_so(url: str, call: str) -> None:
    client = AsyncFileOrganizerClient(base_url=url)
    await client.files.get("a")
    await client.close()
    with pytest.raises(ClientStateError, match="This client is closed; create another one"):
        await CALLS[call](client)


def test_the_next_page_of_a_client_that_is_closed_says_so(url: str) -> None:
    client = FileOrganizerClient(base_url=url)
    page = client.files.list("/")
    client.close()
    with pytest.raises(ClientStateError, match="This client is closed"):
        list(page)


def test_events_of_a_client_that_is_closed_say_so(url: str) -> None:
    client = FileOrganizerClient(base_url=url)
    client.close()
    with pytest.raises(ClientStateError, match="This client is closed"):
        next(iter(client.events.connect()))


def test_an_http_client_that_its_owner_has_closed_is_named() -> None:
    http_client = httpx.Client()
    client = FileOrganizerClient(http_client=http_client)
    http_client.close()
    with pytest.raises(ClientStateError, match="The http_client is closed"):
        client.files.get("a")


def test_a_client_may_be_closed_twice_and_before_its_first_call() -> None:
    client = FileOrganizerClient()
    client.close()
    client.close()
    asyncio.run(AsyncFileOrganizerClient().close())


def test_an_error_of_the_state_of_a_client_is_also_that_of_python() -> None:
    assert issubclass(ClientStateError, FileOrganizerError)
    assert issubclass(ClientStateError, RuntimeError)


def test_what_the_source_of_an_upload_raises_stays_what_it_is() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x"
        raise RuntimeError("mine")

    with pytest.raises(RuntimeError, match="mine") as caught:
        client_of(lambda _: httpx.Response(201, json=FILE)).files.upload(chunks(), filename="a")
    assert type(caught.value) is RuntimeError


def test_a_download_that_was_read_says_so() -> None:
    client = client_of(lambda _: httpx.Response(200, stream=httpx.ByteStream(b"Buy milk.")))
    download = client.files.content("a")
    assert download.read() == b"Buy milk."
    with pytest.raises(ClientStateError, match="was already read"):
        download.read()


def test_a_download_that_is_closed_says_so(url: str) -> None:
    with FileOrganizerClient(base_url=url) as client:
        download = client.files.content("a")
        download.close()
        with pytest.raises(ClientStateError, match="closed"):
            download.read()


def test_a_download_of_an_event_loop_that_has_ended_says_so(url: str) -> None:
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
def test_a_client_cannot_be_pickled_and_says_what_to_do(
    take: Callable[[FileOrganizerClient], object], action: Callable[[object], object]
) -> None:
    taken = take(client_of(lambda _: httpx.Response(200), api_key="fo_abc123_token456"))
    if action is copy.copy and not isinstance(taken, FileOrganizerClient):
        pytest.skip("A shallow copy of a part shares the client")
    with pytest.raises(TypeError, match="create a client in each process"):
        action(taken)
