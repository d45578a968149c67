"""What users can rely on to be there."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

import pytest

import file_organizer
from file_organizer import AsyncFileOrganizerClient, FileOrganizerClient, models
from file_organizer._runtime.errors import CLASSES

ROOT = Path(__file__).parents[3]
CONTRACT = json.loads((ROOT / "spec" / "dist" / "openapi.json").read_text())
OPERATIONS = sorted(
    operation["operationId"]
    for path in CONTRACT["paths"].values()
    for verb, operation in path.items()
    if verb in {"get", "post", "put", "patch", "delete"}
    # the live connection is `client.events.connect`
    and operation["operationId"] != "live.connect"
)


def test_exported_names_are_fixed() -> None:
    assert sorted(file_organizer.__all__) == [
        "AsyncDownload",
        "AsyncEventStream",
        "AsyncFileOrganizerClient",
        "AsyncListPage",
        "AsyncPage",
        "AsyncStream",
        "AsyncUploadSource",
        "AuthenticationError",
        "BadRequestError",
        "ClientCredentials",
        "ClientStateError",
        "ConflictError",
        "ConnectionError",
        "Download",
        "EventStream",
        "FileOrganizerClient",
        "FileOrganizerError",
        "ListPage",
        "NOT_GIVEN",
        "NULL",
        "NotFoundError",
        "NotGiven",
        "NotModifiedError",
        "Null",
        "Page",
        "Pages",
        "PermissionDeniedError",
        "PreconditionError",
        "RateLimitError",
        "RawResponse",
        "ServerError",
        "ServerSentEvent",
        "Stream",
        "StreamState",
        "TimeoutError",
        "UploadProgress",
        "UploadSource",
        "__version__",
    ]


def test_every_exported_name_exists() -> None:
    for module in (file_organizer, models):
        for name in module.__all__:
            assert hasattr(module, name), name


def test_classes_name_the_package_as_their_module() -> None:
    assert repr(file_organizer.RateLimitError) == "<class 'file_organizer.RateLimitError'>"


def test_each_class_of_errors_is_for_a_status_of_the_contract() -> None:
    statuses = {
        int(status)
        for path in CONTRACT["paths"].values()
        for verb, operation in path.items()
        if verb in {"get", "post", "put", "patch", "delete"}
        for status in operation["responses"]
        if int(status) >= 300
    }
    assert CLASSES.keys() <= statuses


@pytest.mark.parametrize("operation", OPERATIONS)
def test_both_clients_have_the_same_method_for_each_operation(operation: str) -> None:
    group, name = operation.split(".")
    with FileOrganizerClient() as client:
        method = getattr(getattr(client, group), name)
        awaited = getattr(getattr(AsyncFileOrganizerClient(), group), name)
        sources = {"AsyncUploadSource": "UploadSource", "AsyncFileSource": "FileSource"}
        assert parameters(method) == [
            (key, kind, sources.get(annotation, annotation), default)
            for key, kind, annotation, default in parameters(awaited)
        ]
        for each in (method, awaited):
            assert inspect.getdoc(each), operation
            assert all(annotation != "Any" for _, _, annotation, _ in parameters(each))


def parameters(method: Any) -> list[tuple[str, object, str, object]]:
    signature = inspect.signature(method)
    return [
        (each.name, each.kind, str(each.annotation), each.default)
        for each in signature.parameters.values()
    ]


def test_method_aliases_are_the_same_method() -> None:
    with FileOrganizerClient() as client:
        assert client.organize.start == client.organize.scan
        assert client.organize.start_and_wait == client.organize.scan_and_wait


def test_docstring_of_errors_shows_every_class() -> None:
    from file_organizer._runtime import errors

    shown = errors.__doc__ or ""
    for error in file_organizer.FileOrganizerError.__subclasses__():
        assert f"── {error.__name__} " in shown
        assert issubclass(error, file_organizer.FileOrganizerError)
