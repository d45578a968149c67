"""The errors between the client and the server.

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
 ├── ConnectionError        no response, or an incomplete one; also a builtin `ConnectionError`
 ├── TimeoutError           no response in time; also a builtin `TimeoutError`
 └── ClientStateError       the client is closed; also a builtin `RuntimeError`

Other statuses raise `FileOrganizerError` itself, with their `code`.
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
    """The base class of all errors between the client and the server."""

    message: str
    code: int | None
    """The HTTP status; None if there was no response."""
    type: str | None
    """The problem's `type` (RFC 9457): the URL of a page that explains it."""
    slug: str | None
    """The problem's `code`, such as `file_not_found`."""
    request_id: str | None
    """The request ID in the server's log."""
    errors: list[FieldError]
    """The invalid fields."""
    response: httpx.Response | None
    """The response; its body has already been read."""

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
        """The headers of the response."""
        return None if self.response is None else self.response.headers


class NotModifiedError(FileOrganizerError):
    """304: unchanged, according to a condition such as `if_none_match`."""


class BadRequestError(FileOrganizerError):
    """400: a parameter or a field is invalid; `errors` lists them."""


class AuthenticationError(FileOrganizerError):
    """401: the credentials are missing or invalid."""


class PermissionDeniedError(FileOrganizerError):
    """403: the credentials lack a scope, or the server lacks permission on its file system."""


class NotFoundError(FileOrganizerError):
    """404: not found."""


class ConflictError(FileOrganizerError):
    """409: the request conflicts with the current state."""


class PreconditionError(FileOrganizerError):
    """412: the file does not meet a condition such as `if_match`."""


class RateLimitError(FileOrganizerError):
    """429: too many requests."""

    @property
    def retry_after(self) -> int:
        """Seconds to wait before trying again; 1 if the server does not say."""
        seconds = seconds_to_wait(self.headers, limited=True)
        return 1 if seconds is None else seconds


class ServerError(FileOrganizerError):
    """500 and above: the server failed or is unavailable."""


class ConnectionError(FileOrganizerError, builtins.ConnectionError):
    """The server could not be reached, or the connection was lost."""


class TimeoutError(FileOrganizerError, builtins.TimeoutError):
    """No response arrived in time."""


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
        target = response.headers.get("location", "another URL")
        return FileOrganizerError(
            f"The server redirects to {target}, where the client sends no credentials; "
            "set base_url to the URL of the API",
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
