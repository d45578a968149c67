"""Calls over connections of the runtime, without generated code."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import AsyncGenerator, Callable, Generator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import httpx
from python.connection import AsyncConnection, Connection
from python.operation import DEFAULTS, Operation, Options, Service
from python.settings import Settings, read_settings

from local_server import Handler, Received, Reply, json_reply, serve

T = TypeVar("T")

# nothing here is encrypted, and to load certificates for each client would take most of the time
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

SERVICE = Service(title="Pets", package="pets", version="1.2.3", environment="PETS_")


@dataclass
class Client:
    """A blocking connection, and the requests that its server has received."""

    connection: Connection
    settings: Settings
    received: list[Received]

    @property
    def last(self) -> Received:
        return self.received[-1]

    def call(self, operation: Operation[T], options: Options = DEFAULTS, **fields: Any) -> T:
        return self.connection.call(operation, fields, options)


@contextlib.contextmanager
def client_of(
    handle: Handler | None = None, service: Service = SERVICE, **options: Any
) -> Generator[Client, None, None]:
    """A client of a server that a function answers for; by default with an empty object."""
    received: list[Received] = []
    with (
        serve(_noting(handle, received)) as url,
        httpx.Client(verify=TLS) as http_client,
    ):
        settings = _settings(service, url, options)
        yield Client(Connection.open(settings, http_client), settings, received)


@contextlib.asynccontextmanager
async def async_client_of(
    handle: Handler | None = None, service: Service = SERVICE, **options: Any
) -> AsyncGenerator[tuple[AsyncConnection, list[Received]], None]:
    """As `client_of`, for coroutines: gives the connection and the requests received."""
    received: list[Received] = []
    with serve(_noting(handle, received)) as url:
        async with httpx.AsyncClient(verify=TLS) as http_client:
            settings = _settings(service, url, options)
            yield AsyncConnection.open(settings, http_client), received


def _settings(service: Service, url: str, options: dict[str, Any]) -> Settings:
    given: dict[str, Any] = {"base_url": url, "timeout": 10.0, **options}
    return read_settings(service, **given)


def _noting(handle: Handler | None, received: list[Received]) -> Handler:
    def note(request: Received) -> Reply:
        received.append(request)
        return json_reply({}) if handle is None else handle(request)

    return note


def replies(*each: Reply) -> Callable[[Received], Reply]:
    """One reply after the other; the last one again and again."""
    left = list(each)

    def handle(_: Received) -> Reply:
        return left.pop(0) if len(left) > 1 else left[0]

    return handle


def get(**changes: Any) -> Operation[Any]:
    """An operation that reads."""
    return replace(Operation[Any](id="pets.get", method="GET", path="/pets"), **changes)


def post(**changes: Any) -> Operation[Any]:
    """An operation that creates."""
    return replace(Operation[Any](id="pets.create", method="POST", path="/pets"), **changes)
