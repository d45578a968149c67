"""Carries out the operations of a client."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Mapping
from typing import Any, cast

import httpx
import pydantic_core

from .._generated.models import Session
from .._generated.operations import SESSION_REFRESH
from .._version import __version__
from .body import Body, write_body
from .deadline import Deadline
from .errors import (
    AuthenticationError,
    ConnectionError,
    FileOrganizerError,
    error_from,
    with_hint,
)
from .io import IO, NotPicklable, Outgoing
from .model import read_as
from .names import argument_name
from .operation import Fields, NotGiven, Operation, Options
from .raw_response import RawResponse
from .retry import time_before_retry
from .retry_after import read_rate_limit
from .route import Route
from .session import Account, Tokens
from .settings import Settings, check_retries, check_timeout
from .url import expand_path, write_query

logger = logging.getLogger("file_organizer")
logger.addHandler(logging.NullHandler())

_CREDENTIALS = (
    ": create the client with api_key or access_token, set FILE_ORGANIZER_API_KEY, "
    "or call client.auth.login"
)


class _Request:
    """All that stays the same while a call is carried out, however many attempts it takes."""

    def __init__(
        self,
        operation: Operation,
        fields: Fields,
        options: Options,
        settings: Settings,
        route: Route,
    ) -> None:
        def at(place: str) -> list[tuple[str, Any]]:
            return [
                (name, value) for name, value in fields.items() if operation.fields[name] == place
            ]

        timeout = options.timeout
        retries = options.max_retries
        self.operation = operation
        self.options = options
        self.timeout = settings.timeout if isinstance(timeout, NotGiven) else check_timeout(timeout)
        self.retries = settings.max_retries if retries is None else check_retries(retries)
        path = expand_path(operation.path, fields)
        self.url = f"{settings.base_url}{path}{write_query(at('query'))}"
        self.path = path
        self.body: Body = write_body(operation, fields, options)
        self.headers = _write_headers(operation, options, self.body)
        self.deadline = Deadline(self.timeout, lambda: f"No response from {route}")


class Core(NotPicklable):
    """Carries out operations for one server and one set of credentials, which it does not show."""

    def __init__(self, settings: Settings, io: IO) -> None:
        self.io = io
        self.settings = settings
        self._account = Account(settings.credentials, io, self._renew)
        self._route = Route(settings.base_url)
        self._limited_until: dict[str, float] = {}
        """When each policy that is used up has something left again, by the monotonic clock."""

    async def send(
        self, operation: Operation, into: Any, fields: Fields, options: Options
    ) -> RawResponse[Any]:
        """Carry out an operation, and read its answer as a type."""
        request = _Request(operation, fields, options, self.settings, self._route)
        async with self.io.within(request.deadline):
            response = await self._try_until(request)
        result = _read_answer(operation, into, response)
        if operation.session == "begin" or operation.session == "refresh":
            self._account.begin(cast(Tokens, result))
        elif operation.session == "end":
            self._account.end()
        return RawResponse(response, result)

    async def open(self, operation: Operation, fields: Fields, options: Options) -> httpx.Response:
        """Carry out an operation whose answer is read later."""
        request = _Request(operation, fields, options, self.settings, self._route)
        async with self.io.within(request.deadline):
            return await self._try_until(request)

    async def _renew(self, refresh_token: str, key: str, deadline: Deadline) -> None:
        if SESSION_REFRESH is None:
            return
        options = Options(timeout=deadline.remaining(), idempotency_key=key)
        await self.send(SESSION_REFRESH, Session, {"refresh_token": refresh_token}, options)

    async def _try_until(self, request: _Request) -> httpx.Response:
        operation, deadline = request.operation, request.deadline
        recovered = False
        attempt = 0
        while True:
            attempt += 1
            deadline.check()
            await self._wait_for_limit(request)
            proof = self._account.proof
            shown = {} if operation.anonymous else await proof.headers(deadline)
            try:
                return await self._try_once(request, shown)
            except FileOrganizerError as error:
                failure = error
            repeatable = request.body.repeatable
            may_recover = repeatable and not recovered and not operation.anonymous
            if may_recover and isinstance(failure, AuthenticationError):
                recovered = True
                is_old = proof is not self._account.proof
                if is_old or await proof.recover(failure, deadline):
                    continue
            again = repeatable and attempt <= request.retries
            seconds = time_before_retry(operation, failure, attempt) if again else None
            if seconds is None or not deadline.allows(seconds):
                raise failure
            logger.info(
                "%s: attempt %d failed (%s), retrying in %.1f s",
                operation.id,
                attempt,
                failure.code or type(failure).__name__,
                seconds,
            )
            if seconds > 0:
                await self.io.sleep(seconds)

    async def _wait_for_limit(self, request: _Request) -> None:
        """Wait while nothing is left of a limit, where the client is to, instead of a refusal."""
        until = self._limited_until.get(request.operation.limit or "")
        if until is None:
            return
        seconds = until - time.monotonic()
        # what would not fit is left to the server to refuse
        if seconds > 0 and request.deadline.allows(seconds):
            await self.io.sleep(seconds)

    def _note_limit(self, response: httpx.Response) -> None:
        state = read_rate_limit(response.headers)
        if state is None or not self.settings.wait_for_rate_limit:
            return
        if state.remaining == 0:
            self._limited_until[state.policy] = time.monotonic() + state.reset
        else:
            self._limited_until.pop(state.policy, None)

    async def _try_once(self, request: _Request, shown: Mapping[str, str]) -> httpx.Response:
        operation, deadline = request.operation, request.deadline
        start = time.monotonic()
        response: httpx.Response | None = None
        is_done = False
        try:
            response = await self.io.send(self._outgoing(request, shown))
            self._note_limit(response)
            if operation.answer == "raw" and response.is_success:
                is_done = True
                return response
            try:
                await self.io.read(response, deadline)
            except httpx.RequestError:
                if response.is_success:
                    raise
            if not response.is_success:
                raise self._error_from(response, request, shown)
            is_done = True
            return response
        except httpx.TimeoutException as error:
            raise deadline.error() from _without_credentials(error)
        except httpx.RequestError as error:
            reason = str(error) or type(error).__name__
            raise ConnectionError(f"Cannot reach {self._route}: {reason}") from (
                _without_credentials(error)
            )
        finally:
            if response is not None:
                response.request = _shown_request(response.request)
                if not is_done:
                    await self.io.discard(response)
            _log(request, response, time.monotonic() - start)

    def _error_from(
        self, response: httpx.Response, request: _Request, shown: Mapping[str, str]
    ) -> FileOrganizerError:
        error = error_from(response, self._route.proxy)
        is_nobody = not shown and not request.operation.anonymous
        if is_nobody and isinstance(error, AuthenticationError):
            return with_hint(error, _CREDENTIALS)
        return error

    def _outgoing(self, request: _Request, shown: Mapping[str, str]) -> Outgoing:
        headers = {**request.headers, **shown}
        body = request.body
        content = None
        if body.parts and all(isinstance(part, bytes) for part in body.parts):
            content = b"".join(part for part in body.parts if isinstance(part, bytes))
        elif body.parts:
            content = self.io.sendable(body.chunks(self.io, request.options.on_progress))
            if body.size is not None:
                headers["Content-Length"] = str(body.size)
        return Outgoing(
            method=request.operation.method,
            url=request.url,
            headers=headers,
            content=content,
            timeout=request.deadline.remaining(),
            trace=self._route.trace,
        )


def _shown_request(request: httpx.Request) -> httpx.Request:
    """A request as it may be shown: what errors and answers lead to has no credentials in it."""
    headers = httpx.Headers(request.headers)
    for name in ("x-api-key", "authorization"):
        headers.pop(name, None)
    return httpx.Request(request.method, request.url, headers=headers)


def _without_credentials(error: httpx.RequestError) -> httpx.RequestError:
    error.request = _shown_request(error.request)
    return error


def _log(request: _Request, response: httpx.Response | None, seconds: float) -> None:
    # neither queries, bodies nor credentials
    logger.debug(
        "%s %s %s in %.3f s, request id %s",
        request.operation.method,
        request.path,
        response.status_code if response is not None else "failed",
        seconds,
        response.headers.get("x-request-id") if response is not None else None,
    )


def _write_headers(operation: Operation, options: Options, body: Body) -> dict[str, str]:
    headers = {"Accept": _accepted_by(operation), "User-Agent": f"file-organizer/{__version__}"}
    if operation.answer == "raw":
        # bytes as they are on the disk: ranges and sizes are of those
        headers["Accept-Encoding"] = "identity"
    if body.content_type is not None:
        headers["Content-Type"] = body.content_type
    if operation.keyed:
        headers["Idempotency-Key"] = options.idempotency_key or str(uuid.uuid4())
    for name, value in options.headers.items():
        if value is not None:
            headers[name] = value
    for name, value in headers.items():
        if not value.isascii() or not value.isprintable():
            raise ValueError(f"{argument_name(name)} must consist of printable ASCII characters")
    return headers


def _accepted_by(operation: Operation) -> str:
    if operation.answer == "raw":
        return "*/*"
    kind = "text/*" if operation.answer == "text" else "application/json"
    return f"{kind}, application/problem+json"


def _read_answer(operation: Operation, into: Any, response: httpx.Response) -> Any:
    if operation.answer == "none":
        return None
    if operation.answer == "text":
        return response.text
    kind = response.headers.get("content-type", "no media type")
    try:
        value = pydantic_core.from_json(response.content)
    except ValueError:
        raise _wrong_answer(operation, f"is not JSON ({kind})", response) from None
    result = value if operation.answer == "opaque" else read_as(into, value)
    if not isinstance(result, into):
        raise _wrong_answer(operation, "does not have the expected fields", response)
    return result


def _wrong_answer(operation: Operation, fault: str, response: httpx.Response) -> FileOrganizerError:
    return FileOrganizerError(
        f"The response to {operation.id} {fault}; check that base_url is the URL of the API",
        response=response,
        request_id=response.headers.get("x-request-id"),
    )
