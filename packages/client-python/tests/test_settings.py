"""The options of a client."""

from __future__ import annotations

import logging
import traceback

import httpx
import pytest
from answered import client_of

from file_organizer import (
    AsyncFileOrganizerClient,
    ClientStateError,
    ConnectionError,
    FileOrganizerClient,
    FileOrganizerError,
    TimeoutError,
)

KEY = "fo_abc123_token456"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"base_url": "localhost:8000"}, "base_url"),
        ({"base_url": "ftp://localhost"}, "base_url"),
        ({"base_url": "http://me:pass@localhost"}, "base_url"),
        ({"base_url": "http://[::1"}, "base_url"),
        ({"api_key": "a", "access_token": "b"}, "either"),
        ({"api_key": f"{KEY}\n"}, "api_key"),
        ({"api_key": ""}, "api_key"),
        ({"access_token": "ü"}, "access_token"),
        ({"timeout": 0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"max_retries": -1}, "max_retries"),
    ],
)
@pytest.mark.parametrize("kind", [FileOrganizerClient, AsyncFileOrganizerClient])
def test_invalid_option_is_named(
    kind: type[FileOrganizerClient | AsyncFileOrganizerClient],
    options: dict[str, str],
    says: str,
) -> None:
    with pytest.raises(ValueError, match=says) as caught:
        kind(**options)  # type: ignore[arg-type]  # wrong on purpose
    assert KEY not in str(caught.value)


def test_missing_options_are_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILE_ORGANIZER_API_KEY", KEY)
    monkeypatch.setenv("FILE_ORGANIZER_BASE_URL", "http://files.example/prefix/")
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"status": "ok"})

    client_of(handle).auth.me()
    client_of(handle, api_key="fo_other_key", base_url="http://other.example").auth.me()
    client_of(handle, access_token="eyJ").auth.me()
    assert [(str(each.url), each.headers.get("x-api-key")) for each in seen] == [
        ("http://files.example/prefix/api/v1/auth/me", KEY),
        ("http://other.example/api/v1/auth/me", "fo_other_key"),
        ("http://files.example/prefix/api/v1/auth/me", None),
    ]


def test_api_key_is_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        assert request.headers["x-api-key"] == KEY
        if request.url.path.endswith("me"):
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(401, json={"detail": "No", "code": "invalid_api_key"})

    caplog.set_level(logging.DEBUG)
    client = client_of(refuse, api_key=KEY, max_retries=0)
    with pytest.raises(FileOrganizerError) as caught:
        client.files.list("/secret?")
    with pytest.raises(ConnectionError) as broken:
        client.auth.me()
    cause = broken.value.__cause__
    response = caught.value.response
    assert response is not None
    assert isinstance(cause, httpx.RequestError)
    shown = [
        repr(client),
        str(vars(client)),
        repr(client.files),
        repr(caught.value),
        repr(vars(caught.value)),
        repr(response.request.headers.raw),
        repr(cause.request.headers.raw),
        "".join(traceback.format_exception(caught.value)),
        caplog.text,
    ]
    assert KEY not in " ".join(shown)
    assert repr(client) == "FileOrganizerClient(base_url='http://localhost:8000')"


def test_log_has_one_line_per_attempt_without_the_query(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="file_organizer")
    answers = iter([503, 200])

    def handle(_: httpx.Request) -> httpx.Response:
        return httpx.Response(
            next(answers), headers={"retry-after": "0", "x-request-id": "r1"}, json={"items": []}
        )

    client_of(handle).files.list("/tax returns")
    lines = [record.getMessage() for record in caplog.records if record.name == "file_organizer"]
    assert [line.split(" in ")[0] for line in lines] == [
        "GET /api/v1/files 503",
        "files.list: attempt 1 failed (503), retrying",
        "GET /api/v1/files 200",
    ]
    assert "tax" not in " ".join(lines)
    assert lines[0].endswith("request id r1")


def test_client_closes_only_connections_that_it_opened() -> None:
    with httpx.Client() as http_client:
        with FileOrganizerClient(http_client=http_client):
            pass
        assert not http_client.is_closed
    with FileOrganizerClient() as client:
        pass
    with pytest.raises(ClientStateError, match="closed"):
        client.system.health()


def test_timeout_is_in_seconds_and_can_be_set_per_call() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("", request=request)

    with pytest.raises(
        TimeoutError, match="No response from http://localhost:8000 after 7 seconds"
    ) as caught:
        client_of(handle, timeout=7).system.health()
    assert caught.value.code is None
    with pytest.raises(TimeoutError, match=r"after 0\.5 seconds"):
        client_of(handle, timeout=7).system.health(timeout=0.5)


@pytest.mark.parametrize("value", ["a\nb", "ü", "a\0"])
def test_invalid_header_value_is_refused(value: str) -> None:
    client = client_of(lambda _: httpx.Response(204))
    with pytest.raises(ValueError, match="if_match must consist"):
        client.files.delete("f1", if_match=value)
