"""Answers of servers that are newer than the client, or that are none."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, cast

import httpx
import pytest
from answered import FILE, client_of

from file_organizer import FileOrganizerError
from file_organizer._runtime.model import Model, read_as
from file_organizer.models import (
    Change,
    File,
    FileUploadedEvent,
    Job,
    LiveEvent,
    NewApiKey,
    ScanOptions,
    Session,
)

# a union is no class, although it is read as one
EVENT: type[Any] = cast("type[Any]", LiveEvent)


def test_unknown_field_can_be_read() -> None:
    file = read_as(File, {**FILE, "colour": "red", "owner": {"name": "jane"}})
    extra: Any = file
    assert (extra.colour, extra.owner) == ("red", {"name": "jane"})
    assert "colour" in file.model_dump()


def test_unknown_enum_value_is_kept() -> None:
    later: str = read_as(File, {**FILE, "type": "hologram"}).type
    assert later == "hologram"


def test_times_have_a_time_zone() -> None:
    file = read_as(File, FILE)
    assert file.modified_at == datetime(2026, 1, 1, 0, 0, 0, 500_000, tzinfo=timezone.utc)


def test_value_of_the_wrong_type_is_kept_as_received() -> None:
    file = read_as(File, {**FILE, "size": "large", "created_at": "yesterday"})
    shown: Any = file
    assert (shown.size, shown.created_at) == ("large", "yesterday")
    assert isinstance(file.modified_at, datetime)


def test_missing_field_is_missing_on_the_model() -> None:
    job = read_as(Job, {"job_id": "j1", "status": "pending"})
    assert job.job_id == "j1"
    with pytest.raises(AttributeError, match="progress"):
        _ = job.progress
    assert "j1" in repr(job)


def test_event_of_an_unknown_kind_can_be_read() -> None:
    event: Any = read_as(
        EVENT,
        {"event": "moon_landing", "event_id": 7, "data": {"where": "/"}},
    )
    assert (event.event, event.event_id, event.data) == ("moon_landing", 7, {"where": "/"})
    assert type(event) is Model


def test_event_with_missing_fields_has_the_class_of_its_kind() -> None:
    event: object = read_as(
        EVENT,
        {"event": "file_uploaded", "event_id": 1, "data": {"path": "/a"}},
    )
    assert isinstance(event, FileUploadedEvent)
    assert isinstance(event.data, File)
    assert event.data.path == "/a"


def test_field_named_by_a_keyword_has_an_underscore() -> None:
    change = read_as(Change, {"from": "/a", "to": "/b"})
    assert change.from_ == "/a"
    assert change.model_dump(by_alias=True)["from"] == "/a"


def test_secrets_are_not_in_the_repr() -> None:
    session = read_as(Session, {"access_token": "eyJ", "refresh_token": "fr_1", "expires_in": 9})
    key = read_as(NewApiKey, {"key": "fo_a_b", "name": "backup"})
    assert "eyJ" not in repr(session)
    assert "fr_1" not in repr(session)
    assert "fo_a_b" not in f"{key!r} {key}"
    assert key.key == "fo_a_b"


def test_options_can_be_a_model_or_a_dictionary() -> None:
    bodies: list[bytes] = []

    def handle(request: httpx.Request) -> httpx.Response:
        bodies.append(request.read())
        return httpx.Response(202, json={"job_id": "j1"})

    client = client_of(handle)
    client.organize.start(path="/", methodology="type", options=ScanOptions(exclude=["*.tmp"]))
    client.organize.start(path="/", methodology="type", options={"exclude": ["*.tmp"]})
    assert bodies[0] == bodies[1]
    assert b'"options": {"exclude": ["*.tmp"]}' in bodies[0]


def test_date_with_time_zone_is_sent_in_iso_format() -> None:
    bodies: list[bytes] = []

    def handle(request: httpx.Request) -> httpx.Response:
        bodies.append(request.read())
        return httpx.Response(201, json={"key": "k"})

    client = client_of(handle)
    end = datetime(2027, 1, 1, tzinfo=timezone.utc)
    client.auth.create_api_key(name="n", scopes=["files:read"], expires_at=end)
    assert b'"expires_at": "2027-01-01T00:00:00+00:00"' in bodies[0]


def test_date_without_time_zone_is_refused() -> None:
    client = client_of(lambda _: httpx.Response(201, json={"key": "k"}))
    with pytest.raises(ValueError, match="time zone"):
        client.auth.create_api_key(name="n", scopes=["files:read"], expires_at=datetime(2027, 1, 1))


@pytest.mark.parametrize("answer", ["[]", '"text"', "7", "null"])
def test_json_of_another_api_is_an_error(answer: str) -> None:
    client = client_of(lambda _: httpx.Response(200, content=answer))
    with pytest.raises(FileOrganizerError, match="base_url"):
        client.files.list()
