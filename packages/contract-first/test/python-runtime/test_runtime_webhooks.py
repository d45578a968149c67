"""Webhooks, verified and read."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from typing import Any, Literal

import pytest
from python.errors import ApiError, WebhookError
from python.model import Model
from python.webhooks import parse, unwrap


class Created(Model):
    type: Literal["pet.created"]
    name: str


KEY = b"0123456789abcdefghijklmn"
SECRET = f"whsec_{base64.b64encode(KEY).decode()}"
BODY = b'{"type": "pet.created", "name": "Rex"}'


def headers(
    body: bytes = BODY, key: bytes = KEY, *, age: float = 0, vendor: str = "webhook"
) -> dict[str, str]:
    timestamp = str(int(time.time() - age))
    digest = hmac.new(key, f"msg_1.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return {
        f"{vendor}-id": "msg_1",
        f"{vendor}-timestamp": timestamp,
        f"{vendor}-signature": f"v1,{base64.b64encode(digest).decode()}",
    }


def test_signed_webhook_is_read_as_its_type() -> None:
    event = unwrap(Created, BODY, headers(), SECRET)
    assert isinstance(event, Created)
    assert event.name == "Rex"


def test_known_signature_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    # the example of the specification's reference implementations
    monkeypatch.setattr(time, "time", lambda: 1614265330.0)
    given = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    body = '{"test": 2432232314}'
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    assert unwrap(None, body, given, secret) == {"test": 2432232314}


def test_names_of_headers_may_have_any_case() -> None:
    given = {name.title(): value for name, value in headers().items()}
    assert unwrap(Created, BODY.decode(), given, SECRET).name == "Rex"


def test_headers_of_svix_are_accepted() -> None:
    assert unwrap(Created, BODY, headers(vendor="svix"), SECRET).name == "Rex"


def test_any_of_several_secrets_and_signatures_is_enough() -> None:
    given = headers(key=b"new key")
    given["webhook-signature"] = f"v1a,abc v1,AAAA {given['webhook-signature']}"
    assert unwrap(Created, BODY, given, [SECRET, b"new key"]).name == "Rex"


@pytest.mark.parametrize(
    ("given", "body", "says"),
    [
        (headers(), BODY + b" ", "matches no secret"),
        (headers(key=b"other"), BODY, "matches no secret"),
        ({**headers(), "webhook-id": "msg_2"}, BODY, "matches no secret"),
        ({**headers(), "webhook-signature": "v2,abc"}, BODY, "matches no secret"),
        ({**headers(), "webhook-signature": "v1,ü"}, BODY, "matches no secret"),
        ({**headers(), "webhook-timestamp": "soon"}, BODY, "not a number"),
        ({"webhook-id": "msg_1"}, BODY, "lacks one of the headers"),
        (headers(b"no json"), b"no json", "is not JSON"),
    ],
)
def test_webhook_that_cannot_be_trusted_is_refused(
    given: dict[str, str], body: bytes, says: str
) -> None:
    with pytest.raises(WebhookError, match=says) as caught:
        unwrap(Created, body, given, SECRET)
    assert isinstance(caught.value, ApiError)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(("age", "says"), [(400, "seconds old"), (-400, "seconds early")])
def test_webhook_of_another_time_is_refused(age: int, says: str) -> None:
    with pytest.raises(WebhookError, match=says):
        unwrap(Created, BODY, headers(age=age), SECRET)
    assert unwrap(Created, BODY, headers(age=age), SECRET, tolerance=600).name == "Rex"


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_not base64!", [], b""])
def test_secret_that_is_none_is_refused(secret: Any) -> None:
    with pytest.raises(ValueError, match="secret must") as caught:
        unwrap(Created, BODY, headers(), secret)
    assert not isinstance(caught.value, WebhookError)


@pytest.mark.parametrize("body", [BODY, BODY.decode()])
def test_body_is_read_without_a_signature(body: bytes | str) -> None:
    event = parse(Created, body)
    assert (type(event), event.name) == (Created, "Rex")


def test_body_that_is_not_json_is_refused_without_a_signature() -> None:
    with pytest.raises(WebhookError, match="is not JSON"):
        parse(Created, b"no json")
