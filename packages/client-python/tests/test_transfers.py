"""Uploads and downloads."""

from __future__ import annotations

import asyncio
import io
import os
import re
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from answered import FILE, async_client_of, client_of

from file_organizer import ConnectionError, FileOrganizerError, UploadProgress


class Inbox:
    """Takes uploads, and fails for as many as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.bodies: list[bytes] = []
        self.headers: list[httpx.Headers] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.bodies.append(request.read())
        self.headers.append(request.headers)
        if len(self.bodies) <= self.failures:
            return httpx.Response(503, headers={"retry-after": "0"})
        return httpx.Response(201, json=FILE)

    @property
    def file(self) -> tuple[bytes, bytes]:
        """The name and the content of the file in the last form."""
        found = re.search(rb'filename="(.*?)"\r\n.*?\r\n\r\n(.*)\r\n--form-', self.bodies[-1], re.S)
        assert found
        return found[1], found[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"Buy milk.")
    return path


def test_upload_accepts_every_kind_of_source(path: Path) -> None:
    inbox = Inbox()
    client = client_of(inbox)
    client.files.upload(path, "/documents")
    assert inbox.file == (b"notes.txt", b"Buy milk.")
    assert b'name="path"\r\n\r\n/documents\r\n' in inbox.bodies[-1]
    client.files.upload(str(path))
    assert inbox.file == (b"notes.txt", b"Buy milk.")
    with path.open("rb") as file:
        file.read(4)
        client.files.upload(file)
        assert inbox.file == (b"notes.txt", b"milk.")
        assert not file.closed
    for source in (b"x", bytearray(b"x"), memoryview(b"x"), io.BytesIO(b"x"), [b"x"], iter([b"x"])):
        client.files.upload(source, filename="a")
        assert inbox.file == (b"a", b"x")


@pytest.mark.anyio
async def test_async_upload_accepts_every_kind_of_source(path: Path) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"Buy "
        yield b"milk."

    inbox = Inbox()
    client = async_client_of(inbox)
    with path.open("rb") as file:
        for source in (path, str(path), file, b"Buy milk.", [b"Buy ", b"milk."], chunks()):
            await client.files.upload(source, filename="a")
            assert inbox.file == (b"a", b"Buy milk.")


def test_content_length_is_sent_if_the_size_is_known(path: Path) -> None:
    inbox = Inbox()
    client = client_of(inbox)
    client.files.put_content("/a", path)
    assert inbox.headers[-1]["content-length"] == "9"
    client.files.put_content("/a", iter([b"Buy milk."]))
    assert inbox.headers[-1]["transfer-encoding"] == "chunked"
    client.files.put_content("/empty", b"")
    assert inbox.headers[-1]["content-length"] == "0"


@pytest.mark.parametrize("kind", ["path", "file", "bytes"])
def test_rereadable_source_is_resent_unchanged(path: Path, kind: str) -> None:
    inbox = Inbox(failures=2)
    with path.open("rb") as file:
        source: Any = {"path": path, "file": file, "bytes": b"Buy milk."}[kind]
        client_of(inbox).files.upload(source, filename="a")
    assert len(set(inbox.bodies)) == 1
    assert len(inbox.bodies) == 3
    assert len({headers["idempotency-key"] for headers in inbox.headers}) == 1


def test_one_shot_source_is_not_resent() -> None:
    inbox = Inbox(failures=1)
    with pytest.raises(FileOrganizerError) as caught:
        client_of(inbox).files.upload(iter([b"x"]), filename="a")
    assert caught.value.code == 503
    assert len(inbox.bodies) == 1


def test_progress_runs_from_zero_to_the_full_size(path: Path) -> None:
    told: list[UploadProgress] = []
    client_of(Inbox()).files.put_content("/a", path, on_progress=told.append)
    assert told == [(0, 9), (9, 9)]
    told.clear()
    client_of(Inbox()).files.put_content("/a", iter([b"ab", b"c"]), on_progress=told.append)
    assert told == [(0, None), (2, None), (3, None)]


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("Übung 日本.txt", "Übung 日本.txt"),
        ('a"b.txt', "a%22b.txt"),
        ("a\r\nb.txt", "a%0D%0Ab.txt"),
        ("100%.txt", "100%.txt"),
    ],
)
def test_file_name_is_escaped_in_a_form(name: str, escaped: str) -> None:
    inbox = Inbox()
    client_of(inbox).files.upload(b"x", filename=name)
    assert inbox.file == (escaped.encode(), b"x")


def test_unsupported_upload_source_is_refused(tmp_path: Path) -> None:
    client = client_of(Inbox())
    with pytest.raises(TypeError, match="filename="):
        client.files.upload(b"x")
    with pytest.raises(FileNotFoundError):
        client.files.upload(tmp_path / "missing")
    with pytest.raises(IsADirectoryError):
        client.files.upload(tmp_path)
    with pytest.raises(TypeError, match="binary"):
        client.files.upload(io.StringIO("x"), filename="a")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match="not int"):
        client.files.upload(7, filename="a")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match="not str"):
        client.files.upload(["x"], filename="a")  # type: ignore[list-item]  # wrong on purpose


def test_sync_client_refuses_an_async_source() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        await asyncio.sleep(0)
        yield b"x"

    with pytest.raises(TypeError, match="AsyncFileOrganizerClient"):
        client_of(Inbox()).files.upload(chunks(), filename="a")  # type: ignore[arg-type]  # wrong on purpose


def test_file_that_shrinks_during_upload_is_an_error(path: Path) -> None:
    def shrink(_: UploadProgress) -> None:
        path.write_bytes(b"")

    with pytest.raises(OSError, match="shorter"):
        client_of(Inbox()).files.put_content("/a", path, on_progress=shrink)


@pytest.mark.parametrize("call", ["list", "start", "upload"])
def test_file_name_that_is_not_utf_8_is_refused(call: str) -> None:
    client = client_of(Inbox())
    name = os.fsdecode(b"/\xff.txt")
    calls: dict[str, Callable[[], object]] = {
        "list": lambda: client.files.list(name),
        "start": lambda: client.organize.start(path=name, methodology="type"),
        "upload": lambda: client.files.upload(b"x", filename=name),
    }
    with pytest.raises(ValueError, match="UTF-8"):
        calls[call]()


def test_exception_of_an_upload_source_propagates() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"x"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        client_of(Inbox()).files.upload(chunks(), filename="a")


class Broken(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that ends in its middle."""

    def __iter__(self) -> Iterator[bytes]:
        yield b"half"
        raise httpx.ReadError("broken")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"half"
        raise httpx.ReadError("broken")


def test_download_is_read_whole_in_chunks_or_to_a_file(tmp_path: Path) -> None:
    client = client_of(lambda _: httpx.Response(200, content=b"Buy milk."))
    assert client.files.content("f1").read() == b"Buy milk."
    with client.files.content("f1") as download:
        assert download.size == 9
        assert b"".join(download.iter_bytes()) == b"Buy milk."
    target = tmp_path / "a.txt"
    assert client.files.content("f1").write_to_file(target) == 9
    assert target.read_bytes() == b"Buy milk."
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.anyio
async def test_async_download_is_read_whole_in_chunks_or_to_a_file(tmp_path: Path) -> None:
    client = async_client_of(lambda _: httpx.Response(200, content=b"Buy milk."))
    assert await (await client.files.content("f1")).read() == b"Buy milk."
    async with await client.files.content("f1") as download:
        assert [chunk async for chunk in download.iter_bytes()] == [b"Buy milk."]
    target = tmp_path / "a.txt"
    assert await (await client.files.content("f1")).write_to_file(target) == 9
    assert target.read_bytes() == b"Buy milk."


def test_interrupted_download_leaves_the_existing_file_unchanged(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    client = client_of(lambda _: httpx.Response(200, stream=Broken()))
    with pytest.raises(ConnectionError, match="was interrupted"):
        client.files.content("f1").write_to_file(target)
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.txt"]


@pytest.mark.anyio
async def test_interrupted_async_download_leaves_no_file(tmp_path: Path) -> None:
    client = async_client_of(lambda _: httpx.Response(200, stream=Broken()))
    download = await client.files.content("f1")
    with pytest.raises(ConnectionError, match="was interrupted"):
        await download.write_to_file(tmp_path / "a.txt")
    assert os.listdir(tmp_path) == []


def test_download_into_a_folder_asks_for_a_file_name(tmp_path: Path) -> None:
    client = client_of(lambda _: httpx.Response(200, content=b"x"))
    with pytest.raises(IsADirectoryError, match="add the name of the file"):
        client.files.content("f1").write_to_file(tmp_path)


def test_download_of_a_missing_file_is_an_error() -> None:
    client = client_of(lambda _: httpx.Response(404, json={"detail": "gone"}))
    with pytest.raises(FileOrganizerError, match="gone"):
        client.files.content("f1")
