"""What the adapters of Python clients share: the protocol of ``contract grade`` over stdin and stdout.

Each call is a task of one event loop, and an abort cancels it.
"""

import asyncio
import base64
import datetime
import enum
import json
import sys
from typing import Any, AsyncIterator, Awaitable, Callable, Optional


class Reported(Exception):
    """An error that says by itself what it is."""

    def __init__(self, kind: str, **fields: Any) -> None:
        super().__init__(kind)
        self.error = {"kind": kind, **fields}


def unsupported(message: str) -> Reported:
    """The client has no means to do this."""
    return Reported("unsupported", message=message)


def bytes_of(value: Any) -> Any:
    """A value of the wire, with bytes as the suite has them."""
    if isinstance(value, (bytes, bytearray)):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: bytes_of(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [bytes_of(each) for each in value]
    return value


def serve(
    about: dict,
    create: Callable[[dict], Any],
    call: Callable[[Any, dict], Awaitable[dict]],
    iterate: Optional[Callable[[Any, dict], AsyncIterator[Any]]] = None,
    unwrap: Optional[Callable[[dict], Any]] = None,
    error_of: Callable[[BaseException], dict] = lambda error: {
        "kind": "other",
        "message": repr(error),
    },
) -> None:
    """Answer the suite until it closes stdin."""
    clients: dict[int, Any] = {}
    running: dict[int, asyncio.Task] = {}

    def answer(message: dict) -> None:
        sys.stdout.write(json.dumps(message) + "\n")
        sys.stdout.flush()

    async def work(message: dict) -> Any:
        do = message["do"]
        if do == "describe":
            return about
        if do == "create":
            clients[message["id"]] = create(message["settings"])
            return None
        if do == "call":
            return await call(clients[message["client"]], message)
        if do == "iterate":
            if iterate is None:
                raise unsupported("no iteration")
            count = 0
            items = iterate(clients[message["client"]], message)
            try:
                async for item in items:
                    answer({"id": message["id"], "item": item})
                    count += 1
                    if count == message.get("take"):
                        break
            finally:
                # As `async with aclosing(items)` does.
                await items.aclose()
            return None
        if do == "unwrap":
            if unwrap is None:
                raise unsupported("no webhooks")
            return {"body": unwrap(message)}
        if do == "abort":
            if message["call"] in running:
                running[message["call"]].cancel()
            return None
        raise unsupported(do)

    async def run(message: dict) -> None:
        try:
            if message.get("aborted"):
                raise asyncio.CancelledError
            answer({"id": message["id"], "result": await work(message)})
        except asyncio.CancelledError:
            answer({"id": message["id"], "error": {"kind": "abort"}})
        except Reported as error:
            answer({"id": message["id"], "error": error.error})
        except Exception as error:  # whatever a client throws is an answer
            answer({"id": message["id"], "error": error_of(error)})
        finally:
            running.pop(message["id"], None)

    async def main() -> None:
        reader = asyncio.StreamReader(limit=2**26)
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            message = json.loads(line)
            running[message["id"]] = asyncio.create_task(run(message))

    asyncio.run(main())
