"""Credentials: which ones are sent, where, and what never has them."""

from __future__ import annotations

import base64
import logging
import threading
import traceback
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import anyio
import anyio.lowlevel
import pytest
from python.credentials import ClientCredentials
from python.errors import ApiError, AuthenticationError, ConnectionError, ServerError
from python.operation import AnswerForm, KeepSession, Operation, Parameter, Scheme, Service
from python.security import GivenCredential, Shown
from python.settings import read_settings

from local_server import Received, Reply, json_reply, serve
from runtime_calls import SERVICE, async_client_of, client_of, get, post, replies

SCHEMES = {
    "Header": Scheme(option="api_key", type="api_key", parameter="X-Key"),
    "Query": Scheme(option="query_key", type="api_key", location="query", parameter="key"),
    "Cookie": Scheme(option="cookie_key", type="api_key", location="cookie", parameter="sid"),
    "Basic": Scheme(option="basic", type="basic"),
    "Bearer": Scheme(option="token", type="bearer"),
    "Digest": Scheme(option="digest", type="http", http_scheme="Digest"),
    "OAuth": Scheme(option="oauth", type="oauth2", token_url="/token"),
    "Tls": Scheme(option="tls", type="mutual_tls"),
}
SECURED: Service = replace(SERVICE, schemes=SCHEMES)
ANONYMOUS: Mapping[str, tuple[str, ...]] = {}


def needing(*alternatives: str) -> Operation[Any]:
    """An operation with alternatives such as `Header` or `Header+Query`; empty for anonymous."""
    security = tuple(
        dict.fromkeys(one.split("+"), ()) if one else ANONYMOUS for one in alternatives
    )
    return get(security=security)


def sent(operation: Operation[Any], **credentials: Any) -> Received:
    with client_of(service=SECURED, credentials=credentials) as client:
        client.call(operation)
        return client.last


def basic(user: str, password: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"


def test_api_key_is_sent_in_a_header() -> None:
    assert sent(needing("Header"), api_key="k1").headers["x-key"] == "k1"


def test_api_key_is_sent_in_the_query() -> None:
    assert sent(needing("Query"), query_key="a&b").target == "/pets?key=a%26b"


def test_api_key_is_sent_in_a_cookie_beside_others() -> None:
    operation = replace(
        needing("Cookie"), parameters=(Parameter(name="a", wire="a", location="cookie"),)
    )
    with client_of(service=SECURED, credentials={"cookie_key": "k;1"}) as client:
        client.call(operation, a=1)
        assert client.last.headers["cookie"] == "a=1; sid=k%3B1"


def test_user_name_and_password_are_sent_as_utf_8() -> None:
    assert sent(needing("Basic"), basic=("jo", "pä:ss")).headers["authorization"] == basic(
        "jo", "pä:ss"
    )


def test_token_is_sent_as_bearer() -> None:
    assert sent(needing("Bearer"), token="t1").headers["authorization"] == "Bearer t1"


def test_token_of_a_function_is_asked_for_before_each_request() -> None:
    tokens = iter(["t1", "t2"])
    with client_of(service=SECURED, credentials={"token": lambda: next(tokens)}) as client:
        client.call(needing("Bearer"))
        client.call(needing("Bearer"))
        sent = [request.headers["authorization"] for request in client.received]
    assert sent == ["Bearer t1", "Bearer t2"]


@pytest.mark.anyio
async def test_token_of_a_coroutine_function_is_awaited() -> None:
    async def token() -> str:
        await anyio.lowlevel.checkpoint()
        return "t1"

    async with async_client_of(service=SECURED, credentials={"token": token}) as (
        connection,
        received,
    ):
        await connection.call(needing("Bearer"), {})
    assert received[0].headers["authorization"] == "Bearer t1"


@pytest.mark.parametrize("value", ["username=jo", "Digest username=jo"])
def test_other_http_scheme_has_its_name(value: str) -> None:
    assert sent(needing("Digest"), digest=value).headers["authorization"] == "Digest username=jo"


def test_combined_schemes_are_sent_together() -> None:
    request = sent(needing("Header+Query"), api_key="k1", query_key="k2")
    assert (request.headers["x-key"], request.target) == ("k1", "/pets?key=k2")


def test_first_complete_alternative_is_sent() -> None:
    request = sent(needing("Header+Query", "Bearer"), api_key="k1", token="t1")
    assert request.headers["authorization"] == "Bearer t1"
    assert "x-key" not in request.headers


def test_certificate_completes_an_alternative() -> None:
    assert sent(needing("Tls+Header"), api_key="k1").headers["x-key"] == "k1"


def test_incomplete_alternative_sends_what_is_known() -> None:
    assert sent(needing("Header+Query"), api_key="k1").headers["x-key"] == "k1"


def test_optional_credentials_are_sent_if_they_are_known() -> None:
    assert sent(needing("", "Bearer"), token="t1").headers["authorization"] == "Bearer t1"
    assert "authorization" not in sent(needing("", "Bearer"), api_key="k1").headers


def test_operation_without_security_sends_no_credentials() -> None:
    request = sent(get(), api_key="k1", token="t1", cookie_key="c", query_key="q")
    assert not request.headers.keys() & {"x-key", "authorization", "cookie"}
    assert request.target == "/pets"


def test_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PETS_USERNAME", "jo")
    monkeypatch.setenv("PETS_PASSWORD", "pass")
    monkeypatch.setenv("PETS_API_KEY", "k1")
    assert sent(needing("Basic")).headers["authorization"] == basic("jo", "pass")
    assert sent(needing("Header")).headers["x-key"] == "k1"
    assert "x-key" not in sent(needing("Header"), token="t1").headers


@pytest.mark.parametrize(
    ("credentials", "error"),
    [
        ({"api_key": 7}, TypeError),
        ({"api_key": ""}, ValueError),
        ({"token": "secret\n"}, ValueError),
        ({"basic": "jo:secret"}, TypeError),
        ({"basic": ("j:o", "secret")}, ValueError),
    ],
)
def test_wrong_credential_names_its_option_and_not_its_value(
    credentials: dict[str, Any], error: type[Exception]
) -> None:
    [option] = credentials
    with pytest.raises(error, match=option) as caught:
        read_settings(SECURED, base_url="http://localhost", credentials=credentials)
    assert "secret" not in str(caught.value)


def test_missing_credentials_are_explained() -> None:
    with (
        client_of(lambda _: json_reply({"message": "No"}, 401), SECURED) as client,
        pytest.raises(AuthenticationError, match="No: create the client with api_key or token"),
    ):
        client.call(needing("Header", "Bearer"))


def test_refused_credentials_are_sent_once() -> None:
    with client_of(lambda _: json_reply({}, 401), SECURED, credentials={"api_key": "k1"}) as client:
        with pytest.raises(AuthenticationError):
            client.call(needing("Header"))
        assert len(client.received) == 1


SECRETS: dict[str, Any] = {
    "api_key": "secret1",
    "query_key": "secret2",
    "cookie_key": "secret3",
    "token": "secret4",
}


@pytest.mark.parametrize("name", ["Header", "Query", "Cookie", "Bearer"])
def test_credentials_are_not_shown(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="python")
    handle = replies(json_reply({}, 403), json_reply({}, x_a="b"))
    with client_of(handle, SECURED, credentials=SECRETS) as client:
        with pytest.raises(ApiError) as caught:
            client.call(needing(name))
        raw: Any = client.connection.raw().call(needing(name), {})
    response = caught.value.response
    assert response is not None
    requests = [response.request, raw.http_response.request]
    used = Shown()
    used.add(SCHEMES["Bearer"], GivenCredential("token", "secret", None), "secret")
    shown = [
        repr(used),
        repr(client.settings),
        str(vars(client.connection)),
        *(f"{one.url} {one.headers.raw!r}" for one in requests),
        "".join(traceback.format_exception(caught.value)),
        *(record.getMessage() for record in caplog.records if record.name == "python"),
    ]
    assert "secret" not in " ".join(shown)


def test_redirect_is_not_followed() -> None:
    with serve(lambda _: json_reply({})) as other:
        reply = Reply(302, headers={"location": f"{other}/pets"})
        with (
            client_of(lambda _: reply, SECURED, credentials={"api_key": "k1"}) as client,
            pytest.raises(ApiError, match="redirects to"),
        ):
            client.call(needing("Header"))


class Tokens:
    """A server of tokens and of pets, which accepts the newest token."""

    def __init__(self, expires_in: float = 3600) -> None:
        self.expires_in = expires_in
        self.requests: list[Received] = []
        self.newest = ""
        self.is_revoked = False
        self._lock = threading.Lock()

    def __call__(self, request: Received) -> Reply:
        if request.path == "/token":
            with self._lock:
                self.requests.append(request)
                self.newest = f"t{len(self.requests)}"
                self.is_revoked = False
            # meanwhile, other calls need a token too
            threading.Event().wait(0.05)
            return json_reply({"access_token": self.newest, "expires_in": self.expires_in})
        is_known = request.headers.get("authorization") == f"Bearer {self.newest}"
        return json_reply({}, 401 if self.is_revoked or not is_known else 200)


CLIENT = ClientCredentials(client_id="me", client_secret="s&cret")
OAUTH: Operation[Any] = get(security=({"OAuth": ("read", "write")},))


def test_client_credentials_get_a_token_for_the_scopes_of_the_operation() -> None:
    tokens = Tokens()
    with client_of(tokens, SECURED, credentials={"oauth": CLIENT}) as client:
        client.call(OAUTH)
    [request] = tokens.requests
    assert parse_qs(request.body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["read write"],
    }
    assert request.headers["authorization"] == basic("me", "s%26cret")


def test_client_credentials_can_be_sent_in_the_body() -> None:
    tokens = Tokens()
    client_credentials = replace(CLIENT, sent_in="body", scopes=("all",))
    with client_of(tokens, SECURED, credentials={"oauth": client_credentials}) as client:
        client.call(OAUTH)
    form = parse_qs(tokens.requests[0].body.decode())
    assert (form["client_id"], form["client_secret"]) == (["me"], ["s&cret"])
    assert form["scope"] == ["all"]


def test_concurrent_calls_share_one_token() -> None:
    tokens = Tokens()
    with (
        client_of(tokens, SECURED, credentials={"oauth": CLIENT}) as client,
        ThreadPoolExecutor(8) as threads,
    ):
        list(threads.map(lambda _: client.call(OAUTH), range(16)))
    assert len(tokens.requests) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_concurrent_coroutines_share_one_token(anyio_backend: str) -> None:
    tokens = Tokens()
    async with (
        async_client_of(tokens, SECURED, credentials={"oauth": CLIENT}) as (connection, _),
        anyio.create_task_group() as group,
    ):
        for _ in range(16):
            group.start_soon(connection.call, OAUTH, {})
    assert len(tokens.requests) == 1


def test_expired_token_is_renewed() -> None:
    tokens = Tokens(expires_in=0)
    with client_of(tokens, SECURED, credentials={"oauth": CLIENT}) as client:
        client.call(OAUTH)
        client.call(OAUTH)
    assert len(tokens.requests) == 2


def test_refused_token_is_renewed_once() -> None:
    tokens = Tokens()
    with client_of(tokens, SECURED, credentials={"oauth": CLIENT}) as client:
        client.call(OAUTH)
        tokens.is_revoked = True
        client.call(OAUTH)
    assert len(tokens.requests) == 2


CUT = Reply(body="{", headers={"content-length": "99"}, is_cut=True)
"""The connection is lost."""


@pytest.mark.parametrize("failure", [json_reply({}, 503), json_reply({}, 429), CUT])
def test_token_request_that_fails_is_sent_again_for_any_method(failure: Reply) -> None:
    failures = iter([failure])

    def handle(request: Received) -> Reply:
        if request.path == "/token":
            return next(failures, json_reply({"access_token": "t"}))
        return json_reply({})

    creating: Operation[Any] = post(security=({"OAuth": ()},))
    with client_of(handle, SECURED, credentials={"oauth": CLIENT}) as client:
        client.call(creating)
        assert [request.path for request in client.received] == ["/token", "/token", "/pets"]


def test_token_request_is_sent_as_often_as_other_requests() -> None:
    def handle(request: Received) -> Reply:
        return json_reply({"title": "Busy"}, 503)

    with client_of(handle, SECURED, credentials={"oauth": CLIENT}, max_retries=1) as client:
        with pytest.raises(ServerError, match=r"Cannot get a token from .*: Busy"):
            client.call(OAUTH)
        assert [request.path for request in client.received] == ["/token", "/token"]


def test_token_request_that_is_refused_is_sent_once() -> None:
    def handle(request: Received) -> Reply:
        return json_reply({"error": "invalid_client"}, 401)

    with client_of(handle, SECURED, credentials={"oauth": CLIENT}) as client:
        with pytest.raises(AuthenticationError):
            client.call(OAUTH)
        assert [request.path for request in client.received] == ["/token"]


def test_token_that_stays_refused_is_an_error() -> None:
    def handle(request: Received) -> Reply:
        return json_reply({"access_token": "t"}) if "token" in request.path else json_reply({}, 401)

    with client_of(handle, SECURED, credentials={"oauth": CLIENT}) as client:
        with pytest.raises(AuthenticationError):
            client.call(OAUTH)
        assert [request.path for request in client.received] == ["/token", "/pets"] * 2


@pytest.mark.parametrize(
    ("reply", "error", "says"),
    [
        (json_reply({"error_description": "Unknown client"}, 401), AuthenticationError, "Unknown"),
        (Reply(500), ServerError, "HTTP 500"),
        (json_reply({}), ApiError, "has no access_token"),
        (Reply(body="<html>"), ApiError, "has no access_token"),
    ],
)
def test_failure_to_get_a_token_is_explained(
    reply: Reply, error: type[ApiError], says: str
) -> None:
    with client_of(lambda _: reply, SECURED, credentials={"oauth": CLIENT}) as client:
        with pytest.raises(error, match=says) as caught:
            client.call(OAUTH)
        assert "/token" in caught.value.message
        assert all(request.path == "/token" for request in client.received)


def test_unreachable_token_server_is_a_connection_error() -> None:
    credentials = replace(CLIENT, token_url="http://127.0.0.1:9/token")
    with (
        client_of(service=SECURED, credentials={"oauth": credentials}) as client,
        pytest.raises(
            ConnectionError, match=r"Cannot get a token from http://127\.0\.0\.1:9/token"
        ),
    ):
        client.call(OAUTH)


def test_client_credentials_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PETS_CLIENT_ID", "me")
    monkeypatch.setenv("PETS_CLIENT_SECRET", "s")
    tokens = Tokens()
    with client_of(tokens, SECURED) as client:
        client.call(OAUTH)
    assert tokens.requests[0].headers["authorization"] == basic("me", "s")


def test_session_is_preferred_to_what_the_client_was_created_with() -> None:
    from python.model import Model

    class Session(Model):
        access_token: str
        refresh_token: str
        expires_in: int

    answers = (AnswerForm(kind="json", media_type="application/json", into=Session),)
    sign_in: Operation[Any] = post(path="/login", answers=answers, session="begin")
    sign_out: Operation[Any] = post(path="/logout", session="end")
    keep = KeepSession(scheme="Bearer", refresh=sign_in, sign_in="auth.login")
    session = {"access_token": "a", "refresh_token": "r", "expires_in": 1800}
    with client_of(
        lambda _: json_reply(session),
        replace(SECURED, session=keep),
        credentials={"api_key": "k1"},
    ) as client:
        operation = needing("Header", "Bearer")
        for each in (operation, sign_in, operation, sign_out, operation):
            client.call(each)
        shown = [
            (one.headers.get("x-key"), one.headers.get("authorization"))
            for one in client.received
            if one.method == "GET"
        ]
    assert shown == [("k1", None), (None, "Bearer a"), ("k1", None)]
