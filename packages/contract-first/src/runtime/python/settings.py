"""The options of a client, completed and checked."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin

import httpx

from .operation import Operation, Server, Service
from .parameters import check_header
from .security import CredentialSource, read_credentials


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a client was created with."""

    service: Service
    base_url: str
    """Without a slash at its end."""
    is_base_url_given: bool
    credentials: Mapping[str, CredentialSource] = field(repr=False)
    """By the names of security schemes."""
    timeout: float | None
    max_retries: int
    wait_for_rate_limit: bool
    headers: Mapping[str, str] = field(repr=False)
    """Sent with each request."""

    def url_of(self, operation: Operation[Any]) -> str:
        """The URL below which the path of an operation is, without a slash at its end.

        An operation's own server counts unless the client was created with a `base_url`: that may
        be a proxy or a server for tests, which no request shall bypass.
        """
        if operation.server is None or self.is_base_url_given:
            return self.base_url
        url = urljoin(f"{self.base_url}/", _expand_server(operation.server, {}))
        return _read_base_url(url, "The URL of the operation's server")


def read_settings(
    service: Service,
    *,
    base_url: str | None = None,
    server_variables: Mapping[str, str] | None = None,
    credentials: Mapping[str, Any] | None = None,
    timeout: float | None = 60.0,
    max_retries: int = 2,
    wait_for_rate_limit: bool = False,
    headers: Mapping[str, str] | None = None,
) -> Settings:
    """Complete and check the options of a client.

    Args:
        service: The API
        base_url: By default the environment variable, else the first server of the document
        server_variables: Values for the braces of that server's URL
        credentials: By the names of the options; None for those that were not given
        timeout: Seconds for a whole call; None for no limit
        max_retries: How often a call is retried after a temporary failure
        wait_for_rate_limit: Whether to delay requests while their rate limit is used up
        headers: Sent with each request

    Raises:
        TypeError: Names the option whose type is wrong
        ValueError: Names the option whose value is wrong, and never shows a credential
    """
    given = base_url or os.environ.get(f"{service.environment}BASE_URL") or None
    return Settings(
        service=service,
        base_url=_read_base_url(given or _default_url(service, server_variables or {})),
        is_base_url_given=given is not None,
        credentials=read_credentials(service, credentials or {}),
        timeout=check_timeout(timeout),
        max_retries=check_retries(max_retries),
        wait_for_rate_limit=wait_for_rate_limit,
        headers={
            name: check_header(f"headers[{name!r}]", text) for name, text in (headers or {}).items()
        },
    )


def _default_url(service: Service, variables: Mapping[str, str]) -> str:
    url = _expand_server(service.servers[0], variables) if service.servers else "/"
    if re.match(r"https?://", url):
        return url
    raise ValueError(
        "base_url is needed, such as "
        f"https://api.example.com/{url.lstrip('/')}: the document does not name the host of the API"
    )


def _expand_server(server: Server, given: Mapping[str, str]) -> str:
    unknown = given.keys() - server.variables.keys()
    if unknown:
        raise ValueError(
            f"server_variables can have {', '.join(server.variables) or 'no names'}, "
            f"not {', '.join(sorted(unknown))}"
        )
    values = {**server.variables, **given}
    return re.sub(
        r"\{([^{}]+)\}",
        # a default may be a path, or a whole URL
        lambda brace: quote(values.get(brace[1], brace[0]), safe=":/@[]{}"),
        server.url,
    )


def check_timeout(timeout: float | None) -> float | None:
    """The same, but None for an infinite one.

    Raises:
        TypeError: Unless it is a number, or None
        ValueError: Unless it is positive
    """
    if timeout is None or timeout == math.inf:
        return None
    check_type("timeout", timeout, int | float, "a number of seconds, or None for no limit")
    if not timeout > 0:
        raise ValueError("timeout must be a positive number of seconds, or None for no limit")
    return timeout


def check_retries(retries: int) -> int:
    """The same.

    Raises:
        TypeError: Unless it is a whole number
        ValueError: Unless it is 0 or more
    """
    check_type("max_retries", retries, int, "a whole number")
    if retries < 0:
        raise ValueError("max_retries must be 0 or more")
    return retries


def check_type(option: str, value: object, types: Any, needed: str) -> None:
    """Checks the type of an option.

    Raises:
        TypeError: Names the option
    """
    if not isinstance(value, types):
        raise TypeError(f"{option} must be {needed}, not {type(value).__name__}")


def _read_base_url(text: str, option: str = "base_url") -> str:
    check_type(option, text, str | httpx.URL, "a string")
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise ValueError(
            f"{option} must be an http or https URL without a user name or password, such as "
            "http://localhost:8000"
        )
    return str(url.copy_with(query=None, fragment=None)).rstrip("/")
