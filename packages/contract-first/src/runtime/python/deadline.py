"""The time that a call has."""

from __future__ import annotations

import time
from collections.abc import Callable

from .errors import TimeoutError


class Deadline:
    """When a call ends, with all its attempts."""

    def __init__(
        self, timeout: float | None, what: Callable[[], str] = lambda: "No response"
    ) -> None:
        """Begins the time.

        Args:
            timeout: In seconds; None for ever
            what: Says what has not happened when it is over
        """
        self._what = what
        self._timeout = timeout
        self._end = None if timeout is None else time.monotonic() + timeout

    def remaining(self) -> float | None:
        """How many seconds are left, 0 at least; None for ever."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def allows(self, seconds: float) -> bool:
        """Whether so many seconds from now are in time."""
        return self._end is None or time.monotonic() + seconds < self._end

    def check(self) -> None:
        """Raise a TimeoutError where the time is over."""
        if self.remaining() == 0:
            raise self.error()

    def error(self) -> TimeoutError:
        """What says that the time is over."""
        return TimeoutError(f"{self._what()} after {self._timeout:g} seconds")
