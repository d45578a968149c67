"""The credentials that a client is created with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Credential: TypeAlias = str | Callable[[], str]
"""An API key, a token or the value of another scheme; or what returns it, before each request."""

AsyncCredential: TypeAlias = str | Callable[[], str | Awaitable[str]]
"""A `Credential`; what returns it may be a coroutine function."""

BasicCredential: TypeAlias = tuple[str, str]
"""A user name and a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredentials:
    """An OAuth 2 client, with which tokens are requested (RFC 6749, section 4.4)."""

    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] | None = None
    """By default those that the operation needs that requests the token."""
    token_url: str | None = None
    """By default that of the document."""
    sent_in: Literal["header", "body"] = "header"
    """Where the token request has the id and the secret."""


OAuthCredential: TypeAlias = str | Callable[[], str] | ClientCredentials
"""A token, what returns one, or the client that tokens are requested for."""

AsyncOAuthCredential: TypeAlias = str | Callable[[], str | Awaitable[str]] | ClientCredentials
"""An `OAuthCredential`; what returns it may be a coroutine function."""
