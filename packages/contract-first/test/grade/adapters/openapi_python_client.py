"""``python openapi_python_client.py FOLDER VERSION``: the package that openapi-python-client has written."""

import asyncio
import base64
import datetime
import enum
import importlib
import inspect
import io
import json
import pkgutil
import re
import sys
import types
import typing
from typing import Any

import httpx

sys.path.insert(0, sys.argv[1])

import orchard_client.api  # noqa: E402
from orchard_client import AuthenticatedClient, Client  # noqa: E402
from orchard_client.errors import UnexpectedStatus  # noqa: E402
from orchard_client.types import File  # noqa: E402
from protocol import Reported, bytes_of, serve, unsupported  # noqa: E402

modules = {
    each.name.rsplit(".", 1)[1]: each.name
    for each in pkgutil.walk_packages(orchard_client.api.__path__, "orchard_client.api.")
    if not each.ispkg
}


def snake(name: str) -> str:
    """A name of the wire as an argument."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)).strip("_").lower()


def typed(value: Any, annotation: Any) -> Any:
    """A value of the wire as its annotation asks for it."""
    options = (
        typing.get_args(annotation)
        if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union
        else [annotation]
    )
    for option in options:
        if option is File:
            return File(
                payload=io.BytesIO(base64.b64decode(value["$bytes"])),
                file_name=value.get("filename"),
                mime_type=value.get("contentType"),
            )
        if typing.get_origin(option) is list and isinstance(value, list):
            return [typed(each, typing.get_args(option)[0]) for each in value]
        if isinstance(option, type):
            if isinstance(value, dict) and hasattr(option, "from_dict"):
                if option.__name__ in {"Apple", "Rose"} and value["type"] != option.__name__.lower():
                    continue
                return form(value, option) if contains_bytes(value) else option.from_dict(value)
            if issubclass(option, enum.Enum):
                return option(value)
            if option is datetime.datetime:
                return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def contains_bytes(value: Any) -> bool:
    return "$bytes" in json.dumps(value)


def form(value: dict, model: type) -> Any:
    """A model with files, made by its constructor."""
    fields = {}
    for name, each in value.items():
        if isinstance(each, dict) and "$bytes" in each:
            fields[name] = typed(each, File)
        elif isinstance(each, list):
            fields[name] = [typed(item, File) if isinstance(item, dict) else item for item in each]
        elif name == "place":
            models = importlib.import_module("orchard_client.models")
            fields[name] = models.Point.from_dict(each)
        else:
            fields[name] = each
    return model(**fields)


def create(settings: dict) -> Any:
    credentials = settings.get("credentials", {})
    options: dict = {
        "base_url": settings["baseUrl"],
        "headers": dict(settings.get("headers", {})),
        "raise_on_unexpected_status": True,
    }
    if "timeoutMs" in settings:
        options["timeout"] = httpx.Timeout(settings["timeoutMs"] / 1000)
    if "cookieKey" in credentials:
        options["cookies"] = {"session": credentials["cookieKey"]}
    if "queryKey" in credentials:
        options["unsupported"] = True
    if "headerKey" in credentials and "token" in credentials:
        options["headers"]["X-API-Key"] = credentials["headerKey"]
    elif "headerKey" in credentials:
        return AuthenticatedClient(
            token=credentials["headerKey"], prefix="", auth_header_name="X-API-Key", **options
        )
    if "password" in credentials:
        pair = f"{credentials['password']['username']}:{credentials['password']['password']}"
        token = base64.b64encode(pair.encode()).decode()
        return AuthenticatedClient(token=token, prefix="Basic", **options)
    if "token" in credentials:
        return AuthenticatedClient(token=credentials["token"], **options)
    if options.pop("unsupported", False):
        return None
    return Client(**options)


async def call(client: Any, message: dict) -> dict:
    if client is None:
        raise unsupported("no keys in the query")
    name = snake(message["operation"])
    if name not in modules:
        raise unsupported("no such operation")
    module = importlib.import_module(modules[name])
    hints = inspect.signature(module.asyncio_detailed).parameters
    args = message["args"]
    given = {}
    for place in ("path", "query", "header", "cookie"):
        for wire, value in args.get(place, {}).items():
            argument = next(
                (each for each in (snake(wire), snake(wire) + "_") if each in hints), None
            )
            if argument is None:
                raise unsupported(f"no parameter {wire}")
            given[argument] = typed(value, hints[argument].annotation)
    if "body" in args:
        if "body" not in hints:
            raise unsupported("no body")
        if args.get("contentType", "application/json") != "application/json":
            raise unsupported("no second media type")
        given["body"] = typed(args["body"], hints["body"].annotation)
    if contains_bytes(args.get("body")):
        # Files are read in a thread: its asynchronous functions refuse them.
        response = await asyncio.to_thread(module.sync_detailed, client=client, **given)
    else:
        response = await module.asyncio_detailed(client=client, **given)
    body = wire_of(response.parsed)
    status = int(response.status_code)
    if status >= 300:
        raise Reported("status", status=status, body=body)
    return {"status": status, **({} if body is None and status == 204 else {"body": body})}


def wire_of(value: Any) -> Any:
    if isinstance(value, File):
        return bytes_of(value.payload.read())
    if hasattr(value, "to_dict"):
        return bytes_of(value.to_dict())
    if isinstance(value, list):
        return [wire_of(each) for each in value]
    return bytes_of(value)


def error_of(error: BaseException) -> dict:
    message = repr(error)
    if isinstance(error, UnexpectedStatus):
        return {"kind": "status", "status": error.status_code, "body": text_of(error.content), "message": message}
    if isinstance(error, httpx.TimeoutException):
        return {"kind": "timeout", "message": message}
    if isinstance(error, httpx.TransportError):
        return {"kind": "connection", "message": message}
    if isinstance(error, ValueError):
        return {"kind": "decode", "message": message}
    return {"kind": "other", "message": message}


def text_of(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return content.decode(errors="replace")


serve(
    about={
        "client": "openapi-python-client",
        "version": sys.argv[2],
        "language": "Python",
        "capabilities": ["credentials", "timeout", "abort"],
    },
    create=create,
    call=call,
    error_of=error_of,
)
