"""What the generated clients have in common; their options and resources are generated.

A generated client looks like this:

    class PetsClient(ClientBase, Resources):
        def __init__(
            self,
            *,
            base_url: str | None = None,
            api_key: Credential | None = None,
            timeout: float | None = 60.0,
            max_retries: int = 2,
            wait_for_rate_limit: bool = False,
            headers: Mapping[str, str] | None = None,
            http_client: httpx.Client | None = None,
        ) -> None:
            settings = read_settings(
                operations.SERVICE,
                base_url=base_url,
                credentials={"api_key": api_key},
                timeout=timeout,
                max_retries=max_retries,
                wait_for_rate_limit=wait_for_rate_limit,
                headers=headers,
            )
            ClientBase.__init__(self, settings, http_client)
            Resources.__init__(self, self._connection)
"""

from __future__ import annotations

from types import TracebackType

import httpx
from typing_extensions import Self

from .connection import AsyncConnection, Connection
from .io import NotPicklable
from .settings import Settings


class ClientBase(NotPicklable):
    """A client that blocks. It keeps connections open and is safe to use from several threads."""

    def __init__(self, settings: Settings, http_client: httpx.Client | None) -> None:
        self._settings = settings
        self._connection = Connection.open(settings, http_client)

    def close(self) -> None:
        """Closes the connections; later calls raise a `ClientStateError`."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"


class AsyncClientBase(NotPicklable):
    """A client of coroutines."""

    def __init__(self, settings: Settings, http_client: httpx.AsyncClient | None) -> None:
        self._settings = settings
        self._connection = AsyncConnection.open(settings, http_client)

    async def close(self) -> None:
        """Closes the connections; later calls raise a `ClientStateError`."""
        await self._connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"
