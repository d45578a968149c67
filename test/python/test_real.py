"""Both clients with the real server: what only a real one can show."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from file_organizer import (
    AsyncFileOrganizerClient,
    AuthenticationError,
    ConnectionError,
    FileOrganizerClient,
    TimeoutError,
)

from servers import Servers

NAMES = ["a b.txt", "100%.txt", "Übung 日本 🗂.txt", "a#b?c&d=e.txt", "it's+.txt", "%41.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_names_arrive_as_they_are(client: FileOrganizerClient, name: str) -> None:
    sent = client.files.upload(b"x", "/names", filename=name)
    assert sent.path == f"/names/{name}"
    put = client.files.put_content(f"/put names/{name}", b"x")
    assert put.name == name
    assert client.files.content(put.file_id).read() == b"x"
    assert name in [file.name for file in client.files.list("/put names", limit=1)]


def test_a_name_with_a_newline_arrives_by_its_path(client: FileOrganizerClient) -> None:
    put = client.files.put_content("/lines/a\nb.txt", b"x")
    assert put.name == "a\nb.txt"
    assert client.files.list("/lines").items == [put]


def test_an_empty_file_is_a_file(client: FileOrganizerClient, tmp_path: Path) -> None:
    file = client.files.upload(b"", "/empty", filename="empty.txt")
    assert file.size == 0
    assert client.files.content(file.file_id).write_to_file(tmp_path / "empty.txt") == 0
    assert client.files.put_content("/empty/put.txt", iter([])).size == 0


def test_a_large_file_goes_both_ways_without_being_in_memory(server: Any, tmp_path: Path) -> None:
    size = 32 * 1024 * 1024
    script = f"""
import hashlib, resource
from file_organizer import FileOrganizerClient

chunk = bytes(range(256)) * 4096
digest = hashlib.sha256()
def chunks():
    for _ in range({size} // len(chunk)):
        digest.update(chunk)
        yield chunk
client = FileOrganizerClient(base_url={server["url"]!r}, api_key={server["key"]!r})
client.system.health()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
file = client.files.put_content("/large/stream.bin", chunks())
assert file.size == {size}
assert client.files.content(file.file_id).write_to_file("copy.bin") == {size}
client.files.upload("copy.bin", "/large")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, digest.hexdigest())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    grown, digest = done.stdout.split()
    # in KiB on Linux, in bytes on macOS
    assert int(grown) < (16 * 1024 if sys.platform == "linux" else 16 * 1024 * 1024)
    assert hashlib.sha256((tmp_path / "copy.bin").read_bytes()).hexdigest() == digest


def test_an_interrupted_upload_leaves_nothing_and_the_client_goes_on(
    client: FileOrganizerClient,
) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x" * 1_000_000
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        client.files.put_content("/interrupted/a.bin", chunks())
    assert "/interrupted" not in client.files.list("/").folders
    assert client.files.put_content("/interrupted/a.bin", b"whole").size == 5


def test_an_upload_that_is_refused_while_it_is_sent_is_an_error_that_says_why(
    server: Any,
) -> None:
    stranger = FileOrganizerClient(base_url=server["url"], api_key="fo_no_body")
    with pytest.raises(AuthenticationError), stranger:
        stranger.files.put_content("/a.bin", (b"x" * 100_000 for _ in range(300)))


def test_many_threads_share_a_client(client: FileOrganizerClient) -> None:
    def work(number: int) -> str:
        content = f"thread {number}".encode()
        file = client.files.upload(content, "/threads", filename=f"{number}.txt")
        return client.files.content(file.file_id).read().decode()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(40))) == [f"thread {n}" for n in range(40)]
    assert len(list(client.files.list("/threads", limit=7))) == 40


def test_a_session_is_renewed_while_it_is_used_by_many(server: Any) -> None:
    with FileOrganizerClient(base_url=server["url"]) as client:
        client.auth.login(username="admin", password=server["password"])
        account: Any = client.auth._connection._core._account
        session = account.proof
        session._renew_at = time.monotonic()
        with ThreadPoolExecutor(8) as threads:
            names = list(threads.map(lambda _: client.auth.me().username, range(24)))
        assert names == ["admin"] * 24
        assert account.proof is not session
        client.auth.logout()


def test_a_server_that_is_started_again_is_found_again(servers: Servers, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place = {
        "root": str(tmp_path / "library"),
        "data": str(tmp_path / "data"),
        "port": port,
    }
    first = servers.ask(start="server", **place)
    with FileOrganizerClient(base_url=first["url"], api_key=first["key"]) as client:
        client.files.put_content("/a.txt", b"x")
        with client.events.connect() as events:
            servers.ask(end=first["id"])
            with pytest.raises(ConnectionError, match="Cannot reach"):
                client.files.list("/", max_retries=0)
            second = servers.ask(start="server", **place)
            assert client.files.list("/").total == 1
            client.files.put_content("/b.txt", b"x")
            assert [event.event_id for event in events if not events.close()] == [2]
    servers.ask(end=second["id"])


def test_events_arrive_as_they_happen(client: FileOrganizerClient) -> None:
    with client.events.connect() as events:
        file = client.files.upload(b"Buy milk.", "/events", filename="a.txt")
        for event in events:
            assert event.event == "file_uploaded"
            assert event.data == file
            break
        last = events.last_event_id
    client.files.upload(b"another", "/events", filename="b.txt")
    for event in client.events.connect(last_event_id=last):
        assert event.event == "file_uploaded"
        assert event.data.name == "b.txt"
        break


def test_events_that_are_lost_are_told_of(client: FileOrganizerClient) -> None:
    missed: list[bool] = []
    with client.events.connect(last_event_id=999_999, on_missed=lambda: missed.append(True)):
        assert missed == [True]


def test_a_stream_of_events_is_closed_by_another_thread(client: FileOrganizerClient) -> None:
    with client.events.connect() as events:
        closing = threading.Timer(0.2, events.close)
        closing.start()
        for _ in events:
            pytest.fail("Nothing has happened")
        closing.join()


def test_events_need_credentials(server: Any) -> None:
    with (
        FileOrganizerClient(base_url=server["url"], api_key="fo_no_body") as stranger,
        pytest.raises(AuthenticationError),
    ):
        next(iter(stranger.events.connect()))


def test_a_second_connection_of_a_name_takes_the_place_of_the_first(
    client: FileOrganizerClient,
) -> None:
    with (
        client.events.connect(client_id="desk") as first,
        client.events.connect(client_id="desk"),
        pytest.raises(ConnectionError, match="4009"),
    ):
        next(iter(first))


@pytest.mark.anyio
async def test_events_of_coroutines(async_client: AsyncFileOrganizerClient) -> None:
    async with async_client, async_client.events.connect() as events:
        file = await async_client.files.upload(b"x", "/events", filename="async.txt")
        async for event in events:
            assert event.event == "file_uploaded"
            assert event.data == file
            break


def test_a_job_is_waited_for_by_events_and_tells_how_far_it_is(
    client: FileOrganizerClient, server: Any
) -> None:
    folder = Path(server["root"], "waiting")
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_bytes(os.urandom(8))
    told: list[str] = []
    job = client.organize.start_and_wait(
        path="/waiting", methodology="type", on_progress=lambda job: told.append(job.status)
    )
    assert told[0] == "pending"
    assert told[-1] == job.status == "planned"
    assert client.organize.execute_and_wait(job.job_id).status == "completed"
    assert len(list(client.organize.get_results(job.job_id, limit=100))) == 300
    assert client.organize.rollback_and_wait(job.job_id).status == "rolled_back"


@pytest.mark.anyio
async def test_a_job_is_waited_for_by_coroutines(
    async_client: AsyncFileOrganizerClient, server: Any
) -> None:
    Path(server["root"], "coroutines").mkdir()  # noqa: ASYNC240
    Path(server["root"], "coroutines", "a.txt").write_text("x")  # noqa: ASYNC240
    async with async_client:
        job = await async_client.organize.start_and_wait(path="/coroutines", methodology="type")
        assert job.status == "planned"
        done = await async_client.organize.execute_and_wait(job.job_id)
        assert done.status == "completed"


def test_waiting_has_a_time_of_its_own(client: FileOrganizerClient) -> None:
    with pytest.raises(TimeoutError):
        client.organize.start_and_wait(path="/", methodology="type", timeout=0.001)
