"""Errors by status, for any body."""

from __future__ import annotations

from typing import Any

import pytest
from python import errors
from python.errors import ApiError
from python.model import Model
from python.operation import AnswerForm, BodyField, BodyForm, Operation, Parameter

from local_server import Reply, json_reply
from runtime_calls import client_of, get, post, replies


def error_of(reply: Reply, operation: Operation[Any] | None = None, **fields: Any) -> ApiError:
    with client_of(lambda _: reply, max_retries=0) as client, pytest.raises(ApiError) as caught:
        client.call(operation or get(), **fields)
    return caught.value


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (304, "NotModifiedError"),
        (400, "BadRequestError"),
        (401, "AuthenticationError"),
        (403, "PermissionDeniedError"),
        (404, "NotFoundError"),
        (409, "ConflictError"),
        (412, "PreconditionError"),
        (418, "ApiError"),
        (422, "ApiError"),
        (429, "RateLimitError"),
        (500, "ServerError"),
        (599, "ServerError"),
    ],
)
def test_status_has_its_class(status: int, name: str) -> None:
    reply = Reply(status, headers={"content-length": "0"}) if status == 304 else Reply(status)
    error = error_of(reply)
    assert type(error) is getattr(errors, name)
    assert error.status_code == error.code == status


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"title": "Bad", "detail": "Too long", "status": 400}, "Too long"),
        ({"title": "Bad"}, "Bad"),
        ({"message": "Too long"}, "Too long"),
        ({"error": {"message": "Too long", "code": "long"}}, "Too long"),
        ({"error": "too_long"}, "too_long"),
        ({"error": "invalid_grant", "error_description": "No such client"}, "No such client"),
        ({"errors": [{"message": "Too long"}, {"message": "Too wide"}]}, "Too long; Too wide"),
        ({"errors": ["Too long"]}, "Too long"),
        ({"detail": [{"loc": ["body"], "msg": "Field required"}]}, "Field required"),
        (["Too long"], "Too long"),
        ("Too long", "Too long"),
        ({"unknown": 1}, "HTTP 400 Bad Request"),
        (None, "HTTP 400 Bad Request"),
    ],
)
def test_message_is_found_in_json(body: object, message: str) -> None:
    error = error_of(json_reply(body, 400))
    assert str(error) == message
    assert error.body == body


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("Too\n long ", "text/plain", "Too long"),
        ("<html><title>Bad &amp; gone</title>…", "text/html", "Bad & gone"),
        ("<h1>Gone", "text/html", "HTTP 400 Bad Request"),
        ("", "text/plain", "HTTP 400 Bad Request"),
        ("{broken", "application/json", "{broken"),
    ],
)
def test_message_is_found_in_text(text: str, kind: str, message: str) -> None:
    reply = Reply(400, text, {"content-type": f"{kind}; charset=utf-8"})
    error = error_of(reply)
    assert error.message == message
    assert error.body == (text or None)


def test_long_text_is_cut_in_the_message_only() -> None:
    error = error_of(Reply(400, "x" * 5_000, {"content-type": "text/plain"}))
    assert len(error.message) < 600
    assert error.body == "x" * 5_000


def test_codes_of_problems_and_of_nested_errors_are_slugs() -> None:
    assert error_of(json_reply({"code": "gone", "type": "about:blank"}, 400)).slug == "gone"
    nested = error_of(json_reply({"error": {"code": "gone", "type": "card", "message": "x"}}, 400))
    assert (nested.slug, nested.type) == ("gone", "card")


@pytest.mark.parametrize("name", ["x-request-id", "request-id", "x-github-request-id"])
def test_error_has_the_id_of_its_request(name: str) -> None:
    assert error_of(Reply(500, headers={name: "r1"})).request_id == "r1"


def test_error_has_the_headers_of_the_response() -> None:
    headers = error_of(Reply(500, headers={"x-a": "b"})).headers
    assert headers is not None
    assert headers["x-a"] == "b"


class Refusal(Model):
    reason: str


def test_body_is_the_model_that_the_document_has_for_its_status() -> None:
    operation = get(
        errors=(
            AnswerForm(kind="json", media_type="application/json", status="404", into=Refusal),
            AnswerForm(kind="json", media_type="application/json", status="default", into=None),
        )
    )
    error = error_of(json_reply({"reason": "Lost"}, 404), operation)
    assert isinstance(error.body, Refusal)
    assert (error.body.reason, error.message) == ("Lost", "Lost")
    assert error_of(json_reply({"reason": "x"}, 400), operation).body == {"reason": "x"}


def test_invalid_fields_are_named_as_arguments() -> None:
    operation = post(
        parameters=(Parameter(name="page_size", wire="$size", location="query"),),
        bodies=(
            BodyForm(
                kind="json",
                media_type="application/json",
                fields=(BodyField(name="pet", wire="Pet-Object"),),
            ),
        ),
    )
    problem = {
        "title": "Invalid",
        "errors": [
            {"pointer": "#/query/$size", "message": "too large"},
            {"pointer": "#/body/Pet-Object/tags/0", "message": "too long"},
        ],
    }
    error = error_of(json_reply(problem, 400), operation, pet={})
    assert error.message == "Invalid (page_size: too large; pet.tags[0]: too long)"


def test_post_is_retried_with_the_same_idempotency_key() -> None:
    operation = post(idempotency_key="X-Idempotency")
    handle = replies(Reply(503, headers={"retry-after": "0"}), json_reply({}))
    with client_of(handle) as client:
        client.call(operation)
        keys = {request.headers["x-idempotency"] for request in client.received}
        assert len(client.received) == 2
    assert len(keys) == 1


def test_post_without_a_key_is_not_retried() -> None:
    with client_of(lambda _: Reply(503, headers={"retry-after": "0"})) as client:
        with pytest.raises(errors.ServerError):
            client.call(post())
        assert len(client.received) == 1


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "QUERY"])
def test_idempotent_method_is_retried(method: str) -> None:
    handle = replies(Reply(503, headers={"retry-after": "0"}), json_reply({}))
    with client_of(handle) as client:
        client.call(get(method=method))
        assert [request.method for request in client.received] == [method, method]
