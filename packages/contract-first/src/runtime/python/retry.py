"""Whether and when a call is tried again."""

from __future__ import annotations

import random
from typing import Any

from .errors import ApiError, ConnectionError
from .operation import Operation
from .retry_after import seconds_to_wait

_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"})
"""Methods that do no more if they arrive twice (RFC 9110, section 9.2.2; `QUERY` by its draft)."""

_SHORTEST, _LONGEST = 0.5, 8.0
"""The bounds of the wait before the first attempts if the server states none, in seconds."""


def is_safe(operation: Operation[Any]) -> bool:
    """Whether an operation does no more if its request arrives twice."""
    return operation.idempotency_key is not None or operation.method in _IDEMPOTENT


def time_before_retry(
    problems: frozenset[str], error: ApiError, attempt: int, *, is_safe: bool
) -> float | None:
    """How many seconds to wait before a request is sent again.

    As long as the server says, else at random up to a time that doubles with each attempt (full
    jitter), so that many clients do not return at once. None if it must not be tried again, or
    would not help.

    Args:
        problems: The codes of problems that are temporary
        attempt: The one that has failed, from 1
        is_safe: Whether it does no more if it arrives twice
    """
    code = error.code or 0
    is_passing = (
        isinstance(error, ConnectionError) or code == 408 or code >= 500 or error.slug in problems
    )
    # a 429 has changed nothing, so any method can be retried
    if code != 429 and not (is_safe and is_passing):
        return None
    seconds = seconds_to_wait(error.headers, limited=code == 429)
    if seconds is not None:
        return seconds
    return random.uniform(0, min(_LONGEST, _SHORTEST * 2.0 ** min(attempt - 1, 10)))
