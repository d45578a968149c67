"""Calls a Python client as its users do; started with JSON lines on its input and output."""

from __future__ import annotations

import importlib
import inspect
import itertools
import json
import pkgutil
import sys
import traceback
from collections.abc import Iterator
from typing import Any

MOST = 20
"""So many values of a stream are read at most."""

output = sys.stdout
# What a client prints must not be taken for a result.
sys.stdout = sys.stderr


def client_of(module: Any) -> type[Any]:
    """The class that is called `…Client` and blocks."""
    names = getattr(module, "__all__", None) or dir(module)
    clients = [name for name in names if name.endswith("Client") and not name.startswith("_")]
    # An API may be called `Async…` itself: the asynchronous client has one `Async` more.
    asynchronous = {f"Async{name}" for name in clients}
    for name in clients:
        if name not in asynchronous:
            found: type[Any] = getattr(module, name)
            return found
    raise LookupError("The package exports no client")


def method_at(client: Any, place: list[str]) -> Any:
    member = client
    for name in place:
        member = getattr(member, name)
    return member


def argument_of(argument: dict[str, Any], null: Any) -> Any:
    value, kind = argument["value"], argument["kind"]
    if kind == "file":
        return ("file.bin", value.encode())
    if kind == "files":
        return [(f"file-{at}.bin", each.encode()) for at, each in enumerate(value)]
    if kind == "bytes":
        return value.encode() if isinstance(value, str) else json.dumps(value).encode()
    if value is None and argument["isOptional"]:
        return null
    return value


def plain(value: Any) -> Any:
    """What a value is in JSON, by the names of the wire."""
    if any(kind.__name__ == "ListPage" for kind in type(value).__mro__):
        return plain(value.body)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def result_of(value: Any) -> dict[str, Any]:
    if value is None:
        return {"kind": "none"}
    if isinstance(value, bytes):
        return {"kind": "bytes", "text": value.decode(errors="replace")}
    if hasattr(value, "model_dump"):
        return {"kind": "value", "value": plain(value)}
    if isinstance(value, (str, int, float, bool, dict, list, tuple)):
        return {"kind": "value", "value": plain(value)}
    if type(value).__name__ == "Download" and hasattr(value, "read"):
        with value:
            return {"kind": "bytes", "text": value.read().decode(errors="replace")}
    if isinstance(value, Iterator) or hasattr(value, "__next__") or "Stream" in type(value).__name__:
        with value:
            return {"kind": "stream", "values": [plain(each) for each in itertools.islice(value, MOST)]}
    return {"kind": "value", "value": plain(value)}


def main() -> None:
    client: Any = None
    null: Any = None
    for line in sys.stdin:
        message = json.loads(line)
        reply: dict[str, Any]
        try:
            if "importAll" in message:
                sys.path.insert(0, message["folder"])
                names = [each.name for each in pkgutil.walk_packages([message["folder"]])]
                for name in names:
                    importlib.import_module(name)
                if not names:
                    raise LookupError("No package was written")
                reply = {"ready": True}
            elif "entry" in message:
                sys.path.insert(0, message["folder"])
                module = importlib.import_module(message["entry"])
                null = getattr(module, "NULL", None)
                if null is None:
                    operation = importlib.import_module(f"{message['entry']}._runtime.operation")
                    null = operation.NULL
                kind = client_of(module)
                known = inspect.signature(kind).parameters
                options = {
                    # A user name with its password.
                    name: tuple(each) if isinstance(each, list) else each
                    for name, each in message["options"].items()
                    if name in known
                }
                client = kind(**options)
                reply = {"ready": True}
            else:
                method = method_at(client, message["place"])
                arguments = {
                    each["name"]: argument_of(each, null) for each in message["arguments"]
                }
                reply = {"result": result_of(method(**arguments))}
        except BaseException as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{where.filename.rsplit('/', 1)[-1]}:{where.name}"
            text = f"{error} ({place})"
            reply = {"error": {"name": type(error).__name__, "message": text[:1000]}}
        output.write(json.dumps(reply) + "\n")
        output.flush()


main()
