"""Every operation of the contract, as a method of both clients, against the mock."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from file_organizer import AsyncFileOrganizerClient, FileOrganizerClient

from servers import ROOT, Servers
from test_behaviour import to_wire

CONTRACT = json.loads((ROOT / "spec" / "dist" / "openapi.json").read_text())
OPERATIONS = [
    pytest.param(operation, id=operation["operationId"])
    for path in CONTRACT["paths"].values()
    for verb, operation in path.items()
    # The live connection is `client.events.connect`, which test_real.py tests.
    if verb != "parameters" and operation["operationId"] != "live.connect"
]


@pytest.fixture(scope="module")
def mock(servers: Servers) -> Iterator[str]:
    started = servers.ask(start="mock")
    yield started["url"]
    servers.ask(end=started["id"])


def resolved(value: Any) -> Any:
    if isinstance(value, dict) and "$ref" in value:
        found = CONTRACT
        for name in value["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        return resolved(found)
    return value


def arguments(operation: Any) -> dict[str, Any]:
    """What the contract's own examples give to a call."""
    given: dict[str, Any] = {}
    for parameter in map(resolved, operation.get("parameters", [])):
        if parameter.get("required") and parameter["in"] in {"path", "query"}:
            given[parameter["name"]] = parameter["example"]
        if parameter.get("required") and parameter["in"] == "header":
            given[parameter["name"].lower().replace("-", "_")] = parameter["example"]
    for kind, media in operation.get("requestBody", {}).get("content", {}).items():
        if kind == "application/json":
            given.update(media["example"])
        elif kind == "multipart/form-data":
            given.update(file=b"Buy milk.", filename="notes.txt", path="/uploads")
        else:
            given["content"] = b"Buy milk."
    return given


def credentials(operation: Any) -> dict[str, str]:
    """Some need a token, and the mock only looks whether there is one."""
    security = operation.get("security", CONTRACT["security"])
    if security and all("Bearer" in each for each in security):
        return {"access_token": "e"}
    return {"api_key": "fo_abc123_token456"}


def example(operation: Any) -> Any:
    success = next(
        resolved(response)
        for status, response in operation["responses"].items()
        if status.startswith("2")
    )
    return next((media.get("example") for media in success.get("content", {}).values()), None)


def compare(answer: Any, operation: Any) -> None:
    wanted = example(operation)
    if isinstance(answer, bytes):
        answer = answer.decode()
    assert normal(to_wire(answer)) == normal(wanted)


def normal(value: Any) -> Any:
    """As `datetime` writes times: without the zeros of their milliseconds."""
    if isinstance(value, dict):
        return {key: normal(one) for key, one in value.items()}
    if isinstance(value, list):
        return [normal(one) for one in value]
    return value.replace(".000Z", "Z") if isinstance(value, str) else value


@pytest.mark.parametrize("operation", OPERATIONS)
def test_sync_method_returns_the_example_of_the_contract(mock: str, operation: Any) -> None:
    group, name = operation["operationId"].split(".")
    with FileOrganizerClient(base_url=mock, **credentials(operation)) as client:
        answer = getattr(getattr(client, group), name)(**arguments(operation))
        compare(answer.read() if hasattr(answer, "iter_bytes") else answer, operation)


@pytest.mark.anyio
@pytest.mark.parametrize("operation", OPERATIONS)
async def test_async_method_returns_the_example_of_the_contract(mock: str, operation: Any) -> None:
    group, name = operation["operationId"].split(".")
    async with AsyncFileOrganizerClient(base_url=mock, **credentials(operation)) as client:
        answer = await getattr(getattr(client, group), name)(**arguments(operation))
        compare(await answer.read() if hasattr(answer, "iter_bytes") else answer, operation)
