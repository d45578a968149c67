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
    StreamState,
    TimeoutError,
)
from file_organizer.models import FilesChangedMessage

from servers import Servers

NAMES = ["a b.txt", "100%.txt", "Übung 日本 🗂.txt", "a#b?c&d=e.txt", "it's+.txt", "%41.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_file_names_are_preserved(client: FileOrganizerClient, name: str) -> None:
    sent = client.files.upload(b"x", "/names", filename=name)
    assert sent.path == f"/names/{name}"
    put = client.files.put_content(f"/put names/{name}", b"x")
    assert put.name == name
    assert client.files.content(put.file_id).read() == b"x"
    assert name in [file.name for file in client.files.list("/put names", limit=1)]


def test_file_name_with_a_newline_is_preserved(client: FileOrganizerClient) -> None:
    put = client.files.put_content("/lines/a\nb.txt", b"x")
    assert put.name == "a\nb.txt"
    assert client.files.list("/lines").items == [put]


def test_empty_file_can_be_transferred(client: FileOrganizerClient, tmp_path: Path) -> None:
    file = client.files.upload(b"", "/empty", filename="empty.txt")
    assert file.size == 0
    assert client.files.content(file.file_id).write_to_file(tmp_path / "empty.txt") == 0
    assert client.files.put_content("/empty/put.txt", iter([])).size == 0


def test_large_transfers_are_not_held_in_memory(server: Any, tmp_path: Path) -> None:
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


def test_interrupted_upload_leaves_no_file(
    client: FileOrganizerClient,
) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x" * 1_000_000
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        client.files.put_content("/interrupted/a.bin", chunks())
    assert "/interrupted" not in client.files.list("/").folders
    assert client.files.put_content("/interrupted/a.bin", b"whole").size == 5


def test_upload_refused_while_it_is_sent_raises_the_refusal(
    server: Any,
) -> None:
    stranger = FileOrganizerClient(base_url=server["url"], api_key="fo_no_body")
    with pytest.raises(AuthenticationError), stranger:
        stranger.files.put_content("/a.bin", (b"x" * 100_000 for _ in range(300)))


def test_threads_can_share_a_client(client: FileOrganizerClient) -> None:
    def work(number: int) -> str:
        content = f"thread {number}".encode()
        file = client.files.upload(content, "/threads", filename=f"{number}.txt")
        return client.files.content(file.file_id).read().decode()

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(40))) == [f"thread {n}" for n in range(40)]
    assert len(list(client.files.list("/threads", limit=7))) == 40


def test_session_used_by_several_threads_is_renewed(server: Any) -> None:
    with FileOrganizerClient(base_url=server["url"]) as client:
        client.auth.login(username="admin", password=server["password"])
        account: Any = client.auth._connection._core._account
        session = account.session
        session._renew_at = time.monotonic()
        with ThreadPoolExecutor(8) as threads:
            names = list(threads.map(lambda _: client.auth.me().username, range(24)))
        assert names == ["admin"] * 24
        assert account.session is not session
        client.auth.logout()


def place_in(folder: Path) -> dict[str, Any]:
    """Folders and a port that a server can be started with again."""
    (folder / "library").mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {"root": str(folder / "library"), "data": str(folder / "data"), "port": port}


def test_client_reconnects_to_a_restarted_server(servers: Servers, tmp_path: Path) -> None:
    place = place_in(tmp_path)
    first = servers.ask(start="server", **place)
    with (
        FileOrganizerClient(base_url=first["url"], api_key=first["key"]) as client,
        client.events.connect() as events,
    ):
        client.files.put_content("/a.txt", b"x")
        assert next(iter(events)).event_id == 1
        servers.ask(end=first["id"])
        with pytest.raises(ConnectionError, match="Cannot reach"):
            client.files.list("/", max_retries=0)
        second = servers.ask(start="server", **place)
        assert client.files.list("/").total == 1
        client.files.put_content("/b.txt", b"x")
        assert [event.event_id for event in events if not events.close()] == [2]
    servers.ask(end=second["id"])


def test_event_stream_resumes_after_the_last_event(client: FileOrganizerClient) -> None:
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


def test_lost_events_are_reported(client: FileOrganizerClient) -> None:
    missed: list[bool] = []
    with client.events.connect(last_event_id=999_999, on_missed=lambda: missed.append(True)):
        assert missed == [True]


def test_event_stream_reports_its_state(servers: Servers, tmp_path: Path) -> None:
    place = place_in(tmp_path)
    first = servers.ask(start="server", **place)
    states: list[StreamState] = []
    with FileOrganizerClient(base_url=first["url"], api_key=first["key"]) as client:
        with client.events.connect(on_state=states.append) as events:
            servers.ask(end=first["id"])
            second = servers.ask(start="server", **place)
            client.files.put_content("/a.txt", b"x")
            assert next(iter(events)).event == "file_uploaded"
        assert events.state.status == "closed"
    servers.ask(end=second["id"])
    told = [state.status for state in states]
    assert told[:2] == ["connected", "waiting"]
    assert told[-2:] == ["connected", "closed"]
    assert [state.is_again for state in states if state.status == "connected"] == [False, True]
    waiting = states[1]
    assert waiting.failures == 0
    assert waiting.retry_at is not None


def test_changes_of_files_are_messages(client: FileOrganizerClient, server: Any) -> None:
    messages: list[FilesChangedMessage] = []
    # A copy of another file would cause an event about duplicates.
    client.files.put_content("/changes/a.txt", b"the first of the changes")
    client.files.list("/changes")
    with client.events.connect(on_message=messages.append) as events:
        Path(server["root"], "changes", "b.txt").write_text("the second of the changes")
        closing = threading.Timer(5, events.close)
        closing.start()
        for _ in events:
            pytest.fail("A change by another program is not an event")
        closing.join()
    assert any("/changes" in (message.folders or ["/changes"]) for message in messages)


def test_event_stream_can_be_closed_by_another_thread(client: FileOrganizerClient) -> None:
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


def test_second_connection_with_the_same_client_id_replaces_the_first(
    client: FileOrganizerClient,
) -> None:
    with (
        client.events.connect(client_id="desk") as first,
        client.events.connect(client_id="desk"),
        pytest.raises(ConnectionError, match="4009"),
    ):
        next(iter(first))


@pytest.mark.anyio
async def test_async_client_receives_events(async_client: AsyncFileOrganizerClient) -> None:
    async with async_client, async_client.events.connect() as events:
        file = await async_client.files.upload(b"x", "/events", filename="async.txt")
        async for event in events:
            assert event.event == "file_uploaded"
            assert event.data == file
            break


def test_job_is_awaited_with_progress_by_events(client: FileOrganizerClient, server: Any) -> None:
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
async def test_async_client_awaits_a_job(
    async_client: AsyncFileOrganizerClient, server: Any
) -> None:
    Path(server["root"], "coroutines").mkdir()  # noqa: ASYNC240
    Path(server["root"], "coroutines", "a.txt").write_text("x")  # noqa: ASYNC240
    async with async_client:
        job = await async_client.organize.start_and_wait(path="/coroutines", methodology="type")
        assert job.status == "planned"
        done = await async_client.organize.execute_and_wait(job.job_id)
        assert done.status == "completed"


def test_start_and_wait_has_its_own_timeout(client: FileOrganizerClient) -> None:
    with pytest.raises(TimeoutError):
        client.organize.start_and_wait(path="/", methodology="type", timeout=0.001)
