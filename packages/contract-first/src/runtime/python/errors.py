"""The errors between the client and the server.

ApiError
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
 ├── ClientStateError       the client is closed; also a builtin `RuntimeError`
 └── WebhookError           a webhook that cannot be trusted; also a builtin `ValueError`

Other statuses raise `ApiError` itself, with their `code`.
"""

from __future__ import annotations

import builtins
from typing import Any, Final

import httpx

from .error_body import FieldError, describe, request_id_of
from .operation import Operation
from .retry_after import seconds_to_wait


class ApiError(Exception):
    """The base class of all errors between the client and the server."""

    message: str
    code: int | None
    """The HTTP status; None if there was no response."""
    body: Any
    """The body: a model if the document describes it, else its JSON or its text; None if there is
    none.
    """
    type: str | None
    """The problem's `type` (RFC 9457): the URL of a page that explains it."""
    slug: str | None
    """The problem's `code` if it is a text, such as `file_not_found`."""
    request_id: str | None
    """The request ID in the server's log, from the body or a header."""
    errors: list[FieldError]
    """The invalid fields."""
    response: httpx.Response | None
    """The response; its body has already been read."""

    def __init__(
        self,
        message: str,
        *,
        response: httpx.Response | None = None,
        body: Any = None,
        type: str | None = None,
        slug: str | None = None,
        request_id: str | None = None,
        errors: list[FieldError] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.response = response
        self.code = None if response is None else response.status_code
        self.body = body
        self.type = type
        self.slug = slug
        if request_id is None and response is not None:
            request_id = request_id_of(response)
        self.request_id = request_id
        self.errors = errors or []

    def __str__(self) -> str:
        return self.message

    @property
    def status_code(self) -> int | None:
        """The HTTP status, as `code`."""
        return self.code

    @property
    def headers(self) -> httpx.Headers | None:
        """The headers of the response."""
        return None if self.response is None else self.response.headers


class NotModifiedError(ApiError):
    """304: unchanged, according to a condition such as `if_none_match`."""


class BadRequestError(ApiError):
    """400: a parameter or a field is invalid; `errors` lists them."""


class AuthenticationError(ApiError):
    """401: the credentials are missing or invalid."""


class PermissionDeniedError(ApiError):
    """403: the credentials do not allow this."""


class NotFoundError(ApiError):
    """404: not found."""


class ConflictError(ApiError):
    """409: the request conflicts with the current state."""


class PreconditionError(ApiError):
    """412: the resource does not meet a condition such as `if_match`."""


class RateLimitError(ApiError):
    """429: too many requests."""

    @property
    def retry_after(self) -> int:
        """Seconds to wait before trying again; 1 if the server does not say."""
        seconds = seconds_to_wait(self.headers, limited=True)
        return 1 if seconds is None else seconds


class ServerError(ApiError):
    """500 and above: the server failed or is unavailable."""


class ConnectionError(ApiError, builtins.ConnectionError):
    """The server could not be reached, or the connection was lost."""


class TimeoutError(ApiError, builtins.TimeoutError):
    """No response arrived in time."""


class ClientStateError(ApiError, builtins.RuntimeError):
    """A client, download or stream is closed, or belongs to another process or event loop."""


class WebhookError(ApiError, builtins.ValueError):
    """A webhook is not from the API, is too old, or was changed on the way."""


CLASSES: Final[dict[int, builtins.type[ApiError]]] = {
    304: NotModifiedError,
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    412: PreconditionError,
    429: RateLimitError,
}
"""The class of each status that has one; from 500 on it is `ServerError`."""


def error_from(
    response: httpx.Response,
    hint: str = "",
    *,
    operation: Operation[Any] | None = None,
) -> ApiError:
    """Make an error of a response that is not a success, whose body has been read.

    Args:
        hint: Added to a message that is made of the status alone
        operation: Has the models of its errors
    """
    status = response.status_code
    if 300 <= status < 400 and status != 304:
        target = response.headers.get("location", "another URL")
        return ApiError(
            f"The server redirects to {target}, where the client sends no credentials; "
            "set base_url to the URL of the API",
            response=response,
        )
    error_class = CLASSES.get(status, ServerError if status >= 500 else ApiError)
    about = describe(response, operation)
    return error_class(
        about.message or f"HTTP {status} {response.reason_phrase}".rstrip() + hint,
        response=response,
        body=about.body,
        type=about.type,
        slug=about.slug,
        request_id=about.request_id,
        errors=about.errors,
    )


def with_hint(error: ApiError, hint: str) -> ApiError:
    """The same error, with a longer message."""
    return type(error)(
        f"{error.message}{hint}",
        response=error.response,
        body=error.body,
        type=error.type,
        slug=error.slug,
        request_id=error.request_id,
        errors=error.errors,
    )
