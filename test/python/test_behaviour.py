"""What every client does: the cases of `test/behaviour`, with both kinds of clients."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import file_organizer
import httpx
import pytest
from file_organizer import AsyncFileOrganizerClient, FileOrganizerClient, FileOrganizerError
from file_organizer._runtime.async_io import AsyncIO
from file_organizer._runtime.blocking_io import BlockingIO
from pydantic import BaseModel

from servers import ROOT, Servers

# nothing here is encrypted, and to load certificates for each client would take most of the time
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

FILES = sorted((ROOT / "test" / "behaviour").glob("*.json"))
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in FILES
    for case in json.loads(Path(file).read_text())["cases"]
]


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits, which are noted and spared."""
    noted: list[float] = []

    async def sleep(_: object, seconds: float) -> None:
        noted.append(seconds)

    monkeypatch.setattr(BlockingIO, "sleep", sleep)
    monkeypatch.setattr(AsyncIO, "sleep", sleep)
    return noted


@pytest.mark.parametrize("case", CASES)
def test_sync_client_behaves_as_specified(servers: Servers, waits: list[float], case: Any) -> None:
    server = servers.ask(start="scripted", script=case["server"])
    try:
        with httpx.Client(verify=TLS) as http_client:
            client = FileOrganizerClient(
                base_url=server["url"], http_client=http_client, **options(case.get("client"))
            )
            calls = case["calls"]
            alone = case.get("together_from", len(calls))
            for one in calls[:alone]:
                check(one, lambda one=one: outcome(client, one))
            with ThreadPoolExecutor() as threads:
                list(
                    threads.map(lambda one: check(one, lambda: outcome(client, one)), calls[alone:])
                )
        compare(case, servers.ask(received=server["id"]), waits)
    finally:
        servers.ask(end=server["id"])


@pytest.mark.parametrize("case", CASES)
def test_async_client_behaves_as_specified(servers: Servers, waits: list[float], case: Any) -> None:
    async def run(url: str) -> None:
        async with httpx.AsyncClient(verify=TLS) as http_client:
            client = AsyncFileOrganizerClient(
                base_url=url, http_client=http_client, **options(case.get("client"))
            )
            calls = case["calls"]
            alone = case.get("together_from", len(calls))
            for one in calls[:alone]:
                await check_async(client, one)
            await asyncio.gather(*(check_async(client, one) for one in calls[alone:]))

    server = servers.ask(start="scripted", script=case["server"])
    try:
        asyncio.run(run(server["url"]))
        compare(case, servers.ask(received=server["id"]), waits)
    finally:
        servers.ask(end=server["id"])


def options(given: dict[str, Any] | None) -> dict[str, Any]:
    """Options of a client or a call, in the units of Python."""
    options = dict(given or {})
    if "timeout_ms" in options:
        options["timeout"] = options.pop("timeout_ms") / 1000
    return options


def method(client: object, one: Any) -> Any:
    group, name = one["call"].split(".")
    resource = getattr(client, group)
    return getattr(resource.with_raw_response if one.get("as") == "response" else resource, name)


def arguments(one: Any) -> dict[str, Any]:
    return {**one.get("args", {}), **options(one.get("options"))}


def outcome(client: FileOrganizerClient, one: Any) -> object:
    answer = method(client, one)(**arguments(one))
    if one.get("as") == "response":
        return described(answer)
    if "as" not in one:
        return answer
    return list(islice(answer.pages() if one["as"] == "pages" else answer, one.get("take")))


async def async_outcome(client: AsyncFileOrganizerClient, one: Any) -> object:
    pending = method(client, one)(**arguments(one))
    if one.get("as") == "response":
        return described(await pending)
    if "as" not in one:
        return await pending
    collected: list[object] = []
    async for each in pending.pages() if one["as"] == "pages" else pending:
        collected.append(each)
        if len(collected) == one.get("take"):
            break
    return collected


def described(response: Any) -> dict[str, object]:
    return {
        "data": response.parse(),
        "status": response.status_code,
        "request_id": response.request_id,
    }


def check(one: Any, call: Any) -> None:
    try:
        result = call()
    except FileOrganizerError as error:
        compare_error(one, error)
    else:
        compare_result(one, result)


async def check_async(client: AsyncFileOrganizerClient, one: Any) -> None:
    try:
        result = await async_outcome(client, one)
    except FileOrganizerError as error:
        compare_error(one, error)
    else:
        compare_result(one, result)


def compare_result(one: Any, result: object) -> None:
    assert "error" not in one, f"it was to fail, and gave {result!r}"
    if "result" in one:
        assert_contains(to_wire(result), one["result"])


def compare_error(one: Any, error: FileOrganizerError) -> None:
    if "error" not in one:
        raise error
    wanted = dict(one["error"])
    assert type(error) is getattr(file_organizer, wanted.pop("class"))
    assert wanted.pop("message", "") in error.message
    for field, value in wanted.items():
        assert to_wire(getattr(error, field)) == value, field


def to_wire(value: object) -> object:
    """The JSON that a value was made of."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, warnings=False)
    if isinstance(value, list):
        return [to_wire(item) for item in value]
    if isinstance(value, dict):
        return {key: to_wire(item) for key, item in value.items()}
    return value


def assert_contains(value: Any, wanted: Any) -> None:
    """Compare only what is written, in objects of any depth; lists as a whole."""
    if isinstance(wanted, dict):
        for key, one in wanted.items():
            assert_contains(value[key], one)
    elif isinstance(wanted, list):
        assert len(value) == len(wanted)
        for item, one in zip(value, wanted, strict=True):
            assert_contains(item, one)
    else:
        assert value == wanted


def compare(case: Any, seen: Any, waits: list[float]) -> None:
    received = seen["received"]
    assert len(received) == len(case["requests"]), [one["url"] for one in received]
    for got, wanted in zip(received, case["requests"], strict=True):
        compare_request(got, wanted)
    for name in case.get("same", []):
        values = {one["headers"].get(name) for one in received}
        assert len(values) == 1
        assert None not in values
    for name in case.get("different", []):
        assert len({one["headers"].get(name) for one in received}) == len(received)
    if "waits" in case:
        assert len(waits) == len(case["waits"]), waits
        for seconds, (least, most) in zip(waits, case["waits"], strict=True):
            assert least <= seconds <= most
    assert seen["other"] == []


def compare_request(got: Any, wanted: Any) -> None:
    parts = urlsplit(got["url"])
    assert got["method"] == wanted.get("method", got["method"])
    assert parts.path == wanted.get("path", parts.path)
    assert got["url"] == wanted.get("raw_path", got["url"])
    if "query" in wanted:
        assert dict(parse_qsl(parts.query, keep_blank_values=True)) == wanted["query"]
    if "json" in wanted:
        assert json.loads(got["body"]) == wanted["json"]
    for name, value in wanted.get("headers", {}).items():
        header = got["headers"].get(name)
        if isinstance(value, dict):
            assert re.search(value["matches"], header or ""), name
        else:
            assert header == value, name
