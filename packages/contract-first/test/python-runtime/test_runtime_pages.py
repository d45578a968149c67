"""Lists in pages, by every style of pagination."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
from python.errors import ApiError, ClientStateError
from python.model import Model
from python.operation import (
    AnswerForm,
    BodyField,
    BodyForm,
    Operation,
    Options,
    Pagination,
    Parameter,
    Scheme,
)
from python.page import AsyncListPage, AsyncPage, ListPage, Page

from local_server import Received, Reply, json_reply
from runtime_calls import SERVICE, Client, async_client_of, client_of, get, post, replies


class Pet(Model):
    id: int


class PetList(Model):
    data: list[Pet]
    total: int | None = None
    next: str | None = None


class PetListPage(Page[Pet], PetList):
    """A page of pets."""


class AsyncPetListPage(AsyncPage[Pet], PetList):
    """A page of pets."""


PETS = [{"id": number} for number in range(1, 8)]
SIZE = 3


def query(name: str) -> Parameter:
    return Parameter(name=name, wire=name, location="query")


def listing(pagination: Pagination) -> Operation[Any]:
    return get(
        id="pets.list",
        parameters=tuple(query(name) for name in ("cursor", "page", "offset", "after", "limit")),
        answers=(AnswerForm(kind="json", media_type="application/json", into=PetList),),
        pagination=pagination,
        security=({"Key": ()},),
    )


def paged(style: Any, **changes: Any) -> Operation[Any]:
    return listing(Pagination(style=style, **{"items": ("data",), **changes}))


def ids(pets: Any) -> list[int]:
    return [pet.id for pet in pets]


def values(request: Received) -> dict[str, int]:
    numbers = parse_qs(request.query).items()
    return {name: int(texts[0]) for name, texts in numbers if texts[0].isdecimal()}


def by_cursor(request: Received) -> Reply:
    at = values(request).get("cursor", 0)
    after = at + SIZE if at + SIZE < len(PETS) else None
    return json_reply({"data": PETS[at : at + SIZE], "meta": {"next": after}})


def by_page(request: Received) -> Reply:
    at = (values(request).get("page", 1) - 1) * SIZE
    return json_reply({"data": PETS[at : at + SIZE], "pages": 3, "total": len(PETS)})


def by_offset(request: Received) -> Reply:
    at = values(request).get("offset", 0)
    return json_reply({"data": PETS[at : at + SIZE], "total": len(PETS)})


def by_last_id(request: Received) -> Reply:
    at = values(request).get("after", 0)
    return json_reply({"data": PETS[at : at + SIZE], "has_more": at + SIZE < len(PETS)})


def by_link(request: Received) -> Reply:
    at = values(request).get("cursor", 0)
    link = (
        f'<http://x/first>; rel="first", </pets?cursor={at + SIZE}&limit=3>; title="a, b"; rel=next'
    )
    pets = PETS[at : at + SIZE]
    return json_reply(pets, link=link) if at + SIZE < len(PETS) else json_reply(pets)


def by_url(request: Received) -> Reply:
    at = values(request).get("cursor", 0)
    after = f"?cursor={at + SIZE}" if at + SIZE < len(PETS) else None
    return json_reply({"data": PETS[at : at + SIZE], "next": after})


STYLES: dict[str, tuple[Callable[[Received], Reply], Operation[Any], int]] = {
    "cursor": (by_cursor, paged("cursor", parameter="cursor", next=("meta", "next")), 3),
    "page with pages": (by_page, paged("page", parameter="page", total_pages=("pages",)), 3),
    "page with a total": (by_page, paged("page", parameter="page", total=("total",)), 3),
    "page alone": (by_page, paged("page", parameter="page"), 4),
    "offset with a total": (by_offset, paged("offset", parameter="offset", total=("total",)), 3),
    "offset alone": (by_offset, paged("offset", parameter="offset"), 4),
    "last id": (
        by_last_id,
        paged("last_id", parameter="after", id="id", has_more=("has_more",)),
        3,
    ),
    "last id alone": (by_last_id, paged("last_id", parameter="after", id="id"), 4),
    "link": (by_link, paged("link", items=()), 3),
    "url": (by_url, paged("url", next=("next",)), 3),
}
KEYED = replace(SERVICE, schemes={"Key": Scheme(option="key", type="api_key", parameter="X-Key")})


def keyed_client(handle: Callable[[Received], Reply]) -> Any:
    return client_of(handle, KEYED, credentials={"key": "k1"})


def pages_of(client: Client, operation: Operation[Any], into: Any = ListPage[Pet]) -> Any:
    return client.connection.list(operation, into, {})


@pytest.mark.parametrize("name", STYLES)
def test_list_has_the_items_of_all_pages(name: str) -> None:
    handle, operation, requests = STYLES[name]
    with keyed_client(handle) as client:
        assert ids(pages_of(client, operation)) == [1, 2, 3, 4, 5, 6, 7]
        assert len(client.received) == requests
        assert {request.headers.get("x-key") for request in client.received} == {"k1"}


@pytest.mark.anyio
@pytest.mark.parametrize("name", STYLES)
async def test_async_list_has_the_items_of_all_pages(name: str) -> None:
    handle, operation, requests = STYLES[name]
    async with async_client_of(handle) as (connection, received):
        pets = connection.list(operation, AsyncListPage[Pet], {})
        assert [pet.id async for pet in pets] == [1, 2, 3, 4, 5, 6, 7]
    assert len(received) == requests


def test_page_of_a_model_has_its_fields_and_its_items() -> None:
    _, operation, _ = STYLES["page with a total"]
    with client_of(by_page) as client:
        page = pages_of(client, operation, PetListPage)
        assert isinstance(page, PetListPage)
        assert (page.total, len(page), ids(page.data), page[6].id) == (7, 7, [1, 2, 3], 7)


@pytest.mark.anyio
async def test_async_page_of_a_model_has_its_fields_and_its_items() -> None:
    _, operation, _ = STYLES["page with a total"]
    async with async_client_of(by_page) as (connection, _):
        page = await connection.list(operation, AsyncPetListPage, {})
        assert (page.total, len(page), page[1].id) == (7, 7, 2)
        assert [ids(one.data) async for one in page.pages()] == [[1, 2, 3], [4, 5, 6], [7]]


def test_page_of_a_response_that_is_a_list_has_items() -> None:
    with client_of(by_link) as client:
        page = pages_of(client, STYLES["link"][1])
        assert (ids(page.items), page.body) == ([1, 2, 3], PETS[:3])
        assert [ids(one.items) for one in page.pages()] == [[1, 2, 3], [4, 5, 6], [7]]


@pytest.mark.parametrize("style", ["offset", "page"])
def test_short_page_is_not_the_last_one(style: str) -> None:
    handle, operation, _ = STYLES[f"{style} alone"]
    with client_of(handle) as client:
        pets = client.connection.list(operation, ListPage[Pet], {"limit": 100})
        assert ids(pets) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("style", ["offset", "page"])
def test_server_without_pages_sends_its_list_once(style: str) -> None:
    with client_of(lambda _: json_reply({"data": PETS})) as client:
        assert ids(pages_of(client, STYLES[f"{style} alone"][1])) == [1, 2, 3, 4, 5, 6, 7]
        assert len(client.received) == 2


@pytest.mark.parametrize(
    ("style", "parameter", "given", "expected"),
    [("page", "page", "2", [4, 5, 6, 7]), ("offset", "offset", "5", [6, 7])],
)
def test_number_that_is_passed_as_a_text_is_counted_on(
    style: str, parameter: str, given: str, expected: list[int]
) -> None:
    handle, operation, _ = STYLES[f"{style} alone"]
    with client_of(handle) as client:
        pets = client.connection.list(operation, ListPage[Pet], {parameter: given})
        assert ids(pets) == expected


def test_cursor_may_be_an_object_of_the_body() -> None:
    def handle(request: Received) -> Reply:
        start = request.json().get("ExclusiveStartKey", {"id": {"N": "0"}})
        at = int(start["id"]["N"])
        last = {"LastEvaluatedKey": {"id": {"N": str(at + SIZE)}}} if at + SIZE < 7 else {}
        return json_reply({"data": PETS[at : at + SIZE], **last})

    fields = (BodyField(name="start", wire="ExclusiveStartKey"),)
    operation = replace(
        post(id="pets.scan"),
        is_body_required=True,
        bodies=(BodyForm(kind="json", media_type="application/json", fields=fields),),
        answers=(AnswerForm(kind="json", media_type="application/json", into=PetList),),
        pagination=Pagination(
            style="cursor", items=("data",), parameter="start", next=("LastEvaluatedKey",)
        ),
    )
    with client_of(handle) as client:
        assert ids(pages_of(client, operation)) == [1, 2, 3, 4, 5, 6, 7]
        assert len(client.received) == 3


def test_list_begins_where_the_caller_says() -> None:
    with client_of(by_page) as client:
        operation = paged("page", parameter="page", total_pages=("pages",))
        assert ids(client.connection.list(operation, ListPage[Pet], {"page": 2})) == [4, 5, 6, 7]


def test_pages_can_be_counted_from_zero() -> None:
    def handle(request: Received) -> Reply:
        at = values(request).get("page", 0) * SIZE
        return json_reply({"data": PETS[at : at + SIZE], "pages": 3})

    operation = paged("page", parameter="page", total_pages=("pages",), first_page=0)
    with client_of(handle) as client:
        assert len(list(pages_of(client, operation))) == 7
        assert len(client.received) == 3


def test_cursor_in_a_body_is_sent_there() -> None:
    def handle(request: Received) -> Reply:
        at = request.json().get("cursor", 0)
        after = at + SIZE if at + SIZE < len(PETS) else None
        return json_reply({"data": PETS[at : at + SIZE], "next": after})

    fields = (BodyField(name="query", wire="query"), BodyField(name="cursor", wire="cursor"))
    operation: Operation[Any] = post(
        bodies=(BodyForm(kind="json", media_type="application/json", fields=fields),),
        answers=(AnswerForm(kind="json", media_type="application/json"),),
        pagination=Pagination(style="cursor", items=("data",), parameter="cursor", next=("next",)),
    )
    with client_of(handle) as client:
        pets = client.connection.list(operation, ListPage[Pet], {"query": "a"})
        assert len(list(pets)) == 7
        assert [one.json() for one in client.received][1] == {"query": "a", "cursor": 3}


def test_next_page_has_the_other_parameters_and_options() -> None:
    _, operation, _ = STYLES["cursor"]
    with client_of(by_cursor) as client:
        options = Options(headers={"X-Tenant": "t1"})
        list(client.connection.list(operation, ListPage[Pet], {"limit": 3}, options))
        assert [values(request) for request in client.received] == [
            {"limit": 3},
            {"limit": 3, "cursor": 3},
            {"limit": 3, "cursor": 6},
        ]
        assert {request.headers["x-tenant"] for request in client.received} == {"t1"}


@pytest.mark.parametrize("link", ["http://127.0.0.1:9/pets", "//evil.example/pets", "ftp://x/"])
@pytest.mark.parametrize("style", ["link", "url"])
def test_next_page_of_another_origin_is_not_requested(link: str, style: str) -> None:
    def handle(request: Received) -> Reply:
        if style == "link":
            return json_reply(PETS[:3], link=f'<{link}>; rel="next"')
        return json_reply({"data": PETS[:3], "next": link})

    with keyed_client(handle) as client:
        pets = iter(pages_of(client, STYLES[style][1]))
        assert [next(pets).id for _ in range(3)] == [1, 2, 3]
        with pytest.raises(ApiError, match="continues at another origin"):
            next(pets)
        assert len(client.received) == 1


def test_api_key_of_a_query_is_in_the_url_of_the_next_page_once() -> None:
    service = replace(
        SERVICE,
        schemes={"Key": Scheme(option="key", type="api_key", location="query", parameter="key")},
    )
    with client_of(by_url, service, credentials={"key": "k1"}) as client:
        list(pages_of(client, STYLES["url"][1]))
        assert [request.query for request in client.received] == [
            "key=k1",
            "cursor=3&key=k1",
            "cursor=6&key=k1",
        ]


@pytest.mark.parametrize(
    ("operation", "reply"),
    [
        (STYLES["cursor"][1], json_reply({"data": PETS[:3], "meta": {"next": "a"}})),
        (STYLES["page with a total"][1], json_reply({"data": PETS[:3], "total": 7})),
        (STYLES["offset with a total"][1], json_reply({"data": PETS[:3], "total": 7})),
        (STYLES["last id alone"][1], json_reply({"data": PETS[:3]})),
        (STYLES["url"][1], json_reply({"data": PETS[:3], "next": "/pets?a"})),
    ],
)
def test_list_without_an_end_is_an_error(operation: Operation[Any], reply: Reply) -> None:
    with (
        client_of(lambda _: reply) as client,
        pytest.raises(ApiError, match="The list does not end"),
    ):
        list(pages_of(client, operation))


def test_items_with_a_repeated_cursor_come_before_the_error() -> None:
    handle = replies(
        json_reply({"data": PETS[:1], "meta": {"next": "a"}}),
        json_reply({"data": PETS[1:2], "meta": {"next": "a"}}),
    )
    with client_of(handle) as client:
        pets = iter(pages_of(client, STYLES["cursor"][1]))
        assert [next(pets).id, next(pets).id] == [pet["id"] for pet in PETS[:2]]
        with pytest.raises(ApiError, match="The list does not end"):
            next(pets)


def test_empty_page_with_a_cursor_is_not_the_last_one() -> None:
    handle = replies(
        json_reply({"data": [], "meta": {"next": "a"}}),
        json_reply({"data": PETS[:1], "meta": {"next": ""}}),
    )
    with client_of(handle) as client:
        assert ids(pages_of(client, STYLES["cursor"][1])) == [1]


def test_response_that_is_no_list_is_an_error() -> None:
    with (
        client_of(lambda _: json_reply({"data": "none"})) as client,
        pytest.raises(ApiError, match="does not have the expected fields"),
    ):
        pages_of(client, STYLES["cursor"][1])


def test_unpickled_page_says_how_to_continue() -> None:
    with client_of(by_cursor) as client:
        page = pickle.loads(pickle.dumps(pages_of(client, STYLES["cursor"][1], PetListPage)))
    assert ids(page.data) == [1, 2, 3]
    with pytest.raises(ClientStateError, match=r"again with cursor=page\.meta\.next"):
        list(page)


def test_raw_response_of_a_list_has_its_page() -> None:
    with client_of(by_link) as client:
        raw: Any = client.connection.raw()
        response = raw.list(STYLES["link"][1], ListPage[Pet], {})
        assert "link" in response.headers
        assert ids(response.parse()) == [1, 2, 3, 4, 5, 6, 7]
