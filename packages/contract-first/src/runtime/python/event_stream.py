"""What happens, while it happens."""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from typing_extensions import Self

from .deadline import Deadline
from .errors import ApiError, ClientStateError, ConnectionError
from .io import NotPicklable, Socket, SocketClosed, run
from .model import read_as
from .operation import Channel, Operation, Options, Parameter
from .parameters import write_target

if TYPE_CHECKING:
    from .core import Core

Event = TypeVar("Event")

_SHORTEST, _LONGEST = 0.5, 30.0
"""The bounds of the time between two attempts to connect, in seconds."""

_PARAMETERS: Final = (
    Parameter(name="client_id", wire="client_id", location="path"),
    Parameter(name="ticket", wire="ticket", location="query"),
    Parameter(name="last_event_id", wire="last_event_id", location="query"),
)

_OPENING = 10.0
"""How long a WebSocket may take to open, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamState:
    """Where a stream stands."""

    status: Literal["connecting", "connected", "waiting", "closed"]
    """`waiting`: the connection is lost or an attempt has failed, and another one follows."""
    is_again: bool = False
    """If connected: whether a connection was lost before. What changed meanwhile, except events,
    was not received."""
    missed: bool = False
    """If connected: whether events were missed, since the server stores a limited number."""
    retry_at: dt.datetime | None = None
    """If waiting: the time of the next attempt, if the stream is read then."""
    failures: int = 0
    """If waiting: how many attempts have failed in a row; 0 if a connection was just lost."""
    cause: Exception | None = None
    """If closed: why, unless it was closed by you."""


class Events:
    """Receives the events of a channel.

    It connects when it is first asked, and again whenever the connection is lost, from the last
    event on that has arrived. Who reads slowly lets messages wait in the connection, and in the
    end with the server, which has them for who comes back.
    """

    def __init__(
        self,
        core: Core,
        channel: Channel,
        into: Any,
        *,
        client_id: str | None = None,
        last_event_id: int | None = None,
        job_id: str | None = None,
        on_missed: Callable[[], object] | None = None,
        message_type: Any = None,
        on_message: Callable[[Any], object] | None = None,
        on_state: Callable[[StreamState], object] | None = None,
    ) -> None:
        self.last_event_id: int | None = last_event_id
        self._core = core
        self._channel = channel
        self._operation: Operation[None] = Operation(
            id=channel.id, method="GET", path=channel.path, parameters=_PARAMETERS
        )
        self._into = into
        self._client_id = client_id
        self._job_id = job_id
        self._on_missed = on_missed
        self._message_type = message_type
        self._on_message = on_message
        self._on_state = on_state
        self.state = StreamState(status="connecting")
        self._closed = core.io.flag()
        self._socket: Socket | None = None
        self._owner: object = None
        """What owned the connection when it was opened last; None before."""
        self._failures = 0
        self._stood = False

    async def receive(self, seconds: float | None = None) -> Any | None:
        """The next event; None where there is none in that time, or the stream is closed.

        Raises:
            ApiError: If the server refuses the credentials, cannot be reached at
                first, or has closed the connection for good
            ClientStateError: If it was opened in another process or event loop
        """
        self._check_owner()
        deadline = Deadline(seconds)
        while not self._closed.is_set():
            socket = self._socket or await self._connect(deadline)
            if socket is None:
                if deadline.remaining() == 0:
                    return None
                continue
            try:
                message = await socket.receive(deadline.remaining())
            except SocketClosed as closed:
                await self._lose(closed)
                continue
            if message is None:
                return None
            event = json.loads(message)
            if "event" in event:
                self.last_event_id = event["event_id"]
                return read_as(self._into, event)
            if self._on_message and event.get("type") in self._channel.messages:
                self._on_message(read_as(self._message_type, event))
        return None

    async def connect(self) -> None:
        """Connects, so that events from now on arrive."""
        self._check_owner()
        while not self._closed.is_set() and self._socket is None:
            await self._connect(Deadline(None))

    async def close(self) -> None:
        """Ends the connection, and the waiting for events."""
        if not self._is_of_here():
            # what another process or event loop has opened is its own to close
            return
        self._closed.set()
        if self._socket is not None:
            await self._socket.close()
            self._socket = None
        self._enter(StreamState(status="closed"))

    def _enter(self, state: StreamState) -> None:
        if self.state.status == "closed" or self.state == state:
            return
        self.state = state
        if self._on_state:
            self._on_state(state)

    def _is_of_here(self) -> bool:
        return self._owner is None or self._owner == self._core.io.owner()

    def _check_owner(self) -> None:
        if not self._is_of_here():
            raise ClientStateError(
                "This event stream was opened in another process or event loop; "
                f"call {self._channel.id} again here"
            )

    async def _connect(self, deadline: Deadline) -> Socket | None:
        """One attempt; None where it has failed, or there is no time for it now."""
        if self._failures > 0 or self._stood:
            seconds = random.uniform(0, min(_LONGEST, _SHORTEST * 2.0 ** min(self._failures, 10)))
            self._enter(
                StreamState(
                    status="waiting",
                    retry_at=dt.datetime.now(dt.timezone.utc) + dt.timedelta(seconds=seconds),
                    failures=self._failures,
                )
            )
            if not deadline.allows(seconds):
                await self._closed.wait(deadline.remaining() or 0)
                return None
            await self._closed.wait(seconds)
            if self._closed.is_set():
                return None
            self._enter(StreamState(status="connecting"))
        self._owner = self._core.io.owner()
        # not when the stream is made, which a fork may copy: of one name, only one is connected
        self._client_id = self._client_id or str(uuid.uuid4())
        try:
            socket = await self._core.io.open_socket(await self._address(), _OPENING)
        except ApiError as error:
            code = error.code or 500
            if not self._stood or (code < 500 and code not in (408, 429)):
                self._enter(StreamState(status="closed", cause=error))
                raise
            self._failures += 1
            return None
        except SocketClosed as closed:
            await self._lose(closed)
            return None
        self._socket = socket
        try:
            await self._greet(socket)
        except SocketClosed as closed:
            await self._lose(closed)
            return None
        return socket

    async def _greet(self, socket: Socket) -> None:
        """Take the first message, which says where the events are."""
        message = await socket.receive(_OPENING)
        greeting = json.loads(message or "{}")
        if greeting.get("type") != "connected":
            await socket.close()
            raise SocketClosed(None, "it did not send the message `connected`")
        self._failures = 0
        is_again, self._stood = self._stood, True
        if self.last_event_id is None:
            self.last_event_id = greeting["newest_event_id"]
        missed = bool(greeting.get("missed"))
        if missed and self._on_missed:
            self._on_missed()
        self._enter(StreamState(status="connected", is_again=is_again, missed=missed))
        if self._job_id is not None:
            await socket.send(json.dumps({"type": "subscribe", "job_id": self._job_id}))

    async def _lose(self, closed: SocketClosed) -> None:
        socket, self._socket = self._socket, None
        if socket is not None:
            await socket.close()
        if self._closed.is_set():
            return
        # a connection that stood is no failed attempt
        self._failures += 0 if self.state.status == "connected" else 1
        if not self._stood or closed.code in self._channel.final:
            self._closed.set()
            base_url = self._core.settings.base_url
            what = (
                f"The server closed the event stream ({closed.code})"
                if closed.code
                else f"Cannot open an event stream from {base_url}"
            )
            error = ConnectionError(f"{what}: {closed.reason}")
            self._enter(StreamState(status="closed", cause=error))
            raise error from closed

    async def _address(self) -> str:
        sent = await self._core.send(self._channel.ticket, {}, Options())
        at: dict[str, Any] = {
            "client_id": self._client_id,
            "ticket": sent.json()["ticket"],
            "last_event_id": self.last_event_id,
        }
        target = write_target(self._operation, at)
        return f"ws{self._core.settings.base_url.removeprefix('http')}{target}"


class EventStream(NotPicklable, Generic[Event]):
    """A stream of live events. Iterate over it; leaving the loop closes it, unless it is in
    a `with` statement, which connects immediately and closes it at the end.
    """

    def __init__(self, events: Events) -> None:
        self._events = events
        self._is_entered = False

    @property
    def last_event_id(self) -> int | None:
        """The last event that has arrived, to continue from later."""
        return self._events.last_event_id

    @property
    def state(self) -> StreamState:
        """Where the stream stands. It changes while the stream is read, as `on_state` reports."""
        return self._events.state

    def close(self) -> None:
        """Closes the connection and ends the loop that waits for events; safe from any thread."""
        run(self._events.close())

    def __iter__(self) -> Iterator[Event]:
        try:
            while (event := run(self._events.receive())) is not None:
                yield event
        finally:
            if not self._is_entered:
                self.close()

    def __enter__(self) -> Self:
        self._is_entered = True
        run(self._events.connect())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class AsyncEventStream(NotPicklable, Generic[Event]):
    """A stream of live events. Iterate over it; use it in an `async with` statement, which
    connects immediately and closes it at the end, or close it.
    """

    def __init__(self, events: Events) -> None:
        self._events = events
        self._is_entered = False

    @property
    def last_event_id(self) -> int | None:
        """The last event that has arrived, to continue from later."""
        return self._events.last_event_id

    @property
    def state(self) -> StreamState:
        """Where the stream stands. It changes while the stream is read, as `on_state` reports."""
        return self._events.state

    async def close(self) -> None:
        """Closes the connection and ends the loop that waits for its events."""
        await self._events.close()

    async def __aiter__(self) -> AsyncIterator[Event]:
        try:
            while (event := await self._events.receive()) is not None:
                yield event
        finally:
            if not self._is_entered:
                await self.close()

    async def __aenter__(self) -> Self:
        self._is_entered = True
        await self._events.connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()
