"""Parameters as they arrive at a server, by their styles."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any
from uuid import UUID

import pytest
from pydantic import Field
from python.model import Model
from python.operation import Parameter

from runtime_calls import client_of, get

LIST = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def target_of(parameters: tuple[Parameter, ...], path: str = "/pets", **fields: Any) -> str:
    with client_of() as client:
        client.call(get(path=path, parameters=parameters), **fields)
        return client.last.target


def query(value: object, **changes: Any) -> str:
    parameter = Parameter(name="color", wire="color", location="query", **changes)
    return target_of((parameter,), color=value).removeprefix("/pets").removeprefix("?")


def segment(value: object, **changes: Any) -> str:
    parameter = Parameter(name="color", wire="color", location="path", **changes)
    return target_of((parameter,), "/pets/{color}", color=value).removeprefix("/pets/")


# The table of OpenAPI 3.2.0, section 4.12.6, percent-encoded where it has to be.
@pytest.mark.parametrize(
    ("style", "explode", "value", "written"),
    [
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, LIST, ";color=blue,black,brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, LIST, ";color=blue;color=black;color=brown"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("label", False, "blue", ".blue"),
        ("label", False, LIST, ".blue,black,brown"),
        ("label", False, OBJECT, ".R,100,G,200,B,150"),
        ("label", True, LIST, ".blue.black.brown"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("simple", False, "blue", "blue"),
        ("simple", False, LIST, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, LIST, "blue,black,brown"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
    ],
)
def test_path_has_the_form_of_its_style(
    style: Any, explode: bool, value: object, written: str
) -> None:
    assert segment(value, style=style, explode=explode) == written


@pytest.mark.parametrize(
    ("style", "explode", "value", "written"),
    [
        ("form", False, "blue", "color=blue"),
        ("form", False, LIST, "color=blue,black,brown"),
        ("form", False, OBJECT, "color=R,100,G,200,B,150"),
        ("form", True, LIST, "color=blue&color=black&color=brown"),
        ("form", True, OBJECT, "R=100&G=200&B=150"),
        ("spaceDelimited", False, LIST, "color=blue%20black%20brown"),
        ("spaceDelimited", False, OBJECT, "color=R%20100%20G%20200%20B%20150"),
        ("pipeDelimited", False, LIST, "color=blue%7Cblack%7Cbrown"),
        ("pipeDelimited", False, OBJECT, "color=R%7C100%7CG%7C200%7CB%7C150"),
        ("deepObject", True, OBJECT, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
        ("deepObject", True, {"a": {"b": "c"}}, "color%5Ba%5D%5Bb%5D=c"),
        ("deepObject", True, {"a": ["b", "c"]}, "color%5Ba%5D%5B%5D=b&color%5Ba%5D%5B%5D=c"),
        ("deepObject", True, {"a": ["b"]}, "color%5Ba%5D%5B%5D=b"),
        ("deepObject", True, {"a": [{"b": 1}]}, "color%5Ba%5D%5B0%5D%5Bb%5D=1"),
    ],
)
def test_query_has_the_form_of_its_style(
    style: Any, explode: bool, value: object, written: str
) -> None:
    assert query(value, style=style, explode=explode) == written


def test_default_style_of_a_query_repeats_the_name_for_each_item() -> None:
    assert query(LIST) == "color=blue&color=black&color=brown"


def test_separator_within_an_item_is_encoded() -> None:
    assert query(["a,b", "c d"], explode=False) == "color=a%2Cb,c%20d"


@pytest.mark.parametrize(("required", "written"), [(False, ""), (True, "color=")])
def test_empty_list_is_left_out_unless_it_is_required(required: bool, written: str) -> None:
    assert query([], required=required) == written


def test_none_is_left_out_of_lists_and_objects() -> None:
    assert query({"a": None, "b": 1}) == "b=1"
    assert query(["a", None]) == "color=a"


class Tone(Enum):
    DARK = "dark"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (2**63, "9223372036854775808"),
        (1.5, "1.5"),
        (Decimal("0.10"), "0.10"),
        (Tone.DARK, "dark"),
        (date(2027, 1, 2), "2027-01-02"),
        (datetime(2027, 1, 2, tzinfo=timezone.utc), "2027-01-02T00%3A00%3A00%2B00%3A00"),
        (timedelta(hours=1), "PT1H"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ("&=#+ü", "%26%3D%23%2B%C3%BC"),
    ],
)
def test_single_value_is_written_as_its_text(value: object, text: str) -> None:
    assert query(value) == f"color={text}"


def test_reserved_characters_stay_if_allowed() -> None:
    assert query("a/b?c=d,e:f@g", allow_reserved=True) == "color=a/b?c=d,e:f@g"


def test_reserved_characters_that_end_a_value_are_always_encoded() -> None:
    assert query("a&b#c+d%20e", allow_reserved=True) == "color=a%26b%23c%2Bd%20e"


def test_content_is_written_as_json() -> None:
    assert query({"a": [1]}, content="application/json") == "color=%7B%22a%22%3A%20%5B1%5D%7D"


class Filter(Model):
    min_size: Annotated[int | None, Field(alias="minSize")] = None
    name: str | None = None


def test_model_is_written_by_the_names_of_the_wire() -> None:
    assert query(Filter(min_size=3), style="deepObject") == "color%5BminSize%5D=3"


def test_field_of_a_model_that_was_not_given_is_not_sent() -> None:
    assert query(Filter(name="a")) == "name=a"


def test_whole_query_is_one_form() -> None:
    parameter = Parameter(
        name="filter",
        wire="filter",
        location="querystring",
        content="application/x-www-form-urlencoded",
    )
    target = target_of((parameter,), filter={"a b": "c&d", "e": [1, 2]})
    assert target == "/pets?a%20b=c%26d&e=1&e=2"


def test_whole_query_is_one_json() -> None:
    parameter = Parameter(
        name="filter", wire="filter", location="querystring", content="application/json"
    )
    assert target_of((parameter,), filter={"a": 1}) == "/pets?%7B%22a%22%3A%201%7D"


def path_parameter(name: str, **changes: Any) -> Parameter:
    return Parameter(name=name, wire=name, location="path", **changes)


def test_value_may_be_a_part_of_a_segment() -> None:
    parameters = (path_parameter("name"), path_parameter("ext"))
    assert target_of(parameters, "/f/{name}.{ext}", name="a b", ext="txt") == "/f/a%20b.txt"


def test_path_may_have_a_query_of_its_own() -> None:
    parameter = Parameter(name="limit", wire="limit", location="query")
    target = target_of((parameter,), "/pets?action=start", limit=3)
    assert target == "/pets?action=start&limit=3"


def test_fragment_of_a_path_is_not_sent() -> None:
    assert target_of((), "/pets#again") == "/pets"


@pytest.mark.parametrize("value", ["", ".", "..", None])
def test_value_that_leads_to_another_path_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match="name must not be empty"):
        target_of((path_parameter("name"),), "/pets/{name}", name=value)


def test_reserved_path_cannot_lead_up() -> None:
    parameter = path_parameter("name", allow_reserved=True)
    assert target_of((parameter,), "/pets/{name}", name="a/b") == "/pets/a/b"
    with pytest.raises(ValueError, match="name must not be"):
        target_of((parameter,), "/pets/{name}", name="a/../b")


def headers_of(*parameters: Parameter, **fields: Any) -> Any:
    with client_of() as client:
        client.call(get(parameters=parameters), **fields)
        return client.last.headers


def test_header_is_not_percent_encoded() -> None:
    headers = headers_of(
        Parameter(name="tags", wire="X-Tags", location="header"),
        Parameter(name="map", wire="X-Map", location="header", explode=True),
        tags=["a b", "c/d"],
        map={"a": 1, "b": 2},
    )
    assert (headers["x-tags"], headers["x-map"]) == ("a b,c/d", "a=1,b=2")


def test_json_in_a_header_is_ascii() -> None:
    parameter = Parameter(name="meta", wire="X-Meta", location="header", content="application/json")
    assert headers_of(parameter, meta={"a": "ü"})["x-meta"] == '{"a": "\\u00fc"}'


def test_header_that_cannot_be_sent_names_its_argument() -> None:
    parameter = Parameter(name="trace", wire="X-Trace", location="header")
    with pytest.raises(ValueError, match="trace must consist of printable ASCII"):
        headers_of(parameter, trace="a\r\nX-Other: b")


def test_cookies_are_one_header() -> None:
    headers = headers_of(
        Parameter(name="session", wire="session", location="cookie"),
        Parameter(name="tags", wire="tags", location="cookie", explode=False),
        Parameter(name="raw", wire="raw", location="cookie", style="cookie"),
        session="a b;c",
        tags=["x", "y"],
        raw="1%2",
    )
    assert headers["cookie"] == "session=a%20b%3Bc; tags=x,y; raw=1%2"


def test_raw_cookie_that_would_be_two_is_refused() -> None:
    parameter = Parameter(name="raw", wire="raw", location="cookie", style="cookie")
    with pytest.raises(ValueError, match="raw must consist"):
        headers_of(parameter, raw="a; admin=true")


def test_value_of_the_wrong_type_names_its_argument() -> None:
    with pytest.raises(TypeError, match="color must be a string"):
        query(object())
