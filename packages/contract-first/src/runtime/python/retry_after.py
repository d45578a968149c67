"""How long a server asks to wait."""

from __future__ import annotations

import math
import re
import time
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx


def seconds_to_wait(headers: httpx.Headers | None, *, limited: bool) -> int | None:
    """How long a server asks to wait, in seconds; None where it does not.

    By `Retry-After`, as a number or a date (RFC 9110, section 10.2.3), else by the `t` of
    `RateLimit` (the IETF draft on RateLimit header fields).

    Args:
        limited: Whether `t` counts even where the field does not say that nothing is left
    """
    if headers is None:
        return None
    retry_after = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+", retry_after):
        return int(retry_after)
    try:
        date = parsedate_to_datetime(retry_after).timestamp()
    except (TypeError, ValueError):
        state = read_rate_limit(headers)
        return state.reset if state and (limited or state.remaining == 0) else None
    return max(0, math.ceil(date - time.time()))


class RateLimitState(NamedTuple):
    """The state of a limit."""

    policy: str
    remaining: int
    reset: int
    """In seconds."""


def read_rate_limit(headers: httpx.Headers) -> RateLimitState | None:
    """Read the field `RateLimit`, such as `"files";r=99;t=42`."""
    field = re.search(r'"(.*?)";\s*r=(\d+);\s*t=(\d+)', headers.get("ratelimit", ""))
    if field is None:
        return None
    policy, remaining, reset = field.groups()
    return RateLimitState(policy, int(remaining), int(reset))
