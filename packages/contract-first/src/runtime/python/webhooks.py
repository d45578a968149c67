"""Requests that the API sends, verified by their signatures (Standard Webhooks 1.0)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import pydantic_core

from .errors import WebhookError
from .model import read_as

WebhookSecret: TypeAlias = str | bytes | Sequence[str | bytes]
"""A secret such as `whsec_…`, or several while they are replaced. Bytes are the key itself."""

_PREFIX: Final = "whsec_"
_VENDORS: Final = ("webhook", "svix")
"""What the names of the headers begin with."""


def unwrap(
    into: Any,
    body: bytes | str,
    headers: Mapping[str, str],
    secret: WebhookSecret,
    *,
    tolerance: float = 300.0,
) -> Any:
    """Verify a request, and read its body.

    Args:
        into: The type of the body
        body: As it arrived; not read as JSON and written again
        headers: Of the request; names in any case
        secret: That of the endpoint
        tolerance: How many seconds the time of the request may differ from now

    Raises:
        WebhookError: If it is not signed with a secret, or its time differs by more
        ValueError: If a secret is none
    """
    content = body.encode() if isinstance(body, str) else bytes(body)
    identifier, timestamp, signatures = _read_headers(headers)
    _check_time(timestamp, tolerance)
    signed = f"{identifier}.{timestamp}.".encode() + content
    expected = [
        base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()) for key in _keys(secret)
    ]
    # all are compared, so that the time does not tell which one is almost right
    found = [
        hmac.compare_digest(signature.encode(), one) for signature in signatures for one in expected
    ]
    if not any(found):
        raise WebhookError("The signature of the webhook matches no secret")
    return parse(into, content)


def parse(into: Any, body: bytes | str) -> Any:
    """Read the body of a request that the API has sent, without a proof that it has.

    Args:
        into: The type of the body
        body: As it arrived

    Raises:
        WebhookError: If it is not JSON
    """
    try:
        value = pydantic_core.from_json(body.encode() if isinstance(body, str) else bytes(body))
    except ValueError:
        raise WebhookError("The body of the request is not JSON") from None
    return read_as(into, value)


def _read_headers(headers: Mapping[str, str]) -> tuple[str, str, list[str]]:
    lower = {name.lower(): value for name, value in headers.items()}
    for vendor in _VENDORS:
        names = [f"{vendor}-{part}" for part in ("id", "timestamp", "signature")]
        if all(name in lower for name in names):
            identifier, timestamp, signature = (lower[name] for name in names)
            pairs = [one.partition(",") for one in signature.split()]
            return identifier, timestamp, [text for version, _, text in pairs if version == "v1"]
    raise WebhookError(
        "The request lacks one of the headers webhook-id, webhook-timestamp and webhook-signature"
    )


def _check_time(timestamp: str, tolerance: float) -> None:
    if not timestamp.isascii() or not timestamp.isdecimal():
        raise WebhookError("The webhook-timestamp is not a number of seconds")
    seconds = time.time() - int(timestamp)
    if abs(seconds) > tolerance:
        age = "old" if seconds > 0 else "early"
        raise WebhookError(
            f"The webhook is {abs(seconds):.0f} seconds {age}; at most {tolerance:g} are allowed"
        )


def _keys(secret: WebhookSecret) -> Iterable[bytes]:
    secrets = [secret] if isinstance(secret, str | bytes) else list(secret)
    if not secrets:
        raise ValueError("secret must not be empty")
    return [_key(one) for one in secrets]


def _key(secret: str | bytes) -> bytes:
    if isinstance(secret, bytes):
        key = secret
    else:
        text = secret.removeprefix(_PREFIX)
        try:
            key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("secret must be base64, such as whsec_…") from None
    if not key:
        raise ValueError("secret must not be empty")
    return key
