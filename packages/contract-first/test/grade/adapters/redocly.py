"""``python redocly.py FOLDER VERSION``: the client that Redocly's generate-client has written."""

import base64
import io
import re
import sys
from typing import Any, AsyncIterator

import httpx

sys.path.insert(0, sys.argv[1])

from client import ApiError, ApiTimeoutError, AsyncClient, encode  # noqa: E402
from protocol import bytes_of, serve, unsupported  # noqa: E402


def snake(name: str) -> str:
    """A name of the wire as an argument."""
    text = re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)).strip("_").lower()
    return f"{text}_" if text in {"from"} else text


class NamedFile(io.BytesIO):
    """An open file, as far as httpx looks at it."""

    name: str


def files(value: Any) -> Any:
    """A value of the suite with bytes as httpx takes them."""
    if isinstance(value, list):
        return [files(each) for each in value]
    if isinstance(value, dict):
        if "$bytes" in value:
            content = base64.b64decode(value["$bytes"])
            if "filename" not in value:
                return content
            file = NamedFile(content)
            file.name = value["filename"]
            return file
        return {key: files(each) for key, each in value.items()}
    return value


def create(settings: dict) -> AsyncClient:
    credentials = settings.get("credentials", {})
    timeout = settings.get("timeoutMs")
    auth = {"apiKey": {key: value for key, value in credentials.items() if key.endswith("Key")}}
    if "token" in credentials:
        auth["bearer"] = credentials["token"]
    if "password" in credentials:
        auth["basic"] = credentials["password"]
    return AsyncClient(
        settings["baseUrl"],
        auth=auth,
        headers=settings.get("headers"),
        timeout=None if timeout is None else timeout / 1000,
        retry={"retries": settings["retries"]},
    )


def arguments(message: dict) -> dict:
    args, options = message["args"], message["options"]
    if args.get("cookie"):
        raise unsupported("no parameters in cookies")
    if args.get("contentType", "application/json") != "application/json":
        raise unsupported("no second media type")
    given = {snake(name): value for name, value in args.get("path", {}).items()}
    given.update({snake(name): value for name, value in args.get("query", {}).items()})
    headers = {**args.get("header", {}), **options.get("headers", {})}
    if any(not isinstance(value, str) for value in headers.values()):
        raise unsupported("headers are texts")
    if "accept" in args:
        headers["Accept"] = args["accept"]
    if "body" in args:
        given["body"] = files(args["body"])
    if "timeoutMs" in options:
        given["timeout"] = options["timeoutMs"] / 1000
    if message["operation"] == "createOrder" and "Idempotency-Key" not in headers:
        given["idempotency_key"] = True
    return {**given, "headers": headers}


async def call(client: AsyncClient, message: dict) -> dict:
    method = getattr(client, snake(message["operation"]))
    body = bytes_of(encode(await method(**arguments(message))))
    return {} if body is None else {"body": body}


async def iterate(client: AsyncClient, message: dict) -> AsyncIterator[Any]:
    name, over = snake(message["operation"]), message["over"]
    if over == "events":
        # Its stream is a generator, or what becomes one.
        stream = getattr(client, name)(**arguments(message))
        stream = await stream if hasattr(stream, "__await__") else stream
        try:
            async for event in stream:
                yield bytes_of(encode(event.data))
        finally:
            await stream.aclose()
        return
    method = getattr(client, f"{name}_{over}", None)
    if method is None:
        raise unsupported("no pages of this operation")
    async for each in method(**arguments(message)):
        page = bytes_of(encode(each))
        if over == "pages" and isinstance(page, dict):
            page = next(page[key] for key in ("items", "results", "data") if key in page)
        yield page


def error_of(error: BaseException) -> dict:
    message = repr(error)
    if isinstance(error, ApiError):
        return {"kind": "status", "status": error.status, "body": bytes_of(error.body), "message": message}
    if isinstance(error, (ApiTimeoutError, httpx.TimeoutException)):
        return {"kind": "timeout", "message": message}
    if isinstance(error, httpx.TransportError):
        return {"kind": "connection", "message": message}
    if isinstance(error, ValueError):
        return {"kind": "decode", "message": message}
    return {"kind": "other", "message": message}


serve(
    about={
        "client": "redocly (Python)",
        "version": sys.argv[2],
        "language": "Python",
        "capabilities": [
            *("retries", "idempotency", "timeout", "callTimeout", "abort", "credentials"),
            *("pages", "events", "resume"),
        ],
    },
    create=create,
    call=call,
    iterate=iterate,
    error_of=error_of,
)
