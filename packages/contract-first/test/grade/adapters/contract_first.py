"""``python contract_first.py FOLDER VERSION DOCUMENT``: the package that ``contract generate`` has written.

Its operations, which are data, say how arguments are called.
"""

import base64
import datetime
import importlib
import json
import pkgutil
import sys
from typing import Any, AsyncIterator

import httpx

sys.path.insert(0, f"{sys.argv[1]}/src")

import orchard  # noqa: E402
import orchard.operations  # noqa: E402
import orchard.webhooks  # noqa: E402
import pydantic  # noqa: E402
from orchard import NULL, AsyncOrchardClient, ClientCredentials, OrchardError  # noqa: E402
from protocol import bytes_of, serve, unsupported  # noqa: E402


def all_operations() -> dict:
    """By the ids of the document: what the client knows of the operation."""
    known = {}
    for module in pkgutil.iter_modules(orchard.operations.__path__, "orchard.operations."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, orchard._runtime.operation.Operation):
                known[(each.method, each.path)] = each
    with open(sys.argv[3], encoding="utf-8") as file:
        paths = json.load(file)["paths"]
    return {
        operation["operationId"]: known.get((method.upper(), path))
        for path, item in paths.items()
        for method, operation in item.items()
        if "operationId" in operation
    }


operations = all_operations()


def files(value: Any) -> Any:
    """A value of the suite with bytes as the client takes them."""
    if isinstance(value, list):
        return [files(each) for each in value]
    if isinstance(value, dict):
        if "$bytes" in value:
            content = base64.b64decode(value["$bytes"])
            if "filename" in value:
                return (value["filename"], content, value.get("contentType"))
            return content
        return {key: files(each) for key, each in value.items()}
    return value


def create(settings: dict) -> AsyncOrchardClient:
    options: dict = {"base_url": settings["baseUrl"], "max_retries": settings["retries"]}
    if "headers" in settings:
        options["headers"] = settings["headers"]
    if "timeoutMs" in settings:
        options["timeout"] = settings["timeoutMs"] / 1000
    for scheme, value in settings.get("credentials", {}).items():
        if scheme == "password":
            options["basic"] = (value["username"], value["password"])
        elif scheme == "machine":
            options["machine"] = ClientCredentials(
                client_id=value["clientId"],
                client_secret=value["clientSecret"],
                token_url=value["tokenUrl"],
            )
        else:
            options[scheme.replace("Key", "_key")] = value
    return AsyncOrchardClient(**options)


def argument(known: Any, wire: str) -> str:
    for each in known:
        if each.wire == wire:
            return each.name
    raise unsupported(f"no argument {wire}")


def method_and_arguments(client: AsyncOrchardClient, message: dict) -> tuple:
    operation = operations.get(message["operation"])
    if operation is None:
        raise unsupported("no such operation")
    args, options = message["args"], message["options"]
    given: dict = {}
    for place in ("path", "query", "header", "cookie"):
        for wire, value in args.get(place, {}).items():
            if wire == "Idempotency-Key":
                given["idempotency_key"] = value
            else:
                known = [each for each in operation.parameters if each.location == place]
                given[argument(known, wire)] = value
    if "body" in args:
        bodies = operation.bodies
        wanted = args.get("contentType")
        body = next((each for each in bodies if each.media_type == wanted), bodies[0])
        if body.fields:
            for wire, value in args["body"].items():
                given[argument(body.fields, wire)] = NULL if value is None else files(value)
        else:
            given[body.argument] = files(args["body"])
    if "timeoutMs" in options:
        given["timeout"] = options["timeoutMs"] / 1000
    if "headers" in options:
        given["headers"] = options["headers"]
    if args.get("accept", "application/json") != "application/json":
        given["accept"] = args["accept"]
    if args.get("contentType", "application/json") != "application/json":
        given["content_type"] = args["contentType"]
    *groups, name = operation.id.split(".")
    target: Any = client
    for group in groups:
        target = getattr(target, group)
    return getattr(target, name), given


def wire_of(value: Any) -> Any:
    if isinstance(value, pydantic.BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, list):
        return [wire_of(each) for each in value]
    if isinstance(value, dict):
        return {key: wire_of(each) for key, each in value.items()}
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    return bytes_of(value)


async def call(client: AsyncOrchardClient, message: dict) -> dict:
    method, given = method_and_arguments(client, message)
    result = await method(**given)
    if hasattr(result, "read"):
        result = await result.read()
    return {"body": wire_of(result)}


async def iterate(client: AsyncOrchardClient, message: dict) -> AsyncIterator[Any]:
    method, given = method_and_arguments(client, message)
    if message["over"] in ("items", "pages"):
        pages = method(**given)
        if message["over"] == "items":
            async for item in pages:
                yield wire_of(item)
        else:
            async for page in (await pages).pages():
                yield [wire_of(each) for each in page._list]
        return
    async with await method(**given) as stream:
        async for item in stream:
            yield wire_of(item)


def unwrap(message: dict) -> Any:
    return wire_of(orchard.webhooks.unwrap(message["body"], message["headers"], message["secret"]))


def error_of(error: BaseException) -> dict:
    message = repr(error)
    if isinstance(error, orchard.TimeoutError):
        return {"kind": "timeout", "message": message}
    if isinstance(error, orchard.ConnectionError):
        return {"kind": "connection", "message": message}
    status = getattr(error, "status_code", None) or getattr(error, "code", None)
    if isinstance(error, OrchardError) and isinstance(status, int) and status >= 300:
        return {
            "kind": "status",
            "status": status,
            "body": bytes_of(wire_of(error.body)),
            "message": message,
        }
    if isinstance(error, httpx.HTTPError):
        return {"kind": "connection", "message": message}
    if isinstance(error, (OrchardError, pydantic.ValidationError)):
        return {"kind": "decode", "message": message}
    if isinstance(error, (TypeError, ValueError)):
        return {"kind": "arguments", "message": message}
    return {"kind": "other", "message": message}


serve(
    about={
        "client": "contract-first (Python)",
        "version": sys.argv[2],
        "language": "Python",
        "capabilities": [
            *("retries", "idempotency", "timeout", "callTimeout", "abort", "credentials"),
            *("tokens", "pages", "events", "resume", "lines", "webhooks"),
        ],
    },
    create=create,
    call=call,
    iterate=iterate,
    unwrap=unwrap,
    error_of=error_of,
)
