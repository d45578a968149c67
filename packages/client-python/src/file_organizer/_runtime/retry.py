"""Whether and when a call is tried again."""

from __future__ import annotations

import random

from .._generated.operations import RETRIED_PROBLEMS
from .errors import ConnectionError, FileOrganizerError
from .operation import Operation
from .retry_after import seconds_to_wait

_IDEMPOTENT = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
"""Methods that do no more when they come twice (RFC 9110, section 9.2.2)."""

_SHORTEST, _LONGEST = 0.5, 8.0
"""The bounds of the wait before the first attempts that nobody has given a time for, in seconds."""


def time_before_retry(
    operation: Operation, error: FileOrganizerError, attempt: int
) -> float | None:
    """How many seconds to wait before an operation is tried again.

    As long as the server says, else at random up to a time that doubles with each attempt (full
    jitter), so that many clients do not come back all at once. None where it must not be tried
    again, or would not help.

    Args:
        attempt: The one that has failed, from 1
    """
    code = error.code or 0
    is_safe = operation.keyed or operation.method in _IDEMPOTENT
    is_passing = (
        isinstance(error, ConnectionError)
        or code == 408
        or code >= 500
        or error.slug in RETRIED_PROBLEMS
    )
    # a 429 has done nothing yet, whatever the method
    if code != 429 and not (is_safe and is_passing):
        return None
    seconds = seconds_to_wait(error.headers, limited=code == 429)
    if seconds is not None:
        return seconds
    return random.uniform(0, min(_LONGEST, _SHORTEST * 2.0 ** min(attempt - 1, 10)))
