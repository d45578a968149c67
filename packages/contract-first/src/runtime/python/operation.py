"""The data of operations: all that generated code and the runtime have in common.

Generated code holds one `Operation` for each operation of the document and one `Service` for the
API. A method passes its operation and its arguments to the connection, which does the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeAlias, TypeVar

if TYPE_CHECKING:
    from .upload_source import UploadProgress

T_co = TypeVar("T_co", covariant=True)

Fields: TypeAlias = Mapping[str, Any]
"""The arguments of a method, by their names in Python. None is an argument that was not given."""


class NotGiven(Enum):
    """The type of `NOT_GIVEN`, for an option for which None has a meaning of its own."""

    NOT_GIVEN = "NOT_GIVEN"

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN: Final = NotGiven.NOT_GIVEN


class Null(Enum):
    """The type of `NULL`."""

    NULL = "NULL"

    def __repr__(self) -> str:
        return "NULL"


NULL: Final = Null.NULL
"""Sends `null` for an optional field of a body.

An argument that is None is not sent, as is usual in Python, so null needs a value of its own: only
arguments whose schema allows null take it (`str | Null | None = None`). A *required* field that may
be null takes None, which then is sent as null, since it cannot be left out. In models and
dictionaries there is no such question: what they have is sent, None as null.
"""

Style: TypeAlias = Literal[
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of the path, query, headers or cookies."""

    name: str
    """The argument."""
    wire: str
    """The name in the request."""
    location: Literal["path", "query", "querystring", "header", "cookie"]
    style: Style | None = None
    """None for the default: `simple` in paths and headers, `form` in queries and cookies."""
    explode: bool | None = None
    """None for the default: true for `form` and `cookie`."""
    allow_reserved: bool = False
    content: str | None = None
    """The media type of a parameter that is written by it, and not by a style."""
    required: bool = False
    """A required list that is empty is written as an empty text, and not left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyField:
    """A property of a body that is an argument of its own."""

    name: str
    """The argument."""
    wire: str
    """The property."""
    required: bool = False
    """Whether None is sent as null, since the property cannot be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How a property of a form is written."""

    file: Literal["one", "list"] | None = None
    """Whether it is a file (`FileSource`), or a list of them."""
    content_type: str | None = None
    """As in the document, such as `application/json` or `image/png, image/*`."""
    is_json: bool = False
    """Whether the whole value is one JSON text; lists are taken apart otherwise."""
    style: Style | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    needs_filename: bool = False
    """Whether a file without a name is refused. Otherwise it is sent with that of its field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyForm:
    """A body of one media type. It is either one argument or one argument for each property."""

    media_type: str
    """As in the document; may be a range such as `image/*`."""
    kind: Literal["json", "form", "multipart", "text", "bytes", "items"]
    argument: str | None = None
    """The argument that is the whole body."""
    fields: tuple[BodyField, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])
    """Of a form, by the names of its properties in the request; others have the defaults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerForm:
    """A response body of one media type."""

    kind: Literal["json", "text", "bytes", "none", "events", "items"]
    """`events` are server-sent events, `items` are JSON values one after the other."""
    media_type: str | None = None
    """As in the document; None for a response without a body."""
    status: str | None = None
    """Such as `200` or `2XX`; None for every status that no other form names."""
    into: Any = None
    """What JSON is read as: a model, `list[User]`, a union … None leaves it as it is. Of a stream,
    the type of each item; for `events` see `item`."""
    item: Literal["data", "event"] = "data"
    """Of `events`: whether an item is the data of an event, or the whole event with its fields
    `data`, `event` and `id`."""
    is_json: bool = True
    """Of `events`: whether the data is JSON; otherwise it is text."""
    texts: tuple[str, ...] = ()
    """Of whole `events`: types of events whose data is text although that of others is JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """How a list is read page by page. Paths are wire names; `()` is the response itself."""

    style: Literal["cursor", "page", "offset", "link", "url", "last_id"]
    items: tuple[str, ...]
    parameter: str | None = None
    """The argument that the next request changes; none for `link` and `url`."""
    next: tuple[str, ...] | None = None
    """Where the next cursor or URL is."""
    has_more: tuple[str, ...] | None = None
    total: tuple[str, ...] | None = None
    """Where the number of all items is."""
    total_pages: tuple[str, ...] | None = None
    id: str | None = None
    """The property of the last item that the next request sends (`last_id`)."""
    first_page: int = 1


Security: TypeAlias = tuple[Mapping[str, tuple[str, ...]], ...]
"""Alternatives, each the names of security schemes that are needed together, with their scopes. No
alternatives: no credentials are needed, and none are sent."""


# without slots: with them, Python 3.11 cannot call `Operation[User](…)`
@dataclass(frozen=True, kw_only=True)
class Operation(Generic[T_co]):
    """An operation of the document. Its type parameter is the result of the method.

    That is: the type of the JSON, `str` for text, `None` without a body, a union of them where
    statuses differ; for a stream the type of an item, for a list the model of the response, and for
    bytes `bytes` (`Connection.download` gives a `Download` of them).
    """

    id: str
    """How callers name it, such as `files.put_content`."""
    method: str
    path: str
    """With wire names in braces; may have a query (`?action=…`) or a fragment."""
    server: Server | None = None
    """Its own server, used unless the client was created with a `base_url`."""
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[BodyForm, ...] = ()
    """The first that has all arguments of a call is sent, unless the call names another."""
    is_body_required: bool = False
    answers: tuple[AnswerForm, ...] = ()
    """Of successful responses, the preferred one first; none means that nothing is returned."""
    errors: tuple[AnswerForm, ...] = ()
    """What the bodies of errors are read as, where they are models."""
    pagination: Pagination | None = None
    security: Security = ()
    idempotency_key: str | None = None
    """The header that makes it safe to send the operation again, such as `Idempotency-Key`."""
    limit: str | None = None
    """The policy of the rate limit that it counts for."""
    session: Literal["begin", "refresh", "end"] | None = None
    """What it does to the session that the client keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where the API is."""

    url: str
    """May be relative, and have variables in braces."""
    variables: Mapping[str, str] = field(default_factory=dict[str, str])
    """Their defaults."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A security scheme."""

    option: str
    """The option of the client that takes its credentials."""
    type: Literal["api_key", "basic", "bearer", "http", "oauth2", "open_id", "mutual_tls"]
    location: Literal["header", "query", "cookie"] = "header"
    """Where an API key is sent."""
    parameter: str = "Authorization"
    """The header, parameter or cookie of an API key."""
    http_scheme: str | None = None
    """Of `http`, such as `digest`: it is written before credentials that do not begin with it."""
    token_url: str | None = None
    """Of `oauth2`: where the flow `clientCredentials` gets tokens; may be relative."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepSession:
    """The session that the client keeps after sign-in (`x-sdk`)."""

    scheme: str
    """The security scheme that its access token is for."""
    refresh: Operation[Any]
    """Renews it: by the argument `refresh_token`, with an answer as in RFC 6749, section 5.1."""
    sign_in: str
    """The method that begins it, such as `auth.login`, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The API as a whole."""

    title: str
    package: str
    """The name of the distribution, for the `User-Agent`."""
    version: str
    """Of the package."""
    environment: str
    """The prefix of the environment variables, such as `PETS_`: `PETS_BASE_URL`, `PETS_API_KEY`."""
    servers: tuple[Server, ...] = ()
    """The first is the default."""
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    """By their names in the document."""
    is_one_credential: bool = False
    """Whether the options of schemes exclude each other."""
    session: KeepSession | None = None
    retried_problems: frozenset[str] = frozenset()
    """The `code`s of problems that are temporary (`retry` in `x-problems`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How the end of something that an operation starts is waited for."""

    status: Operation[Any]
    """Returns the state."""
    key: str
    """The field of the result that names it; also the argument of the status operation."""
    state: str
    """The field of the result that has its state."""
    running: frozenset[str]
    """The states in which it continues."""
    key_wire: str | None = None
    """The names in the JSON, if they are others."""
    state_wire: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A channel of the AsyncAPI document."""

    id: str
    """The method that opens it, such as `events.connect`."""
    path: str
    ticket: Operation[Any]
    """The operation whose response has the `ticket` that opens it."""
    final: frozenset[int]
    """The codes with which the server closes it for good."""
    messages: frozenset[str] = frozenset()
    """The types of messages other than events that concern callers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a call does differently from the client."""

    timeout: float | NotGiven | None = NOT_GIVEN
    """Seconds for the whole call; None for no limit."""
    max_retries: int | None = None
    idempotency_key: str | None = None
    headers: Mapping[str, str] | None = None
    """Further headers; they replace those that the client sets."""
    content_type: str | None = None
    """Chooses another form of the body, or states the type of bytes."""
    accept: str | None = None
    """Chooses another form of the response."""
    filename: str | None = None
    """The name of the file that is uploaded."""
    on_progress: Callable[[UploadProgress], object] | None = None


DEFAULTS: Final = Options()
