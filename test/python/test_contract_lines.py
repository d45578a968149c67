"""The lines that the contract promises, as they are promised, with the server and with the mock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from file_organizer import (
    AsyncFileOrganizerClient,
    FileOrganizerClient,
    FileOrganizerError,
    RateLimitError,
)
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_none

from servers import Servers


@pytest.fixture(scope="module", params=["server", "stateful mock"])
def server(servers: Servers, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The real server, and the mock that remembers."""
    started = servers.ask(start=request.param)
    yield started
    servers.ask(end=started["id"])


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("document.pdf").write_bytes(b"%PDF-1.7")


@pytest.mark.usefixtures("document")
def test_documented_calls_run_with_the_sync_client(server: Any) -> None:
    client = FileOrganizerClient(base_url=server["url"], api_key=server["key"], timeout=30)
    files = client.files.list(path="/")
    assert files.items == client.files.list("/").items
    with open("document.pdf", "rb") as f:
        file = client.files.upload(f, path="/documents/sync")
    assert (file.path, file.size) == ("/documents/sync/document.pdf", 8)
    client.organize.start_and_wait(path="/documents/sync", methodology="para")
    job = client.organize.start(path="/documents/sync", methodology="para")
    status = client.organize.get_status(job.job_id)
    results = client.organize.get_results(job.job_id)
    assert status.job_id == results.job.job_id == job.job_id
    client.close()

    client = FileOrganizerClient(base_url=server["url"])
    with pytest.raises(FileOrganizerError) as caught:
        client.files.list()
    e = caught.value
    assert e.code == 401
    assert e.message.startswith("Send ")
    client.auth.login(username="admin", password=server["password"])
    assert client.files.list("/documents/sync").total == 1
    client.auth.logout()
    client.close()
    assert issubclass(RateLimitError, FileOrganizerError)


@pytest.mark.anyio
@pytest.mark.usefixtures("document")
async def test_documented_calls_run_with_the_async_client(server: Any) -> None:
    client = AsyncFileOrganizerClient(base_url=server["url"], api_key=server["key"], timeout=30)
    files = await client.files.list(path="/")
    assert files.items == (await client.files.list("/")).items
    with open("document.pdf", "rb") as f:  # noqa: ASYNC230  as users do
        file = await client.files.upload(f, path="/documents/async")
    assert (file.path, file.size) == ("/documents/async/document.pdf", 8)
    job = await client.organize.start(path="/documents/async", methodology="para")
    status = await client.organize.get_status(job.job_id)
    results = await client.organize.get_results(job.job_id)
    assert status.job_id == results.job.job_id == job.job_id
    await client.close()

    client = AsyncFileOrganizerClient(base_url=server["url"])
    await client.auth.login(username="admin", password=server["password"])
    token = await client.auth.me()
    assert token.credential == "access_token"
    await client.auth.logout()
    await client.close()


@pytest.mark.anyio
async def test_tenacity_can_retry_a_call(server: Any) -> None:
    attempts = 0

    @retry(
        retry=retry_if_exception_type(FileOrganizerError),
        wait=wait_none(),
        stop=stop_after_attempt(3),
        reraise=True,
    )
    async def list_files() -> int:
        nonlocal attempts
        attempts += 1
        client = AsyncFileOrganizerClient(
            base_url=server["url"], api_key=server["key"] if attempts == 3 else None
        )
        async with client:
            return (await client.files.list("/")).total

    assert await list_files() >= 0
    assert attempts == 3
