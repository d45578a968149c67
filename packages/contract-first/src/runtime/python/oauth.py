"""Tokens that the client requests by itself (OAuth 2, RFC 6749, section 4.4)."""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, quote_plus, urlencode, urljoin

import httpx
import pydantic_core

from .credentials import ClientCredentials
from .deadline import Deadline
from .errors import ApiError, AuthenticationError, ConnectionError, TimeoutError, error_from
from .guards import is_object
from .io import IO, Lock, Outgoing
from .operation import Scheme
from .owner import PerProcess

_MARGIN = 30.0
"""A token is renewed this many seconds before it expires, or when a tenth of its life is left."""

_LIFE = 300.0
"""How long a token is used whose life the server does not state, in seconds."""


class TokenRequestError(Exception):
    """No token: the request of the operation was not sent, so the call can be tried again."""

    def __init__(self, reason: ApiError) -> None:
        super().__init__(reason)
        self.reason = reason


class _Token:
    def __init__(self, value: str, life: float) -> None:
        self.value = value
        self.renew_at = time.monotonic() + life - min(_MARGIN, life / 10)


class ClientTokens:
    """The tokens of an OAuth 2 client, by their scopes. Concurrent calls share one request."""

    def __init__(self, scheme: Scheme, client: ClientCredentials) -> None:
        self._scheme = scheme
        self._client = client
        self._tokens: dict[tuple[str, ...], _Token] = {}
        self._io: IO | None = None
        self._base_url = ""
        self._locks: PerProcess[Lock] | None = None

    def connect(self, io: IO, base_url: str) -> None:
        """Is called by the client that uses it."""
        self._io = io
        self._base_url = base_url
        # the child of a fork must not wait for a lock that it has copied
        self._locks = PerProcess(io.lock)

    async def get(self, scopes: tuple[str, ...], deadline: Deadline) -> str:
        """A token for an operation.

        Raises:
            TokenRequestError: If the server of tokens fails or refuses
        """
        wanted = self._client.scopes if self._client.scopes is not None else scopes
        key = tuple(sorted(wanted))
        token = self._valid(key)
        if token is not None:
            return token
        assert self._locks is not None  # noqa: S101  the client has connected it
        async with self._locks.get().within(deadline):
            token = self._valid(key)
            if token is None:
                try:
                    self._tokens[key] = await self._request(wanted, deadline)
                except TimeoutError:
                    # no time is left for another attempt
                    raise
                except ApiError as error:
                    raise TokenRequestError(error) from None
                token = self._tokens[key].value
            return token

    async def renew(self, refused: str, refusal: AuthenticationError, deadline: Deadline) -> bool:
        for key, token in list(self._tokens.items()):
            if token.value == refused:
                self._tokens.pop(key, None)
        return True

    def _valid(self, key: tuple[str, ...]) -> str | None:
        token = self._tokens.get(key)
        return token.value if token is not None and time.monotonic() < token.renew_at else None

    async def _request(self, scopes: tuple[str, ...], deadline: Deadline) -> _Token:
        io, client = self._io, self._client
        assert io is not None  # noqa: S101  as above
        url = urljoin(f"{self._base_url}/", client.token_url or self._scheme.token_url or "")
        if not (client.token_url or self._scheme.token_url):
            raise ValueError(
                f"{self._scheme.option} needs a token_url: the document has none for this flow"
            )
        form = {"grant_type": "client_credentials"}
        if scopes:
            form["scope"] = " ".join(scopes)
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        if client.sent_in == "body":
            form.update(client_id=client.client_id, client_secret=client.client_secret)
        else:
            # each is encoded before they are joined (RFC 6749, section 2.3.1)
            pair = f"{quote_plus(client.client_id)}:{quote_plus(client.client_secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        outgoing = Outgoing(
            method="POST",
            url=url,
            headers=headers,
            content=urlencode(form, quote_via=quote).encode(),
            timeout=deadline.remaining(),
            trace=_untraced,
        )
        try:
            response = await io.send(outgoing)
            try:
                await io.read(response, deadline)
            finally:
                await io.discard(response)
        except httpx.TimeoutException as error:
            raise deadline.error() from _bare(error)
        except httpx.RequestError as error:
            raise ConnectionError(f"Cannot get a token from {url}: {error}") from _bare(error)
        # errors lead to the response, and so to its request
        response.request = httpx.Request("POST", url)
        if not response.is_success:
            raise _refusal(error_from(response), url)
        return _read_token(response, url)


def _bare(error: httpx.RequestError) -> httpx.RequestError:
    error.request = httpx.Request("POST", error.request.url)
    return error


def _untraced(event: str, info: Mapping[str, Any]) -> None:
    """Token requests may go to another server than that of the API."""


def _refusal(error: ApiError, url: str) -> ApiError:
    error.message = f"Cannot get a token from {url}: {error.message}"
    return error


def _read_token(response: httpx.Response, url: str) -> _Token:
    try:
        answer: Any = pydantic_core.from_json(response.content)
    except ValueError:
        answer = None
    fields = answer if is_object(answer) else {}
    token = fields.get("access_token")
    if not isinstance(token, str):
        raise ApiError(
            f"The response of {url} has no access_token",
            response=httpx.Response(response.status_code, headers=response.headers),
        )
    expires = fields.get("expires_in")
    try:
        life = float(expires) if expires is not None else _LIFE
    except (TypeError, ValueError):
        life = _LIFE
    return _Token(token, life)
