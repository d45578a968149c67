"""The clients."""

from __future__ import annotations

from types import TracebackType

import httpx
from typing_extensions import Self

from ._generated.async_resources import AsyncResources
from ._generated.resources import Resources
from ._runtime.connection import AsyncConnection, Connection
from ._runtime.io import NotPicklable
from ._runtime.settings import read_settings


class FileOrganizerClient(NotPicklable, Resources):
    """A client of the File Organizer API. Each group of operations is an attribute of it.

    It keeps connections open and may be used by many threads. Close it, or use it in a `with`
    statement.

    Example:
        >>> client = FileOrganizerClient(base_url="http://localhost:8000", api_key="fo_…")
        >>> for file in client.files.list("/"):
        ...     print(file.path)
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        access_token: str | None = None,
        timeout: float | None = 60.0,
        max_retries: int = 2,
        wait_for_rate_limit: bool = False,
        http_client: httpx.Client | None = None,
    ) -> None:
        """Make a client.

        Args:
            base_url: The address of the server; else that in the environment variable
                `FILE_ORGANIZER_BASE_URL`, else `http://localhost:8000`
            api_key: An API key, `fo_<id>_<token>`; else that in `FILE_ORGANIZER_API_KEY`
            access_token: An access token (JWT), in place of an API key
            timeout: Seconds that a call may take, all its attempts and the body of the answer
                included; None for ever
            max_retries: How often a call is tried again after it has failed for a passing reason
            wait_for_rate_limit: Whether to wait before a request where the server has said that
                nothing is left of its limit
            http_client: What sends the requests, for proxies, certificates or transports of your
                own; it is yours to close

        Raises:
            ValueError: Names the option at fault
        """
        self._settings = read_settings(
            base_url=base_url,
            api_key=api_key,
            access_token=access_token,
            timeout=timeout,
            max_retries=max_retries,
            wait_for_rate_limit=wait_for_rate_limit,
        )
        self._connection = Connection.open(self._settings, http_client)
        super().__init__(self._connection)

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


class AsyncFileOrganizerClient(NotPicklable, AsyncResources):
    """As `FileOrganizerClient`, for coroutines: each method is awaited.

    Example:
        >>> async with AsyncFileOrganizerClient(base_url="http://localhost:8000") as client:
        ...     async for file in client.files.list("/"):
        ...         print(file.path)
    """

    def __init__(
        self,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        access_token: str | None = None,
        timeout: float | None = 60.0,
        max_retries: int = 2,
        wait_for_rate_limit: bool = False,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        """Make a client, by the options of `FileOrganizerClient`.

        Raises:
            ValueError: Names the option at fault
        """
        self._settings = read_settings(
            base_url=base_url,
            api_key=api_key,
            access_token=access_token,
            timeout=timeout,
            max_retries=max_retries,
            wait_for_rate_limit=wait_for_rate_limit,
        )
        self._connection = AsyncConnection.open(self._settings, http_client)
        super().__init__(self._connection)

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
