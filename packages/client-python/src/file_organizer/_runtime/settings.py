"""The options of a client, completed and checked."""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass, field
from typing import Any

import httpx


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a client was made with."""

    base_url: str
    """Without a slash at its end."""
    credentials: dict[str, str] = field(repr=False)
    """The headers that carry the credentials; none where there are none."""
    timeout: float | None
    max_retries: int
    wait_for_rate_limit: bool


def read_settings(
    *,
    base_url: str | None,
    api_key: str | None,
    access_token: str | None,
    timeout: float | None,
    max_retries: int,
    wait_for_rate_limit: bool,
) -> Settings:
    """Complete and check the options of a client.

    Raises:
        TypeError: Names the option whose type is wrong
        ValueError: Names the option whose value is wrong, and never shows a credential
    """
    return Settings(
        base_url=_read_base_url(
            base_url or os.environ.get("FILE_ORGANIZER_BASE_URL") or "http://localhost:8000"
        ),
        credentials=_read_credentials(api_key, access_token),
        timeout=check_timeout(timeout),
        max_retries=check_retries(max_retries),
        wait_for_rate_limit=wait_for_rate_limit,
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


def _read_base_url(text: str) -> str:
    check_type("base_url", text, str | httpx.URL, "a string")
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise ValueError(
            "base_url must be an http or https URL without a user name or password, such as "
            "http://localhost:8000"
        )
    return str(url.copy_with(query=None, fragment=None)).rstrip("/")


def _read_credentials(api_key: str | None, access_token: str | None) -> dict[str, str]:
    if api_key is not None and access_token is not None:
        raise ValueError("Give either api_key or access_token, not both")
    if access_token is not None:
        return {"Authorization": f"Bearer {_check_credential('access_token', access_token)}"}
    key = api_key if api_key is not None else os.environ.get("FILE_ORGANIZER_API_KEY") or None
    return {} if key is None else {"X-API-Key": _check_credential("api_key", key)}


def _check_credential(option: str, credential: str) -> str:
    check_type(option, credential, str, "a string")
    # httpx would refuse such a header too, but with the credential in its message
    if re.fullmatch(r"[\x21-\x7e]+", credential):
        return credential
    raise ValueError(f"{option} must consist of printable ASCII characters, without spaces")
