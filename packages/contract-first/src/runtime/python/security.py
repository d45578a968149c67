"""The credentials of requests: which ones an operation needs, and what the request carries.

They are sent to the servers of the API only, and are kept out of errors, logs and responses.
"""

from __future__ import annotations

import base64
import inspect
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, cast
from urllib.parse import quote

from .credentials import ClientCredentials
from .deadline import Deadline
from .errors import AuthenticationError
from .operation import Operation, Scheme, Service

_CREDENTIAL: Final = re.compile(r"[\x21-\x7e]+")
_WITH_SPACES: Final = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")


class CredentialSource(Protocol):
    """Where the credentials for a security scheme come from."""

    async def get(self, scopes: tuple[str, ...], deadline: Deadline) -> str:
        """The credentials of a request that is sent now.

        Raises:
            ApiError: If they cannot be had
        """
        ...

    async def renew(self, refused: str, refusal: AuthenticationError, deadline: Deadline) -> bool:
        """Gets other credentials after some were refused; whether there are others now.

        Raises:
            AuthenticationError: If there cannot be others
        """
        ...


@dataclass(slots=True, repr=False)
class Shown:
    """The credentials of a request, which tools that print variables do not show."""

    headers: dict[str, str] = field(default_factory=dict[str, str])
    queries: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    cookies: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    sources: list[tuple[CredentialSource, str]] = field(
        default_factory=list[tuple[CredentialSource, str]]
    )
    """What they came from, and what each gave."""

    @property
    def is_empty(self) -> bool:
        return not self.sources

    def add(self, scheme: Scheme, source: CredentialSource, credential: str) -> None:
        """Adds what a scheme needs."""
        self.sources.append((source, credential))
        if scheme.type == "api_key":
            if scheme.location == "header":
                self.headers[scheme.parameter] = credential
            elif scheme.location == "query":
                self.queries.append((quote(scheme.parameter, safe=""), quote(credential, safe="")))
            else:
                self.cookies.append((scheme.parameter, quote(credential, safe="!#$&'()*+-./:=?@^")))
        elif scheme.type == "basic":
            encoded = base64.b64encode(credential.encode()).decode()
            self.headers["Authorization"] = f"Basic {encoded}"
        elif scheme.type == "http":
            named = (scheme.http_scheme or "").lower()
            has_name = not named or credential.lower().startswith(f"{named} ")
            own = credential if has_name else f"{scheme.http_scheme} {credential}"
            self.headers["Authorization"] = own
        elif scheme.type != "mutual_tls":
            self.headers["Authorization"] = f"Bearer {credential}"


def choose_alternative(
    operation: Operation[Any], sources: Mapping[str, CredentialSource], session: str | None
) -> Mapping[str, tuple[str, ...]]:
    """The schemes that a request shows credentials for.

    The first alternative that there are all credentials for, one with the session that was begun
    before others. If none is complete, the one that most is known of: the rest may be in the
    headers that the caller adds, and the server says what is missing.

    Args:
        session: The scheme of the session, while there is one
    """
    known = [alternative for alternative in operation.security if alternative]
    by_session = [one for one in known if session is not None and session in one]
    for alternative in (*by_session, *known):
        if all(name in sources for name in alternative):
            return alternative
    if any(not alternative for alternative in operation.security):
        return {}
    if not known:
        return {}
    best = max(known, key=lambda one: len(one.keys() & sources.keys()))
    return {name: scopes for name, scopes in best.items() if name in sources}


def read_credentials(service: Service, given: Mapping[str, Any]) -> dict[str, CredentialSource]:
    """Complete and check the credentials of a client.

    Those of the environment count only if none are given.

    Args:
        given: By option; None for those that were not given

    Raises:
        TypeError: Names the option whose type is wrong
        ValueError: Names the option whose value is wrong, and does not show it
    """
    passed = {option: value for option, value in given.items() if value is not None}
    if service.is_one_credential and len(passed) > 1:
        first, *_, last = passed
        raise ValueError(f"Give either {first} or {last}, not both")
    if not passed:
        passed = _read_environment(service)
    sources: dict[str, CredentialSource] = {}
    for name, scheme in service.schemes.items():
        if scheme.type == "mutual_tls":
            # by the certificate of the http_client
            sources[name] = GivenCredential(name, "", None)
        elif scheme.option in passed:
            sources[name] = _read_credential(scheme, passed[scheme.option])
    return sources


def _read_environment(service: Service) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for scheme in service.schemes.values():
        values = [os.environ.get(name) for name in environment_variables(service, scheme)]
        if not all(values):
            continue
        if scheme.type == "basic":
            found[scheme.option] = tuple(values)
        elif len(values) == 1:
            found[scheme.option] = values[0]
        else:
            client_id, secret = map(str, values)
            found[scheme.option] = ClientCredentials(client_id=client_id, client_secret=secret)
        if found and service.is_one_credential:
            break
    return found


def environment_variables(service: Service, scheme: Scheme) -> tuple[str, ...]:
    """The environment variables that the credentials of a scheme may be in."""
    names: tuple[str, ...] = (scheme.option.upper(),)
    if scheme.type == "basic":
        names = ("USERNAME", "PASSWORD")
    elif scheme.type == "oauth2" and scheme.token_url is not None:
        names = ("CLIENT_ID", "CLIENT_SECRET")
    return tuple(service.environment + name for name in names)


def _read_credential(scheme: Scheme, value: object) -> CredentialSource:
    option = scheme.option
    if scheme.type == "basic":
        if not isinstance(value, tuple) or len(cast("tuple[object, ...]", value)) != 2:
            raise TypeError(f"{option} must be a tuple of a user name and a password")
        user, password = cast("tuple[object, object]", value)
        if not isinstance(user, str) or not isinstance(password, str):
            raise TypeError(f"{option} must be a tuple of two strings")
        if ":" in user or not f"{user}{password}".isprintable():
            raise ValueError(
                f"{option} must consist of printable characters, without a colon in the user name"
            )
        return GivenCredential(option, f"{user}:{password}", None)
    if isinstance(value, ClientCredentials) and scheme.type == "oauth2":
        from .oauth import ClientTokens

        return ClientTokens(scheme, value)
    if not isinstance(value, str) and not callable(value):
        raise TypeError(f"{option} must be a string, not {type(value).__name__}")
    return GivenCredential(option, value, _WITH_SPACES if scheme.type == "http" else _CREDENTIAL)


class GivenCredential:
    """A credential that the client was created with, or what returns it."""

    def __init__(self, option: str, value: object, form: re.Pattern[str] | None) -> None:
        self._option = option
        self._value = value
        self._form = form
        if isinstance(value, str):
            self._check(value)

    async def get(self, scopes: tuple[str, ...], deadline: Deadline) -> str:
        value: Any = self._value
        if callable(value):
            value = value()
            if inspect.isawaitable(value):
                value = await value
            return self._check(value)
        return str(value)

    async def renew(self, refused: str, refusal: AuthenticationError, deadline: Deadline) -> bool:
        return False

    def _check(self, credential: object) -> str:
        if not isinstance(credential, str):
            raise TypeError(f"{self._option} must be a string, not {type(credential).__name__}")
        # httpx would refuse such a header too, but with the credential in its message
        if self._form is None or self._form.fullmatch(credential):
            return credential
        without = "" if self._form is _WITH_SPACES else ", without spaces"
        raise ValueError(f"{self._option} must consist of printable ASCII characters{without}")
