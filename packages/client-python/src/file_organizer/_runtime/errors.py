"""What goes wrong between the client and the server.

FileOrganizerError
 ├── NotModifiedError       304
 ├── BadRequestError        400
 ├── AuthenticationError    401
 ├── PermissionDeniedError  403
 ├── NotFoundError          404
 ├── ConflictError          409
 ├── PreconditionError      412
 ├── RateLimitError         429
 ├── ServerError            500 and above
 ├── ConnectionError        no answer, or half of one; a builtin `ConnectionError` as well
 ├── TimeoutError           no answer in time; a builtin `TimeoutError` as well
 └── ClientStateError       a client that is closed; a builtin `RuntimeError` as well

Every other status is a `FileOrganizerError` itself, with its `code`.
"""

from __future__ import annotations

import builtins
import json
from typing import Final

import httpx

from .._generated.models import FieldError
from .model import read_as
from .names import fault_name
from .retry_after import seconds_to_wait


class FileOrganizerError(Exception):
    """Whatever goes wrong between the client and the server."""

    message: str
    code: int | None
    """The HTTP status; None where there was no answer."""
    type: str | None
    """The problem's `type` (RFC 9457), the address of a page about it."""
    slug: str | None
    """The problem's `code`, such as `file_not_found`."""
    request_id: str | None
    """The id that the server's log has the request under."""
    errors: list[FieldError]
    """The fields at fault."""
    response: httpx.Response | None
    """The answer, whose body has been read."""

    def __init__(
        self,
        message: str,
        *,
        response: httpx.Response | None = None,
        type: str | None = None,
        slug: str | None = None,
        request_id: str | None = None,
        errors: list[FieldError] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.response = response
        self.code = None if response is None else response.status_code
        self.type = type
        self.slug = slug
        self.request_id = request_id
        self.errors = errors or []

    def __str__(self) -> str:
        return self.message

    @property
    def headers(self) -> httpx.Headers | None:
        """The headers of the answer."""
        return None if self.response is None else self.response.headers


class NotModifiedError(FileOrganizerError):
    """304: what a condition such as `if_none_match` names is still as the caller knows it."""


class BadRequestError(FileOrganizerError):
    """400: a parameter or a field is not valid; `errors` says which."""


class AuthenticationError(FileOrganizerError):
    """401: credentials are missing or wrong."""


class PermissionDeniedError(FileOrganizerError):
    """403: the credentials lack a scope, or the system does not let the server do it."""


class NotFoundError(FileOrganizerError):
    """404: there is no such thing."""


class ConflictError(FileOrganizerError):
    """409: the request does not go with the state that things are in."""


class PreconditionError(FileOrganizerError):
    """412: the file is not, or no longer, what a condition such as `if_match` names."""


class RateLimitError(FileOrganizerError):
    """429: too many requests."""

    @property
    def retry_after(self) -> int:
        """Seconds to wait before trying again; 1 where the server does not say."""
        seconds = seconds_to_wait(self.headers, limited=True)
        return 1 if seconds is None else seconds


class ServerError(FileOrganizerError):
    """500 and above: the server cannot do it now."""


class ConnectionError(FileOrganizerError, builtins.ConnectionError):
    """The server could not be reached, or the connection broke."""


class TimeoutError(FileOrganizerError, builtins.TimeoutError):
    """The answer was not there in time."""


class ClientStateError(FileOrganizerError, builtins.RuntimeError):
    """A client, download or event stream is closed, or belongs to another process or event loop."""


CLASSES: Final[dict[int, builtins.type[FileOrganizerError]]] = {
    304: NotModifiedError,
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    408: FileOrganizerError,
    409: ConflictError,
    412: PreconditionError,
    413: FileOrganizerError,
    415: FileOrganizerError,
    416: FileOrganizerError,
    421: FileOrganizerError,
    422: FileOrganizerError,
    426: FileOrganizerError,
    429: RateLimitError,
    431: FileOrganizerError,
    500: ServerError,
    503: ServerError,
}
"""The class of each status; a test compares them with those that the contract lists."""


def error_from(response: httpx.Response, hint: str = "") -> FileOrganizerError:
    """Make an error of a response that is not a success, whose body has been read.

    By its problem (RFC 9457) if it has one, else by its status alone, as for the page of a proxy.

    Args:
        hint: Added to a message that is made of the status alone
    """
    status = response.status_code
    if 300 <= status < 400 and status != 304:
        target = response.headers.get("location", "another address")
        return FileOrganizerError(
            f"The server redirects to {target}, where credentials must not go: "
            "set base_url to the address of the API",
            response=response,
        )
    problem = _read_problem(response)
    error_class = CLASSES.get(status, ServerError if status >= 500 else FileOrganizerError)
    message = _text(problem.get("detail")) or _text(problem.get("title"))
    listed = problem.get("errors")
    errors = [
        read_as(FieldError, error)
        for error in (listed if isinstance(listed, list) else [])
        if isinstance(error, dict) and {"pointer", "message"} <= error.keys()
    ]
    if message and errors:
        message = f"{message} ({'; '.join(_fault_text(error) for error in errors)})"
    return error_class(
        message or f"HTTP {status} {response.reason_phrase}".rstrip() + hint,
        response=response,
        type=_text(problem.get("type")),
        slug=_text(problem.get("code")),
        request_id=_text(problem.get("request_id")) or response.headers.get("x-request-id"),
        errors=errors,
    )


def with_hint(error: FileOrganizerError, hint: str) -> FileOrganizerError:
    """The same error, with a message that goes on."""
    return type(error)(
        f"{error.message}{hint}",
        response=error.response,
        type=error.type,
        slug=error.slug,
        request_id=error.request_id,
        errors=error.errors,
    )


def _fault_text(error: FieldError) -> str:
    return f"{fault_name(str(error.pointer))}: {error.message}"


def _read_problem(response: httpx.Response) -> dict[str, object]:
    try:
        value = json.loads(response.content)
    except (ValueError, httpx.ResponseNotRead):
        # even without its body, the status says more than that the connection broke
        return {}
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
