from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from file_organizer import AsyncFileOrganizerClient, FileOrganizerClient

from servers import Servers


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
