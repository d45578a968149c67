"""The messages of `messages.yaml`: a list with cursors behind a bearer token, with FastAPI."""

import base64
import datetime
import itertools
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Path, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, Field, StringConstraints

TOKENS = {"token-of-ada"}
bearer = HTTPBearer(auto_error=False)


def authenticate(given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]) -> None:
    if given is None or given.credentials not in TOKENS:
        raise HTTPException(401, "Not authenticated", {"WWW-Authenticate": "Bearer"})


Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]
Channel = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{1,30}$")]


class NewMessage(BaseModel):
    text: str = Field(min_length=1, max_length=2000)
    mentions: list[Email] = Field(default=[], max_length=5)


class Message(NewMessage):
    id: str
    channel: str
    sent_at: datetime.datetime


class MessagePage(BaseModel):
    data: list[Message]
    next_cursor: str | None


app = FastAPI(dependencies=[Depends(authenticate)])
ids = itertools.count(1)
messages: list[Message] = []


def post(channel: str, new: NewMessage) -> Message:
    now = datetime.datetime.now(datetime.timezone.utc)
    message = Message(id=f"m{next(ids):06}", channel=channel, sent_at=now, **new.model_dump())
    messages.append(message)
    return message


for text in ("Hello", "Is anyone here?", "I am"):
    post("general", NewMessage(text=text))


def encode(position: str) -> str:
    return base64.urlsafe_b64encode(position.encode()).decode()


def decode(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor.encode()).decode()
    except ValueError:
        raise HTTPException(422, "Unknown cursor") from None


@app.get("/channels/{channel}/messages")
def list_messages(
    channel: Channel,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
    since: datetime.datetime | None = None,
) -> MessagePage:
    after = decode(cursor) if cursor else ""
    if since and since.tzinfo is None:
        raise HTTPException(422, "since needs an offset")
    found = [
        message
        for message in messages
        if message.channel == channel
        and message.id > after
        and (since is None or message.sent_at >= since)
    ]
    page = found[:limit]
    more = len(found) > limit
    return MessagePage(data=page, next_cursor=encode(page[-1].id) if more else None)


@app.post("/channels/{channel}/messages", status_code=201)
def post_message(channel: Channel, new: NewMessage) -> Message:
    return post(channel, new)
