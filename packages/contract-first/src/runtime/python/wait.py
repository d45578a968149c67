"""Waiting for the end of what an operation has begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .deadline import Deadline
from .errors import ApiError
from .event_stream import Events
from .model import Model, read_as
from .operation import Channel, Fields, Operation, Options, Waiting
from .settings import check_timeout

if TYPE_CHECKING:
    from .core import Core

ModelT = TypeVar("ModelT", bound=Model)

_SHORTEST, _LONGEST, _LIVE = 0.2, 3.0, 15.0
"""Seconds until the state is asked for: at first, at most, and while its events arrive."""


async def wait(
    core: Core,
    operation: Operation[ModelT],
    waiting: Waiting,
    fields: Fields,
    options: Options,
    on_progress: Callable[[ModelT], object] | None,
    timeout: float | None,
    channel: Channel | None,
) -> ModelT:
    """Carry out an operation that begins something, and wait for its end.

    What is done soon is found by asking; else events tell of it where a WebSocket can be opened,
    and asking goes on where not.

    Returns:
        The last state, be it a good end or a bad one

    Raises:
        TimeoutError: If it goes on for longer than the timeout; it still does then
    """
    job: _Job[ModelT] | None = None
    deadline = Deadline(
        check_timeout(timeout), lambda: f"{operation.id} has not finished{job or ''}"
    )
    async with core.io.within(deadline):
        job = _Job(core, waiting, on_progress, deadline)
        await job.begin(operation, fields, options)
        if job.is_running:
            await job.ask_after(_SHORTEST)
        if job.is_running and channel:
            try:
                await job.follow(channel)
            except ApiError:
                deadline.check()  # what events lack, asking finds
        seconds = _SHORTEST
        while job.is_running:
            await job.ask_after(seconds)
            seconds = min(_LONGEST, seconds * 1.5)
        return job.state


class _Job(Generic[ModelT]):
    """What was begun, and its last state that is known."""

    state: ModelT

    def __init__(
        self,
        core: Core,
        waiting: Waiting,
        on_progress: Callable[[ModelT], object] | None,
        deadline: Deadline,
    ) -> None:
        self._core = core
        self._waiting = waiting
        self._on_progress = on_progress
        self._deadline = deadline
        self._key: object = None

    def __str__(self) -> str:
        if self._key is None:
            return ""
        state = getattr(self.state, self._waiting.state)
        return f" ({self._waiting.key} {self._key} is {state})"

    @property
    def is_running(self) -> bool:
        return getattr(self.state, self._waiting.state) in self._waiting.running

    async def begin(self, operation: Operation[ModelT], fields: Fields, options: Options) -> None:
        options = replace(options, timeout=self._time_of_a_call())
        self.state = (await self._core.send(operation, fields, options)).value()
        self._key = getattr(self.state, self._waiting.key)
        if self._on_progress:
            self._on_progress(self.state)

    async def ask(self) -> None:
        options = Options(timeout=self._time_of_a_call())
        fields = {self._waiting.key: self._key}
        answer = await self._core.send(self._waiting.status, fields, options)
        self._tell(answer.value())

    async def ask_after(self, seconds: float) -> None:
        self._deadline.check()
        await self._core.io.sleep(self._fitting(seconds))
        self._deadline.check()
        await self.ask()

    async def follow(self, channel: Channel) -> None:
        """Follow its events to its end."""
        key = self._waiting.key_wire or self._waiting.key
        state = self._waiting.state_wire or self._waiting.state
        events = Events(self._core, channel, dict, job_id=str(self._key))
        try:
            await events.connect()
            await self.ask()  # for what has happened before it stood
            while self.is_running:
                self._deadline.check()
                event = await events.receive(self._fitting(_LIVE))
                data: dict[str, Any] = {} if event is None else event["data"]
                if event is None:
                    await self.ask()
                elif data.get(key) == self._key and state in data:
                    # an end may be that of what came before, told late
                    if data[state] in self._waiting.running:
                        self._tell(read_as(type(self.state), data))
                    else:
                        await self.ask()
        finally:
            await events.close()

    def _tell(self, state: ModelT) -> None:
        if state == self.state:
            return
        self.state = state
        if self._on_progress:
            self._on_progress(state)

    def _fitting(self, seconds: float) -> float:
        left = self._deadline.remaining()
        return seconds if left is None else min(seconds, left)

    def _time_of_a_call(self) -> float | None:
        self._deadline.check()
        left, usual = self._deadline.remaining(), self._core.settings.timeout
        if left is None or usual is None:
            return usual if left is None else left
        return min(left, usual)
