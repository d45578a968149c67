"""Carries out the operations of a client."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, cast

import httpx

from .answer import Answer, form_of, is_read_later
from .deadline import Deadline
from .errors import ApiError, AuthenticationError, ConnectionError, error_from, with_hint
from .guards import is_object
from .io import IO, NotPicklable, Outgoing
from .log import logger
from .oauth import ClientTokens, TokenRequestError
from .operation import Fields, NotGiven, Operation, Options
from .request import STREAMS, Request
from .retry import is_safe, time_before_retry
from .retry_after import read_rate_limit
from .route import Route
from .security import CredentialSource, Shown, choose_alternative, environment_variables
from .session import Account, Tokens
from .settings import Settings


class Core(NotPicklable):
    """Carries out operations for one server and one set of credentials, which it does not show."""

    def __init__(self, settings: Settings, io: IO) -> None:
        self.io = io
        self.settings = settings
        keep = settings.service.session
        self._account = Account(io, self._renew, "" if keep is None else keep.sign_in)
        self._session_scheme = None if keep is None else keep.scheme
        self._routes: dict[str, Route] = {}
        self._limited_until: dict[str, float] = {}
        """When each policy that is used up has something left again, by the monotonic clock."""
        for source in settings.credentials.values():
            if isinstance(source, ClientTokens):
                source.connect(io, settings.base_url)

    async def send(
        self,
        operation: Operation[Any],
        fields: Fields,
        options: Options,
        *,
        kinds: Sequence[str] = (),
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Carry out an operation.

        Args:
            kinds: The kinds of responses that are wanted; by default those of the first form's kind
            url: In place of the operation's own, for the next page of a list
            headers: What the runtime adds
        """
        route = self._route_of(operation)
        request = Request(
            operation, fields, options, self.settings, route, kinds=kinds, url=url, headers=headers
        )
        async with self.io.within(request.deadline):
            response = await self._try_until(request, route)
        answer = Answer(self, request, response)
        if operation.session == "begin" or operation.session == "refresh":
            self._account.begin(cast(Tokens, answer.value()))
        elif operation.session == "end":
            self._account.end()
        return answer

    def _route_of(self, operation: Operation[Any]) -> Route:
        url = self.settings.url_of(operation)
        return self._routes.setdefault(url, Route(url))

    async def _renew(self, refresh_token: str, key: str, deadline: Deadline) -> None:
        keep = self.settings.service.session
        if keep is None:
            return
        options = Options(timeout=deadline.remaining(), idempotency_key=key)
        await self.send(keep.refresh, {"refresh_token": refresh_token}, options)

    async def _try_until(self, request: Request, route: Route) -> httpx.Response:
        operation, deadline = request.operation, request.deadline
        recovered = False
        attempt = 0
        while True:
            attempt += 1
            deadline.check()
            await self._wait_for_limit(request)
            shown: Shown | None = None
            try:
                shown = await self._show(request)
                return await self._try_once(request, route, shown)
            except TokenRequestError as error:
                failure = error.reason
            except ApiError as error:
                if shown is None:
                    raise
                failure = error
            # without a token, nothing was sent
            repeatable = shown is None or request.body.repeatable
            if shown and isinstance(failure, AuthenticationError) and repeatable and not recovered:
                recovered = True
                if await self._recover(shown, failure, deadline):
                    continue
            again = repeatable and attempt <= request.retries
            seconds = (
                time_before_retry(
                    self.settings.service.retried_problems,
                    failure,
                    attempt,
                    is_safe=shown is None or is_safe(operation),
                )
                if again
                else None
            )
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

    async def _show(self, request: Request) -> Shown:
        """The credentials of a request that is sent now."""
        operation = request.operation
        shown = Shown()
        sources: dict[str, CredentialSource] = dict(self.settings.credentials)
        session = self._account.session
        if session is not None and self._session_scheme is not None:
            sources[self._session_scheme] = session
        name = self._session_scheme if session is not None else None
        for scheme, scopes in choose_alternative(operation, sources, name).items():
            source = sources[scheme]
            credential = await source.get(scopes, request.deadline)
            shown.add(self.settings.service.schemes[scheme], source, credential)
        return shown

    async def _recover(
        self, shown: Shown, refusal: AuthenticationError, deadline: Deadline
    ) -> bool:
        renewed = [
            await source.renew(credential, refusal, deadline)
            for source, credential in shown.sources
        ]
        return any(renewed)

    async def _wait_for_limit(self, request: Request) -> None:
        """Wait while nothing is left of a limit, if the client shall, instead of a refusal."""
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

    async def _try_once(self, request: Request, route: Route, shown: Shown) -> httpx.Response:
        deadline = request.deadline
        start = time.monotonic()
        response: httpx.Response | None = None
        is_done = False
        try:
            response = await self.io.send(self._outgoing(request, route, shown))
            self._note_limit(response)
            form = form_of(request, response)
            if response.is_success and is_read_later(form, response):
                if form is not None and form.kind in STREAMS:
                    _let_it_be_idle(response, request.options)
                is_done = True
                return response
            try:
                await self.io.read(response, deadline)
            except httpx.RequestError:
                if response.is_success:
                    raise
            if not response.is_success:
                response.request = _shown_request(request)
                raise self._error_from(response, request, route, shown)
            is_done = True
            return response
        except httpx.TimeoutException as error:
            raise deadline.error() from _without_credentials(error, request)
        except httpx.RequestError as error:
            reason = str(error) or type(error).__name__
            raise ConnectionError(f"Cannot reach {route}: {reason}") from (
                _without_credentials(error, request)
            )
        finally:
            if response is not None:
                response.request = _shown_request(request)
                if not is_done:
                    await self.io.discard(response)
            _log(request, response, time.monotonic() - start)

    def _error_from(
        self, response: httpx.Response, request: Request, route: Route, shown: Shown
    ) -> ApiError:
        error = error_from(response, route.proxy, operation=request.operation)
        needs_credentials = any(request.operation.security)
        if shown.is_empty and needs_credentials and isinstance(error, AuthenticationError):
            return with_hint(error, self._how_to_authenticate(request.operation))
        return error

    def _how_to_authenticate(self, operation: Operation[Any]) -> str:
        service = self.settings.service
        names = {name for alternative in operation.security for name in alternative}
        schemes = {one.option: one for name, one in service.schemes.items() if name in names}
        ways = [f"create the client with {' or '.join(schemes)}"]
        variables = [
            " and ".join(environment_variables(service, scheme)) for scheme in schemes.values()
        ]
        ways.append(f"set {' or '.join(variables)}")
        if service.session is not None and service.session.scheme in names:
            ways.append(f"call client.{service.session.sign_in}")
        return f": {', '.join(ways[:-1])}, or {ways[-1]}"

    def _outgoing(self, request: Request, route: Route, shown: Shown) -> Outgoing:
        url, headers = request.with_credentials(shown)
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
            url=url,
            headers=headers,
            content=content,
            timeout=request.deadline.remaining(),
            trace=route.trace,
        )


def _let_it_be_idle(response: httpx.Response, options: Options) -> None:
    """Lets a stream pause for as long as it likes, unless the call has a timeout of its own."""
    timeouts = response.request.extensions.get("timeout")
    if isinstance(options.timeout, NotGiven) and is_object(timeouts):
        # httpx looks at it when it begins to read the body
        timeouts["read"] = None


def _shown_request(request: Request) -> httpx.Request:
    """A request as it may be shown: what errors and responses lead to has no credentials in it."""
    headers = {
        name: value
        for name, value in request.headers.items()
        if name.lower() not in ("authorization", "cookie", "proxy-authorization")
    }
    return httpx.Request(request.operation.method, request.url, headers=headers)


def _without_credentials(error: httpx.RequestError, request: Request) -> httpx.RequestError:
    error.request = _shown_request(request)
    return error


def _log(request: Request, response: httpx.Response | None, seconds: float) -> None:
    # neither queries, bodies nor credentials
    logger.debug(
        "%s %s %s in %.3f s, request id %s",
        request.operation.method,
        request.path,
        response.status_code if response is not None else "failed",
        seconds,
        response.headers.get("x-request-id") if response is not None else None,
    )
