"""Who a connection belongs to: the process that opened it and, with coroutines, its event loop.

A fork copies open sockets and held locks. Two processes that read from one socket get each other's
answers, and a lock that another thread held during the fork is never released in the child. So
nothing that a process has opened is used in another one, nor closed there.
"""

from __future__ import annotations

import codecs
import os
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import anyio.lowlevel

T = TypeVar("T")

# Python loads this codec when it resolves its first host name. If another thread forks at that
# moment, the child waits forever for the lock of that import.
codecs.lookup("idna")

_process = object()

# Held while pydantic builds a model, which it does on first use and with locks of its own.
without_forks = threading.RLock()


def this_process() -> object:
    """Identifies this process; a fork gives its child another identity."""
    return _process


def _note_fork() -> None:
    global _process
    _process = object()


# Windows does not fork
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_note_fork)
    os.register_at_fork(
        before=without_forks.acquire,
        after_in_parent=without_forks.release,
        after_in_child=without_forks.release,
    )


def this_loop() -> object:
    """Identifies the event loop that runs."""
    token = anyio.lowlevel.current_token()
    # since anyio 4.11 it is wrapped, each time anew
    return getattr(token, "native_token", token)


class PerProcess(Generic[T]):
    """A value for each process, made when it is first needed there; safe with threads.

    The value of the parent is kept, so that it is not even finalized in the child.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._values: dict[object, T] = {}

    def get(self) -> T:
        """The value of this process."""
        process = this_process()
        if process in self._values:
            return self._values[process]
        return self._values.setdefault(process, self._make())


class PerLoop(Generic[T]):
    """A value for each event loop; those of loops that are closed are dropped."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._values: PerProcess[dict[object, T]] = PerProcess(dict)

    def get(self) -> T:
        """The value of the event loop that runs."""
        values, loop = self._values.get(), this_loop()
        if loop not in values:
            for other in list(values):
                is_closed: Callable[[], bool] | None = getattr(other, "is_closed", None)
                if is_closed and is_closed():
                    values.pop(other, None)
            values[loop] = self._make()
        return values[loop]

    def take(self) -> T | None:
        """The value of the event loop that runs, if it has one; it is then no longer kept."""
        return self._values.get().pop(this_loop(), None)
