"""The types that generated code and the runtime have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from .upload_source import UploadProgress

Fields: TypeAlias = Mapping[str, Any]
"""What a method was called with, by the names of the wire; None is what was not given."""


class NotGiven(Enum):
    """The type of what stands for an option that was not given, where None means something."""

    NOT_GIVEN = "NOT_GIVEN"

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN: Final = NotGiven.NOT_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operation of the contract, as data."""

    id: str
    """How callers name it, such as `files.put_content`."""
    method: str
    path: str
    """From the root of the server, with fields in braces, such as `/files/{file_id}`."""
    fields: Mapping[str, Literal["path", "query", "body", "file"]] = field(default_factory=dict)
    """Each field, and the part of the request that carries it; `file` is a binary part of a form,
    or all of a raw body.
    """
    body: Literal["json", "multipart", "raw"] | None = None
    answer: Literal["none", "json", "opaque", "text", "raw"]
    anonymous: bool = False
    """Whether it needs no credentials; then none are sent."""
    keyed: bool = False
    """Whether it takes an `Idempotency-Key`, by which it is safe to send it again."""
    limit: str | None = None
    """The policy of the rate limit that it counts for."""
    session: Literal["begin", "refresh", "end"] | None = None
    """What it does to the session that the client keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How the end of what an operation has begun is waited for."""

    status: Operation
    """Tells what has become of it."""
    key: str
    """The field that names it, in answers and in the status operation."""
    state: str
    """The field that tells its state."""
    running: frozenset[str]
    """The states in which it goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel of the AsyncAPI document, as data."""

    id: str
    """The method that opens it, such as `events.connect`."""
    path: str
    ticket: Operation
    """The operation whose answer has the `ticket` that opens it."""
    final: frozenset[int]
    """The codes with which the server closes it for good."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a call does otherwise than the client."""

    timeout: float | NotGiven | None = NOT_GIVEN
    max_retries: int | None = None
    idempotency_key: str | None = None
    headers: Mapping[str, str | None] = field(default_factory=dict)
    filename: str | None = None
    on_progress: Callable[[UploadProgress], object] | None = None
