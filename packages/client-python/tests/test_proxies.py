"""Errors name the proxy that a request went through, without its credentials."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import httpx
import pytest

from file_organizer import (
    AsyncFileOrganizerClient,
    ConnectionError,
    FileOrganizerClient,
    FileOrganizerError,
    ServerError,
    TimeoutError,
)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def dead() -> str:
    """An address that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def silent() -> Iterator[str]:
    """An address that accepts connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"127.0.0.1:{listening.getsockname()[1]}"


@pytest.fixture
def refusing() -> Iterator[str]:
    """A proxy that reaches nothing."""

    class Proxy(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(502)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_CONNECT = do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["HTTP_PROXY", "ALL_PROXY", "http_client"])
def options(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., dict[str, Any]]]:
    """Gives the options of a client that goes through a proxy."""
    opened: list[httpx.Client] = []

    def through(address: str, scheme: str = "http") -> dict[str, Any]:
        proxy = f"http://jane:secret@{address}"
        base = {"base_url": f"{scheme}://files.example", "max_retries": 0}
        if request.param == "http_client":
            opened.append(httpx.Client(proxy=proxy))
            return {**base, "http_client": opened[-1]}
        monkeypatch.setenv("HTTPS_PROXY" if scheme == "https" else request.param, proxy)
        return base

    yield through
    for http_client in opened:
        http_client.close()


Through = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_unreachable_proxy_is_named(options: Through, dead: str, scheme: str) -> None:
    with (
        FileOrganizerClient(**options(dead, scheme)) as client,
        pytest.raises(ConnectionError) as caught,
    ):
        client.files.list()
    told = str(caught.value)
    assert told.startswith(f"Cannot reach {scheme}://files.example through the proxy {dead}: ")
    assert "secret" not in told


def test_proxy_that_does_not_respond_is_named(options: Through, silent: str) -> None:
    with (
        FileOrganizerClient(**options(silent), timeout=0.3) as client,
        pytest.raises(TimeoutError) as caught,
    ):
        client.files.list()
    assert str(caught.value) == (
        f"No response from http://files.example through the proxy {silent} after 0.3 seconds"
    )


def test_proxy_that_responds_with_502_is_named(options: Through, refusing: str) -> None:
    with (
        FileOrganizerClient(**options(refusing)) as client,
        pytest.raises(ServerError, match=f"HTTP 502 Bad Gateway through the proxy {refusing}"),
    ):
        client.files.list()


def test_proxy_that_refuses_a_tunnel_is_named(options: Through, refusing: str) -> None:
    with (
        FileOrganizerClient(**options(refusing, "https")) as client,
        pytest.raises(ConnectionError, match=f"through the proxy {refusing}: 502 Bad Gate"),
    ):
        client.files.list()


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_proxy_of_the_async_client_is_named(
    dead: str, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://jane:secret@{dead}")
    async with AsyncFileOrganizerClient(base_url="http://files.example", max_retries=0) as client:
        with pytest.raises(ConnectionError, match=f"through the proxy {dead}: "):
            await client.files.list()
    monkeypatch.setenv("HTTP_PROXY", f"http://{silent}")
    async with AsyncFileOrganizerClient(base_url="http://files.example", timeout=0.3) as client:
        with pytest.raises(TimeoutError, match=f"through the proxy {silent} after"):
            await client.files.list()


@pytest.mark.parametrize("kind", [httpx.Client, None], ids=["http_client", "own"])
def test_connection_error_without_proxy_names_none(dead: str, kind: Any) -> None:
    client = FileOrganizerClient(
        base_url=f"http://{dead}", max_retries=0, http_client=kind and kind()
    )
    with pytest.raises(ConnectionError, match=rf"Cannot reach http://{dead}: "):
        client.files.list()


class WithTicket:
    """Gives a ticket, so that the WebSocket is what fails."""

    def __call__(self, _: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"ticket": "t"})


def sync_events(base_url: str) -> None:
    http_client = httpx.Client(transport=httpx.MockTransport(WithTicket()))
    client = FileOrganizerClient(base_url=base_url, http_client=http_client)
    next(iter(client.events.connect()))


def async_events(base_url: str) -> None:
    import asyncio

    http_client = httpx.AsyncClient(transport=httpx.MockTransport(WithTicket()))
    client = AsyncFileOrganizerClient(base_url=base_url, http_client=http_client)

    async def main() -> None:
        async for _ in client.events.connect():
            pass

    asyncio.run(main())


@pytest.mark.parametrize("open_events", [sync_events, async_events])
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "ALL_PROXY"])
def test_proxy_of_an_event_stream_is_named(
    open_events: Callable[[str], None], variable: str, dead: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"http://jane:secret@{dead}")
    with pytest.raises(ConnectionError) as caught:
        open_events("http://files.example")
    told = str(caught.value)
    assert told.startswith("Cannot open an event stream from http://files.example: ")
    assert told.endswith(f", through the proxy {dead}")
    assert "secret" not in told


@pytest.mark.parametrize("open_events", [sync_events, async_events])
def test_unsupported_proxy_of_an_event_stream_is_an_error(
    open_events: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    for proxy in ("socks5://jane:secret@127.0.0.1:1", "ftp://jane:secret@127.0.0.1:1"):
        monkeypatch.setenv("HTTP_PROXY", proxy)
        with pytest.raises(ConnectionError, match=r"the proxy 127\.0\.0\.1:1 cannot be used") as e:
            open_events("http://files.example")
        assert "secret" not in str(e.value)


def test_event_stream_respects_no_proxy(dead: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with pytest.raises(ConnectionError) as caught:
        sync_events(f"http://{dead}")
    assert "proxy" not in str(caught.value)


@pytest.mark.parametrize("kind", [FileOrganizerClient, AsyncFileOrganizerClient])
def test_invalid_proxy_in_the_environment_is_named(
    kind: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "ftp://jane:secret@127.0.0.1:1")
    with pytest.raises(ValueError, match="HTTPS_PROXY") as caught:
        kind()
    assert "secret" not in str(caught.value)
    assert not isinstance(caught.value, FileOrganizerError)


def test_missing_certificate_file_in_the_environment_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere.pem")
    with pytest.raises(OSError, match="SSL_CERT_FILE"):
        FileOrganizerClient()
