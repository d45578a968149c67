"""Links of responses, read and resolved."""

from __future__ import annotations

import httpx
import pytest
from python.links import next_link, resolve_link


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ("</a>; rel=next", "/a"),
        ('</a>; rel="next"', "/a"),
        ('</a>; rel="last prefetch NEXT"', "/a"),
        ('</a,b>; rel="prev", </c;d>; rel="next"', "/c;d"),
        ('</a>; title="rel=next, <x>"; rel=prev, </b>; REL=next', "/b"),
        ("</a>; rel=next-archive", None),
        ("</a>", None),
        ("/a; rel=next", None),
        ("", None),
    ],
)
def test_next_link_is_found(link: str, found: str | None) -> None:
    assert next_link(httpx.Headers({"link": link})) == found


def test_next_link_is_found_in_several_headers() -> None:
    headers = httpx.Headers([("Link", "</a>; rel=prev"), ("Link", "</b>; rel=next")])
    assert next_link(headers) == "/b"


@pytest.mark.parametrize(
    ("base", "link", "target"),
    [
        ("https://a.example/v1/pets?x=1", "?page=2", "https://a.example/v1/pets?page=2"),
        ("https://a.example/v1/pets", "/v2/pets#top", "https://a.example/v2/pets"),
        ("https://a.example/pets", "https://a.example:443/b", "https://a.example/b"),
        ("https://a.example/pets", "http://a.example/b", "https://a.example/b"),
        ("http://a.example/pets", "https://a.example/b", None),
        ("https://a.example/pets", "https://b.example/b", None),
        ("https://a.example/pets", "https://a.example:444/b", None),
        ("https://a.example/pets", "https://a.example@b.example/", None),
        ("https://a.example/pets", "https://me@a.example/b", None),
        ("https://a.example/pets", "javascript:alert(1)", None),
        ("https://a.example/pets", "http://[::1", None),
    ],
)
def test_link_leads_to_its_own_origin_only(base: str, link: str, target: str | None) -> None:
    assert resolve_link(base, link) == target
