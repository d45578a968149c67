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
    """A client of the File Organizer API. Each group of operations is an attribute.

    It keeps connections open and is safe to use from several threads. Close it, or use it in a
    `with` statement.

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
        """Create a client.

        Args:
            base_url: The URL of the server; by default the environment variable
                `FILE_ORGANIZER_BASE_URL`, else `http://localhost:8000`
            api_key: An API key, `fo_<id>_<token>`; by default `FILE_ORGANIZER_API_KEY`
            access_token: An access token (JWT), instead of an API key
            timeout: Timeout of a whole call in seconds, including all attempts and the response
                body; None for no limit
            max_retries: How often a call is retried after a temporary failure
            wait_for_rate_limit: Whether to delay requests while the server reports that their
                rate limit is used up
            http_client: The httpx client to use, for custom proxies, certificates or transports;
                you have to close it yourself

        Raises:
            ValueError: If an option is invalid; the message names it
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
    """The asynchronous client: like `FileOrganizerClient`, but methods are awaited.

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
        """Create a client, with the options of `FileOrganizerClient`.

        Raises:
            ValueError: If an option is invalid; the message names it
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
