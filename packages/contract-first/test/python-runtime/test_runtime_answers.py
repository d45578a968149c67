"""Responses as methods return them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import Field
from python.download import AsyncDownload, Download
from python.errors import ApiError
from python.model import Discriminated, Model, Open
from python.operation import AnswerForm, Options
from python.stream import Stream

from local_server import Handler, Reply, json_reply
from runtime_calls import async_client_of, client_of, get, replies


class Cat(Model):
    kind: Literal["cat"]
    lives: int


class Dog(Model):
    kind: Literal["dog"]
    bark_volume: Annotated[int | None, Field(alias="barkVolume")] = None


class Owner(Model):
    name: str
    state: Open[Literal["active", "gone"]] = "active"
    pets: list[Annotated[Cat | Dog, Discriminated("kind", {"cat": "Cat", "dog": "Dog"})]]
    by_name: Annotated[dict[str, Cat | Dog] | None, Field(alias="byName")] = None


JSON = AnswerForm(kind="json", media_type="application/json", into=Owner)
TEXT = AnswerForm(kind="text", media_type="text/plain")
BYTES = AnswerForm(kind="bytes", media_type="application/pdf")
NONE = AnswerForm(kind="none", status="204")


def result(reply: Reply, *answers: AnswerForm, options: Options | None = None) -> Any:
    with client_of(lambda _: reply) as client:
        found: Any = client.call(get(answers=answers), options or Options())
        return found.read() if isinstance(found, Download) else found


def test_json_is_read_as_a_model() -> None:
    owner: Any = result(json_reply({"name": "Jo", "pets": []}), JSON)
    assert isinstance(owner, Owner)
    assert owner.name == "Jo"


def test_members_of_a_union_are_told_apart() -> None:
    pets = [{"kind": "dog", "barkVolume": 3}, {"kind": "cat", "lives": 9}]
    owner: Any = result(json_reply({"name": "Jo", "pets": pets}), JSON)
    assert [type(pet) for pet in owner.pets] == [Dog, Cat]
    assert owner.pets[0].bark_volume == 3


def test_unknown_member_of_a_union_can_be_read() -> None:
    pets = [{"kind": "fish", "fins": 2}, {"kind": "cat", "lives": 9}]
    owner: Any = result(json_reply({"name": "Jo", "pets": pets}), JSON)
    assert type(owner) is Owner
    assert [type(pet) for pet in owner.pets] == [Model, Cat]
    fish: Any = owner.pets[0]
    assert fish.fins == 2


def test_wrong_member_of_a_union_keeps_its_class() -> None:
    owner: Any = result(
        json_reply({"name": "Jo", "pets": [{"kind": "cat", "lives": "many"}]}), JSON
    )
    assert type(owner.pets[0]) is Cat
    cat: Any = owner.pets[0]
    assert cat.lives == "many"


def test_models_in_a_map_are_read_although_another_field_is_wrong() -> None:
    answer = {"name": 7, "pets": [], "byName": {"a": {"kind": "cat", "lives": 9}}}
    owner: Any = result(json_reply(answer), JSON)
    assert owner.name == 7
    assert isinstance(owner.by_name["a"], Cat)


def test_unknown_enum_value_and_missing_field_come_through() -> None:
    owner: Any = result(json_reply({"state": "asleep"}), JSON)
    assert owner.state == "asleep"
    assert not hasattr(owner, "pets")


def test_model_keeps_the_names_of_the_wire_when_it_is_written() -> None:
    dog = result(json_reply({"name": "Jo", "pets": [{"kind": "dog", "barkVolume": 3}]}), JSON)
    assert dog.model_dump(by_alias=True)["pets"] == [{"kind": "dog", "barkVolume": 3}]


def test_list_of_models_is_read() -> None:
    form = AnswerForm(kind="json", media_type="application/json", into=list[Cat])
    cats = result(json_reply([{"kind": "cat", "lives": 1}]), form)
    assert [cat.lives for cat in cats] == [1]


def test_large_integer_is_read_without_loss() -> None:
    form = AnswerForm(kind="json", media_type="application/json", into=int)
    assert result(json_reply(2**63 - 1), form) == 2**63 - 1


def test_text_is_a_string() -> None:
    reply = Reply(body="ü".encode("latin-1"), headers={"content-type": "text/plain;charset=latin1"})
    assert result(reply, TEXT) == "ü"


def test_bytes_are_a_download() -> None:
    assert result(Reply(body=b"%PDF", headers={"content-type": "application/pdf"}), BYTES) == (
        b"%PDF"
    )


def test_response_without_a_body_is_none() -> None:
    assert result(Reply(status=204), JSON, NONE) is None
    assert result(json_reply({"name": "Jo"})) is None


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        (json_reply([1], status=200), [1]),
        (json_reply({"id": 1}, status=202), {"id": 1}),
        (Reply(status=201, body="done", headers={"content-type": "text/plain"}), "done"),
    ],
)
def test_form_is_chosen_by_status_and_media_type(reply: Reply, found: object) -> None:
    forms = (
        AnswerForm(kind="json", media_type="application/json", status="200", into=list[int]),
        AnswerForm(kind="json", media_type="application/json", status="2XX", into=dict[str, int]),
        AnswerForm(kind="text", media_type="text/*", status="201"),
    )
    assert result(reply, *forms) == found


def test_json_of_a_similar_media_type_is_read() -> None:
    reply = Reply(body='{"name": "Jo"}', headers={"content-type": "application/hal+json"})
    assert result(reply, JSON, TEXT).name == "Jo"


def test_accept_prefers_the_first_form() -> None:
    with client_of(lambda _: json_reply({"name": "Jo"})) as client:
        client.call(get(answers=(JSON, TEXT)))
        accept = client.last.headers["accept"]
    assert accept == "application/json, text/plain;q=0.9, application/problem+json;q=0.8"


def by_accept(pdf: str) -> Handler:
    def handle(request: Any) -> Reply:
        if request.headers["accept"] == pdf:
            return Reply(body=b"%PDF", headers={"content-type": pdf})
        return json_reply({"name": "Jo"})

    return handle


def test_accept_chooses_another_form() -> None:
    with client_of(by_accept("application/pdf")) as client:
        operation = get(answers=(JSON, BYTES))
        assert client.call(operation).name == "Jo"
        download = client.call(operation, Options(accept="application/pdf"))
        assert isinstance(download, Download)
        assert download.read() == b"%PDF"


@pytest.mark.anyio
async def test_async_call_gives_an_async_download() -> None:
    async with async_client_of(by_accept("application/pdf")) as (connection, _):
        options = Options(accept="application/pdf")
        download = await connection.call(get(answers=(JSON, BYTES)), {}, options)
        assert isinstance(download, AsyncDownload)
        assert await download.read() == b"%PDF"


def test_call_gives_a_stream_if_one_arrives() -> None:
    form = AnswerForm(kind="items", media_type="application/jsonl", into=int)
    with client_of(
        lambda _: Reply(body=[b"1\n2\n"], headers={"content-type": "application/jsonl"})
    ) as client:
        stream: Any = client.call(get(answers=(JSON, form)), Options(accept="application/jsonl"))
        assert isinstance(stream, Stream)
        assert list(stream) == [1, 2]


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(body="<h1>Hi", headers={"content-type": "text/html"}), "is not JSON (text/html)"),
        (Reply(body="{", headers={"content-type": "application/json"}), "is not valid JSON"),
        (json_reply([]), "does not have the expected fields"),
    ],
)
def test_response_of_another_api_is_an_error(reply: Reply, says: str) -> None:
    with pytest.raises(ApiError) as caught:
        result(reply, JSON)
    assert says in caught.value.message
    assert "base_url" in caught.value.message


def test_raw_response_has_the_headers_and_the_result() -> None:
    reply = json_reply({"name": "Jo"}, x_request_id="r1")
    with client_of(lambda _: reply) as client:
        response: Any = client.connection.raw().call(get(answers=(JSON,)), {})
    assert (response.status_code, response.request_id) == (200, "r1")
    assert response.parse().name == "Jo"


def test_operation_has_a_server_of_its_own() -> None:
    from python.operation import Server, Service

    with client_of() as own, client_of() as other:
        url = other.settings.base_url
        service = Service(
            title="Pets",
            package="pets",
            version="1",
            environment="PETS_",
            servers=(Server(url="http://{host}/v1", variables={"host": url[7:]}),),
        )
        operation = get(server=Server(url="/v2"))
        with client_of(replies(json_reply({})), service, base_url=None) as client:
            client.call(operation)
            client.call(get())
        own.call(operation)
        assert [one.target for one in other.received] == ["/v2/pets", "/v1/pets"]
        assert [one.target for one in own.received] == ["/pets"]
