"""Messages name what is wrong, as the caller has typed it."""

from __future__ import annotations

import enum
import io
import logging
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import httpx
import pytest
from answered import FILE, client_of

from file_organizer import (
    AsyncFileOrganizerClient,
    BadRequestError,
    FileOrganizerClient,
    FileOrganizerError,
    operations,
)
from file_organizer._runtime.names import argument_name, fault_name
from file_organizer._runtime.operation import Channel, Operation


@pytest.mark.parametrize(
    ("wire", "argument"),
    [
        ("path", "path"),
        ("from", "from_"),
        ("class", "class_"),
        ("If-Match", "if_match"),
        ("content-digest", "content_digest"),
        ("petId", "pet_id"),
    ],
)
def test_argument_name_is_the_python_name_of_the_parameter(wire: str, argument: str) -> None:
    assert argument_name(wire) == argument


@pytest.mark.parametrize(
    ("pointer", "name"),
    [
        ("#/query/limit", "limit"),
        ("#/path/file_id", "file_id"),
        ("#/header/content-digest", "content_digest"),
        ("#/body/options/exclude/0", "options.exclude[0]"),
        ("#/body/from", "from_"),
        ("#/body/options/from", "options.from"),
        ("#/body/a~1b/c%20d", "a/b.c d"),
        ("#/body", "the request body"),
        ("limit", "limit"),
    ],
)
def test_fault_name_is_the_python_name_of_the_field(pointer: str, name: str) -> None:
    assert fault_name(pointer) == name


def test_problem_message_names_each_invalid_field() -> None:
    problem = {
        "detail": "The request has 2 fields that are not valid",
        "errors": [
            {"pointer": "#/query/limit", "message": "Must be at most 1000"},
            {"pointer": "#/body/options/exclude/0", "message": "Must be a string"},
        ],
    }
    with pytest.raises(BadRequestError) as caught:
        client_of(lambda _: httpx.Response(400, json=problem)).files.list()
    assert str(caught.value) == (
        "The request has 2 fields that are not valid "
        "(limit: Must be at most 1000; options.exclude[0]: Must be a string)"
    )


@pytest.mark.parametrize("key", [None, "fo_abc123_token456"])
def test_401_without_credentials_says_how_to_pass_them(key: str | None) -> None:
    client = client_of(lambda _: httpx.Response(401, json={"detail": "Send a key"}), api_key=key)
    with pytest.raises(FileOrganizerError, match="Send a key") as caught:
        client.files.list()
    assert ("FILE_ORGANIZER_API_KEY" in str(caught.value)) == (key is None)
    assert caught.value.code == 401


class Kind(str, enum.Enum):
    TYPE = "type"


WRONG: dict[str, Callable[[FileOrganizerClient, Any], object]] = {
    "path": lambda client, _: client.files.list(Path("/")),  # type: ignore[arg-type]
    "file_id": lambda client, _: client.files.get(""),
    "methodology": lambda client, _: client.organize.start(path="/", methodology=object()),  # type: ignore[arg-type]
    "expires_at": lambda client, now: client.auth.create_api_key(
        name="n", scopes=["admin"], expires_at=now
    ),
    "if_match": lambda client, _: client.files.delete("f1", if_match="ü"),
    "options": lambda client, _: client.organize.start(
        path="/",
        methodology="type",
        options={"min_confidence": float("nan")},
    ),
    "password": lambda client, _: client.auth.login(username="jane", password="\udcff secret"),
    "filename": lambda client, _: client.files.upload(io.BytesIO(b"x")),
    "timeout": lambda client, _: client.files.list(timeout="1"),  # type: ignore[arg-type]
    "max_retries": lambda client, _: client.files.list(max_retries=1.5),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", WRONG)
def test_value_that_cannot_be_sent_is_named(name: str) -> None:
    client = client_of(lambda _: httpx.Response(200, json=FILE))
    with pytest.raises((TypeError, ValueError), match=rf"\b{name}\b") as caught:
        WRONG[name](client, datetime(2027, 1, 1))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"timeout": "30"}, "timeout must be a number of seconds, or None for no limit, not str"),
        ({"timeout": httpx.Timeout(3)}, "timeout must be a number of seconds.*not Timeout"),
        ({"max_retries": None}, "max_retries must be a whole number, not NoneType"),
        ({"api_key": 7}, "api_key must be a string, not int"),
        ({"base_url": 7}, "base_url must be a string, not int"),
        ({"http_client": httpx.AsyncClient()}, "http_client must be an httpx.Client"),
    ],
)
def test_option_of_the_wrong_type_is_named(options: dict[str, Any], told: str) -> None:
    with pytest.raises(TypeError, match=told):
        FileOrganizerClient(**options)


def test_enum_members_are_sent_as_their_values() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"items": [], "next_cursor": None, "job_id": "j"})

    client = client_of(handle)
    kind: Any = Kind.TYPE
    client.files.list(sort_by=kind)
    client.organize.start(path="/", methodology=kind)
    assert seen[0].url.params["sort_by"] == "type"
    assert b'"methodology": "type"' in seen[1].content


def test_each_operation_id_is_the_name_of_a_method() -> None:
    client = FileOrganizerClient()
    modules = [
        import_module(f"{operations.__name__}.{module.name}")
        for module in iter_modules(operations.__path__)
    ]
    named = [
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, Operation | Channel)
    ]
    assert len(named) > 30
    for operation in named:
        group, method = operation.id.split(".")
        assert callable(getattr(getattr(client, group), method)), operation.id


def test_log_names_methods_by_their_python_names(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="file_organizer")
    answers = iter([503, 201])
    client = client_of(
        lambda _: httpx.Response(next(answers), headers={"retry-after": "0"}, json=FILE)
    )
    client.files.put_content("/a", b"x")
    assert caplog.messages[0].startswith("files.put_content: attempt 1 failed")


def test_response_of_another_api_names_the_method() -> None:
    with pytest.raises(FileOrganizerError, match=r"response to files\.list is not JSON"):
        client_of(lambda _: httpx.Response(200, text="<h1>")).files.list()
    with pytest.raises(
        FileOrganizerError, match=r"response to files\.get does not have the expected fields"
    ):
        client_of(lambda _: httpx.Response(200, json=[])).files.get("f1")


def test_endless_list_is_an_error() -> None:
    page = {"items": [FILE], "next_cursor": "same"}
    with pytest.raises(FileOrganizerError, match="The list does not end"):
        list(client_of(lambda _: httpx.Response(200, json=page)).files.list())


def test_async_client_refuses_a_sync_http_client() -> None:
    blocking: Any = httpx.Client()
    with pytest.raises(TypeError, match=r"http_client must be an httpx\.AsyncClient, not Client"):
        AsyncFileOrganizerClient(http_client=blocking)
