# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""What type checkers find out about a program that uses the client; it is checked, never run.

Comments that ignore an error are errors themselves if there is none to ignore.
"""

from __future__ import annotations

import asyncio
from typing import Literal

from typing_extensions import assert_never, assert_type

from file_organizer import AsyncFileOrganizerClient, FileOrganizerClient
from file_organizer.models import (
    Change,
    DuplicateGroup,
    File,
    FileType,
    Job,
    JobStatus,
    Me,
    Methodology,
    Scope,
    SearchResult,
    Session,
)


def values_of_enumerations(client: FileOrganizerClient) -> None:
    """Their values are known, so that typing errors are found."""
    job = client.organize.start(path="/", methodology="type")
    assert_type(job.status, JobStatus)
    assert_type(job.kind, Literal["organize", "dedupe"])
    assert_type(job.methodology, Methodology | None)
    assert_type(client.files.get("f1").type, FileType)
    assert_type(client.auth.me().scopes, list[Scope])
    assert_type(client.auth.login(username="u", password="p").token_type, Literal["Bearer"])
    assert_type(client.organize.get_results("j").items[0].action, Literal["move", "move_folder"])
    assert_type(client.search.query("q").items[0].matched, list[Literal["name", "content"]])
    if job.status == "complted":  # type: ignore[comparison-overlap]
        pass


def what_to_do(job: Job) -> str:
    """A state that is forgotten here is an error."""
    status = job.status
    if status == "completed" or status == "partial":
        return "look at the results"
    if status == "planned":
        return "execute it"
    if status == "failed" or status == "cancelled" or status == "rolled_back":
        return "begin again"
    if (
        status == "pending"
        or status == "scanning"
        or status == "executing"
        or status == "rolling_back"
    ):
        return "wait"
    assert_never(status)


def wrong_arguments(client: FileOrganizerClient) -> None:
    """What a caller passes is checked as well."""
    client.organize.start(path="/", methodology="zen")  # type: ignore[arg-type]
    client.files.list("/", sort_by="colour")  # type: ignore[arg-type]
    client.organize.start(path="/", methodology="type", options={"projects": ["a"]})


def lists(client: FileOrganizerClient) -> None:
    """A list is one of its items."""
    files = client.files.list("/")
    assert_type(files[0], File)
    assert_type(files[:3], list[File])
    assert_type(len(files), int)
    assert_type(list(files), list[File])
    assert_type(list(client.organize.get_results("j")), list[Change])
    assert_type(list(client.dedupe.get_results("j")), list[DuplicateGroup])
    for page in files.pages():
        assert_type(page.items, list[File])
        assert_type(page.folders, list[str])


async def lists_of_coroutines(client: AsyncFileOrganizerClient) -> None:
    """A list is awaited, iterated over, or made a task."""
    task = asyncio.create_task(client.files.list("/"))
    assert_type((await task).items, list[File])
    assert_type((await task)[0], File)
    both = await asyncio.gather(client.files.list("/"), client.auth.me())
    assert_type(both[0].items, list[File])
    assert_type(both[1], Me)
    assert_type([result async for result in client.search.query("q")], list[SearchResult])
    assert_type((await asyncio.wait_for(client.files.list("/"), 3)).total, int)
    client.files.list("/").items  # type: ignore[attr-defined]  # noqa: B018


def responses(client: FileOrganizerClient) -> None:
    """A whole response is one of what the method gives."""
    response = client.files.with_raw_response.list("/")
    assert_type(list(response.parse()), list[File])
    login = client.auth.with_raw_response.login(username="u", password="p")
    assert_type(login.parse(), Session)


def notices(client: FileOrganizerClient) -> None:
    """Messages and states have types."""
    client.events.connect(
        on_message=lambda message: assert_type(message.folders, "list[str] | None"),
        on_state=lambda state: assert_type(state.missed, bool),
    )


def events(client: FileOrganizerClient) -> None:
    """The data of an event is known by its name."""
    for event in client.events.connect():
        if event.event == "file_uploaded":
            assert_type(event.data, File)
        elif event.event == "organize_progress":
            assert_type(event.data, Job)
