"""Servers for the tests of this folder, each started by `servers.ts`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from file_organizer import AsyncFileOrganizerClient, FileOrganizerClient

ROOT = Path(__file__).parents[2]


class Servers:
    """Starts and ends servers."""

    def __init__(self) -> None:
        node = ROOT / "node_modules" / ".bin" / "node"
        self._process = subprocess.Popen(
            [node, Path(__file__).with_name("servers.ts")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **request: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    servers = Servers()
    yield servers
    servers.close()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FILE_ORGANIZER_API_KEY", raising=False)
    monkeypatch.delenv("FILE_ORGANIZER_BASE_URL", raising=False)


@pytest.fixture(scope="module")
def server(servers: Servers) -> Iterator[Any]:
    """The real server, shared by the tests of a file: each uses folders of its own."""
    started = servers.ask(start="server")
    yield started
    servers.ask(end=started["id"])


@pytest.fixture
def client(server: Any) -> Iterator[FileOrganizerClient]:
    with FileOrganizerClient(base_url=server["url"], api_key=server["key"]) as client:
        yield client


@pytest.fixture
def async_client(server: Any) -> AsyncFileOrganizerClient:
    return AsyncFileOrganizerClient(base_url=server["url"], api_key=server["key"])
