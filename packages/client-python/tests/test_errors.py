"""Errors as they are caught."""

from __future__ import annotations

import builtins
import pickle

import httpx
import pytest
from answered import client_of

from file_organizer import (
    ConnectionError,
    FileOrganizerError,
    NotFoundError,
    RateLimitError,
    TimeoutError,
)


def raised(response: httpx.Response) -> FileOrganizerError:
    with pytest.raises(FileOrganizerError) as caught:
        client_of(lambda _: response, max_retries=0).files.get("f1")
    return caught.value


def test_error_has_the_members_of_its_problem() -> None:
    error = raised(
        httpx.Response(
            404,
            json={
                "type": "/docs/problems/file_not_found",
                "title": "No such file",
                "status": 404,
                "detail": "There is no file f1",
                "code": "file_not_found",
                "request_id": "r1",
                "errors": [{"pointer": "#/path/file_id", "message": "Unknown"}, "junk"],
            },
        )
    )
    assert type(error) is NotFoundError
    assert error.code == 404
    assert error.message == str(error) == "There is no file f1 (file_id: Unknown)"
    assert (error.type, error.slug) == ("/docs/problems/file_not_found", "file_not_found")
    assert error.request_id == "r1"
    assert [(one.pointer, one.message) for one in error.errors] == [("#/path/file_id", "Unknown")]
    assert error.headers is not None
    assert error.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "body", [b"<h1>No</h1>", b"", b"\xff\xfe", b"[1]", b'{"detail": 7, "errors": 7, "code": null}']
)
def test_error_without_problem_is_made_from_its_status(body: bytes) -> None:
    error = raised(httpx.Response(502, content=body, headers={"content-type": "text/html"}))
    assert error.code == 502
    assert error.message == "HTTP 502 Bad Gateway"
    assert error.slug is None


def test_retry_after_is_in_seconds() -> None:
    error = raised(httpx.Response(429))
    assert isinstance(error, RateLimitError)
    assert error.retry_after == 1
    later = raised(httpx.Response(429, headers={"retry-after": "30"}))
    assert isinstance(later, RateLimitError)
    assert later.retry_after == 30


def test_errors_can_be_pickled() -> None:
    error = raised(httpx.Response(429, headers={"retry-after": "30"}, json={"code": "slow"}))
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is RateLimitError
    assert (copy.code, copy.slug, copy.retry_after) == (429, "slow", 30)


def test_errors_without_response_are_subclasses_of_builtins() -> None:
    assert issubclass(ConnectionError, builtins.ConnectionError)
    assert issubclass(TimeoutError, builtins.TimeoutError)
    assert ConnectionError("broken").message == "broken"
    assert pickle.loads(pickle.dumps(TimeoutError("late"))).message == "late"


def test_redirect_error_names_base_url() -> None:
    error = raised(httpx.Response(308, headers={"location": "https://files.example/"}))
    assert "https://files.example/" in error.message
    assert "base_url" in error.message


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_id_that_changes_the_path_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="file_id"):
        client_of(lambda _: httpx.Response(204)).files.delete(name)
