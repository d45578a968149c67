"""Bodies as they arrive at a server."""

from __future__ import annotations

import asyncio
import email
import email.policy
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qsl

import pytest
from pydantic import Field
from python.model import Model
from python.operation import NULL, BodyField, BodyForm, Operation, Options, Part
from python.upload_source import UploadProgress

from local_server import Received
from runtime_calls import async_client_of, client_of, post


def form(kind: Any, media_type: str, *fields: str, **changes: Any) -> BodyForm:
    own = tuple(BodyField(name=name, wire=name) for name in fields)
    return BodyForm(kind=kind, media_type=media_type, fields=own, **changes)


def sent(*forms: BodyForm, options: Options | None = None, **fields: Any) -> Received:
    required: bool = fields.pop("is_body_required", False)
    with client_of() as client:
        operation: Operation[Any] = post(bodies=forms, is_body_required=required)
        client.call(operation, options or Options(), **fields)
        return client.last


class Pet(Model):
    pet_name: Annotated[str, Field(alias="petName")]
    tag: str | None = None


JSON = form("json", "application/json", "name", "tag")
WHOLE = form("json", "application/json", argument="body")


def test_fields_are_an_object_by_their_names_on_the_wire() -> None:
    fields = (BodyField(name="pet_name", wire="petName"), BodyField(name="tag", wire="tag"))
    request = sent(
        BodyForm(kind="json", media_type="application/json", fields=fields), pet_name="Rex"
    )
    assert request.json() == {"petName": "Rex"}
    assert request.headers["content-type"] == "application/json"


def test_argument_that_is_none_is_not_sent() -> None:
    assert sent(JSON, name="Rex", tag=None).json() == {"name": "Rex"}


def test_null_is_sent_as_null() -> None:
    assert sent(JSON, name="Rex", tag=NULL).json() == {"name": "Rex", "tag": None}


def test_required_field_that_is_none_is_sent_as_null() -> None:
    fields = (BodyField(name="tag", wire="tag", required=True),)
    form = BodyForm(kind="json", media_type="application/json", fields=fields)
    request = sent(form, tag=None, is_body_required=True)
    assert request.json() == {"tag": None}


def test_null_within_a_value_is_sent() -> None:
    assert sent(WHOLE, body={"a": None, "b": [NULL]}).json() == {"a": None, "b": [None]}


def test_model_sends_the_fields_that_it_was_given() -> None:
    assert sent(WHOLE, body=Pet(pet_name="Rex")).json() == {"petName": "Rex"}
    assert sent(WHOLE, body=Pet(pet_name="Rex", tag=None)).json() == {"petName": "Rex", "tag": None}


def test_models_in_lists_and_maps_are_written_by_the_names_of_the_wire() -> None:
    body = {"free_key": [Pet(pet_name="Rex")]}
    assert sent(WHOLE, body=body).json() == {"free_key": [{"petName": "Rex"}]}


def test_large_integer_is_sent_without_loss() -> None:
    assert sent(WHOLE, body=2**63 - 1).body == b"9223372036854775807"


@pytest.mark.parametrize(("required", "body"), [(False, b""), (True, b"{}")])
def test_body_without_fields_is_sent_if_it_is_required(required: bool, body: bytes) -> None:
    assert sent(JSON, name=None, is_body_required=required).body == body


@pytest.mark.parametrize(("required", "body"), [(False, b""), (True, b"null")])
def test_whole_body_that_is_none(required: bool, body: bytes) -> None:
    assert sent(WHOLE, body=None, is_body_required=required).body == body


def test_vendor_media_type_is_sent() -> None:
    request = sent(form("json", "application/vnd.pets+json; v=2", argument="body"), body=[1])
    assert request.headers["content-type"] == "application/vnd.pets+json; v=2"


def test_url_encoded_form_is_written_like_a_query() -> None:
    request = sent(
        form("form", "application/x-www-form-urlencoded", "name", "tags", "owner"),
        name="a b&c",
        tags=["x", "y"],
        owner={"id": 1},
    )
    pairs = parse_qsl(request.body.decode())
    assert pairs == [("name", "a b&c"), ("tags", "x"), ("tags", "y"), ("owner", '{"id": 1}')]


def test_url_encoded_form_has_the_styles_of_its_parts() -> None:
    parts = {
        "tags": Part(style="form", explode=False),
        "owner": Part(style="deepObject", explode=True),
        "more": Part(content_type="application/json"),
    }
    request = sent(
        form("form", "application/x-www-form-urlencoded", "tags", "owner", "more", parts=parts),
        tags=["x", "y"],
        owner={"id": 1, "names": ["a", "b"]},
        more=[1, 2],
    )
    assert request.body == (
        b"tags=x,y&owner%5Bid%5D=1&owner%5Bnames%5D%5B%5D=a&owner%5Bnames%5D%5B%5D=b&more=%5B1%2C%202%5D"
    )


def test_url_encoded_form_can_be_one_argument() -> None:
    request = sent(
        form("form", "application/x-www-form-urlencoded", argument="body"),
        body=Pet(pet_name="Rex", tag=None),
    )
    assert request.body == b"petName=Rex"


def parts_of(request: Received) -> list[tuple[Any, Any, str, Any]]:
    """Of each part, its name, its file name, its media type and its content."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message: Any = email.message_from_bytes(head + request.body, policy=email.policy.HTTP)
    return [
        (
            part.get_param("name", header="content-disposition"),
            part.get_filename(),
            part.get_content_type() if "content-type" in part else "",
            part.get_payload(decode=True),
        )
        for part in message.iter_parts()
    ]


FILES = {"photo": Part(file="one"), "more": Part(file="list", content_type="image/png, image/*")}
MULTIPART = form("multipart", "multipart/form-data", "photo", "more", "name", "tags", "owner")


def test_multipart_form_has_texts_json_and_files() -> None:
    request = sent(
        form("multipart", "multipart/form-data", "photo", "name", "tags", "owner", parts=FILES),
        photo=b"PNG",
        name="Rex",
        tags=["x", "y"],
        owner={"id": 1},
    )
    assert parts_of(request) == [
        ("name", None, "", b"Rex"),
        ("tags", None, "", b"x"),
        ("tags", None, "", b"y"),
        ("owner", None, "application/json", b'{"id": 1}'),
        ("photo", "photo", "application/octet-stream", b"PNG"),
    ]


def test_several_files_have_their_names_and_types(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    path.write_bytes(b"GIF")
    request = sent(
        form("multipart", "multipart/form-data", "more", parts=FILES),
        more=[path, ("b.txt", b"text"), ("c.bin", io.BytesIO(b"own"), "image/webp")],
    )
    assert parts_of(request) == [
        ("more", "a.gif", "image/gif", b"GIF"),
        ("more", "b.txt", "image/png", b"text"),
        ("more", "c.bin", "image/webp", b"own"),
    ]


def test_list_that_is_one_json_text_is_one_part() -> None:
    request = sent(
        form("multipart", "multipart/form-data", "tags", parts={"tags": Part(is_json=True)}),
        tags=["x", "y"],
    )
    assert parts_of(request) == [("tags", None, "application/json", b'["x", "y"]')]


def test_part_with_a_style_is_written_like_a_query_without_encoding() -> None:
    parts = {"tags": Part(style="form", explode=False)}
    request = sent(form("multipart", "multipart/form-data", "tags", parts=parts), tags=["x y", "z"])
    assert parts_of(request) == [("tags", None, "", b"x y,z")]


def test_name_of_a_file_cannot_add_a_header() -> None:
    request = sent(
        form("multipart", "multipart/form-data", "photo", parts=FILES),
        photo=('a"\r\nX: y', b"1"),
    )
    assert b'filename="a%22%0D%0AX: y"' in request.body


def test_text_is_sent_as_utf_8() -> None:
    request = sent(form("text", "text/plain", argument="body"), body="ü")
    assert request.body == "ü".encode()
    assert request.headers["content-type"] == "text/plain; charset=utf-8"


def test_bytes_are_sent_with_their_size(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"PNG")
    request = sent(form("bytes", "image/*", argument="content"), content=path)
    assert (request.body, request.headers["content-length"]) == (b"PNG", "3")
    assert request.headers["content-type"] == "image/png"


def test_content_type_of_bytes_can_be_stated() -> None:
    request = sent(
        form("bytes", "*/*", argument="content"),
        options=Options(content_type="image/webp"),
        content=b"x",
    )
    assert request.headers["content-type"] == "image/webp"


def test_progress_of_a_body_ends_with_its_size() -> None:
    seen: list[UploadProgress] = []
    sent(
        form("bytes", "application/octet-stream", argument="content"),
        options=Options(on_progress=seen.append),
        content=io.BytesIO(b"x" * 600_000),
    )
    assert [one.loaded for one in seen] == [0, 262_144, 524_288, 600_000]
    assert {one.total for one in seen} == {600_000}


def test_items_are_lines_of_json_as_they_come() -> None:
    request = sent(
        form("items", "application/jsonl", argument="items"),
        items=({"n": number} for number in range(3)),
    )
    assert request.body == b'{"n": 0}\n{"n": 1}\n{"n": 2}\n'
    assert request.headers["transfer-encoding"] == "chunked"


def test_json_sequence_has_its_separators() -> None:
    request = sent(form("items", "application/json-seq", argument="items"), items=[1, 2])
    assert request.body == b"\x1e1\n\x1e2\n"


@pytest.mark.anyio
async def test_items_may_be_an_asynchronous_iterable() -> None:
    async def items() -> AsyncIterator[object]:
        yield {"n": 1}
        yield Pet(pet_name="Rex")

    operation = post(bodies=(form("items", "application/jsonl", argument="items"),))
    async with async_client_of() as (connection, received):
        await connection.call(operation, {"items": items()})
    lines = [json.loads(line) for line in received[0].body.splitlines()]
    assert lines == [{"n": 1}, {"petName": "Rex"}]


def test_asynchronous_iterable_needs_the_asynchronous_client() -> None:
    async def items() -> AsyncIterator[object]:
        await asyncio.sleep(0)
        yield 1

    with pytest.raises(TypeError, match="AsyncApiClient"):
        sent(form("items", "application/jsonl", argument="items"), items=items())


BOTH = (
    form("json", "application/json", "name"),
    form("multipart", "multipart/form-data", "name", "photo", parts=FILES),
)


def test_first_form_with_all_given_arguments_is_sent() -> None:
    assert sent(*BOTH, name="Rex").headers["content-type"] == "application/json"
    typed = sent(*BOTH, name="Rex", photo=b"x").headers["content-type"]
    assert typed.startswith("multipart/form-data; boundary=")


def test_content_type_chooses_the_form() -> None:
    request = sent(*BOTH, options=Options(content_type="multipart/form-data"), name="Rex")
    assert parts_of(request) == [("name", None, "", b"Rex")]


def test_unknown_content_type_is_refused() -> None:
    with pytest.raises(TypeError, match=r"content_type of pets\.create must be one of"):
        sent(*BOTH, options=Options(content_type="text/csv"), name="Rex")


def test_argument_of_another_form_is_refused() -> None:
    with pytest.raises(TypeError, match="photo cannot be sent as application/json"):
        sent(*BOTH, options=Options(content_type="application/json"), photo=b"x")
