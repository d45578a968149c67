"""A call as a request: all that stays the same, however many attempts it takes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from .answers import accepted_by, matches
from .body import Body, write_body
from .deadline import Deadline
from .operation import AnswerForm, Fields, NotGiven, Operation, Options
from .parameters import check_header, join_cookies, write_header_parameters, write_target
from .route import Route
from .security import Shown
from .settings import Settings, check_retries, check_timeout

VALUES = ("json", "text", "none")
STREAMS = ("events", "items")


class Request:
    """What is sent for a call, apart from credentials."""

    def __init__(
        self,
        operation: Operation[Any],
        fields: Fields,
        options: Options,
        settings: Settings,
        route: Route,
        *,
        kinds: Sequence[str] = (),
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Write the request.

        Args:
            kinds: The kinds of responses that are wanted; by default those of the first form's kind
            url: In place of the operation's own, for the next page of a list
            headers: What the runtime adds

        Raises:
            TypeError: Names the argument whose type is wrong
            ValueError: Names the argument whose value cannot be sent
        """
        timeout = options.timeout
        retries = options.max_retries
        self.operation = operation
        self.fields = fields
        self.options = options
        self.timeout = settings.timeout if isinstance(timeout, NotGiven) else check_timeout(timeout)
        self.retries = settings.max_retries if retries is None else check_retries(retries)
        self.kinds = kinds
        target = write_target(operation, fields)
        self.url = url if url is not None else f"{settings.url_of(operation)}{target}"
        self.path = target.partition("?")[0]
        self.body: Body = write_body(operation, fields, options)
        self.forms = _wanted_forms(operation, kinds, options.accept)
        self.headers = self._write_headers(fields, settings)
        self.headers.update(headers or {})
        self.deadline = Deadline(self.timeout, lambda: f"No response from {route}")

    @property
    def is_streamed(self) -> bool:
        """Whether the response is returned as it arrives; the operation decides, not its type."""
        return bool(self.kinds) and not set(self.kinds) & set(VALUES)

    def _write_headers(self, fields: Fields, settings: Settings) -> dict[str, str]:
        operation, options = self.operation, self.options
        service = settings.service
        headers = _Headers()
        headers.set("User-Agent", f"{service.package}/{service.version}")
        headers.set("Accept", options.accept or self._accept())
        if self.is_streamed or (self.forms and self.forms[0].kind == "bytes"):
            # bytes as they are on the server: ranges and sizes are of those
            headers.set("Accept-Encoding", "identity")
        if self.body.content_type is not None:
            headers.set("Content-Type", self.body.content_type)
        if operation.idempotency_key is not None:
            key = options.idempotency_key or str(uuid.uuid4())
            headers.set(operation.idempotency_key, check_header("idempotency_key", key))
        for name, value in settings.headers.items():
            headers.set(name, value)
        for name, value in write_header_parameters(operation, fields).items():
            headers.set(name, value)
        for name, value in (options.headers or {}).items():
            headers.set(name, check_header(f"headers[{name!r}]", value))
        return headers.values()

    def _accept(self) -> str:
        if self.forms and self.forms[0].kind == "bytes":
            # a file may have another type than the document says
            return "*/*"
        if not self.forms and "events" in self.kinds:
            return "text/event-stream"
        return accepted_by(self.forms, self.operation.errors)

    def with_credentials(self, shown: Shown) -> tuple[str, dict[str, str]]:
        """The URL and the headers as they are sent."""
        headers = _Headers(self.headers)
        for name, value in shown.headers.items():
            headers.set(name, value)
        if shown.cookies:
            own = self.headers.get("Cookie")
            added = join_cookies(shown.cookies)
            headers.set("Cookie", f"{own}; {added}" if own else added)
        if not shown.queries:
            return self.url, headers.values()
        path, _, query = self.url.partition("?")
        names = {name for name, _ in shown.queries}
        # a URL of the next page may have them already
        pairs = [pair for pair in query.split("&") if pair and pair.partition("=")[0] not in names]
        pairs += [f"{name}={text}" for name, text in shown.queries]
        return f"{path}?{'&'.join(pairs)}", headers.values()


class _Headers:
    """Headers whose names differ in more than case; those set later replace others."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values: dict[str, tuple[str, str]] = {}
        for name, value in (values or {}).items():
            self.set(name, value)

    def set(self, name: str, value: str) -> None:
        self._values[name.lower()] = (name, value)

    def values(self) -> dict[str, str]:
        return dict(self._values.values())


def _wanted_forms(
    operation: Operation[Any], kinds: Sequence[str], accept: str | None
) -> list[AnswerForm]:
    """The forms of a response that a call can return, the preferred one first."""
    forms = [form for form in operation.answers if form.kind != "none"]
    if accept is not None:
        return [form for form in forms if matches(accept, form.media_type or "")] or forms
    if not kinds and forms:
        first = forms[0].kind
        kinds = next((group for group in (VALUES, STREAMS) if first in group), (first,))
    return [form for form in forms if form.kind in kinds]
