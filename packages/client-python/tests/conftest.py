from __future__ import annotations

import pytest


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FILE_ORGANIZER_API_KEY", raising=False)
    monkeypatch.delenv("FILE_ORGANIZER_BASE_URL", raising=False)
