"""Links to the next page of a list."""

from __future__ import annotations

import re

import httpx

_LINK = re.compile(
    r"\s*<([^>]*)>((?:\s*;\s*[^\s=;,]+\s*(?:=\s*(?:\"(?:[^\"\\]|\\.)*\"|[^;,\"]*))?)*)"
)
_PARAMETER = re.compile(r";\s*([^\s=;,]+)\s*(?:=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;,\"]*)))?")


def next_link(headers: httpx.Headers) -> str | None:
    """The target of the link with the relation `next` (RFC 8288); None if there is none."""
    text = ", ".join(headers.get_list("link"))
    while text:
        link = _LINK.match(text)
        if link is None:
            return None
        for parameter in _PARAMETER.finditer(link[2]):
            relations = (parameter[2] or parameter[3] or "").lower().split()
            if parameter[1].lower() == "rel" and "next" in relations:
                return link[1]
        text = text[link.end() :].lstrip().removeprefix(",")
    return None


def resolve_link(base: str, link: str) -> str | None:
    """The URL that a link of a response leads to; None if it leads to another origin.

    A link with `http` to the host of an `https` URL is one with `https`: behind a proxy, many
    servers do not know how they are called.

    Args:
        base: The URL that was requested
    """
    try:
        own = httpx.URL(base)
        target = own.join(link)
    except httpx.InvalidURL:
        return None
    if own.scheme == "https" and target.scheme == "http" and target.port is None:
        target = target.copy_with(scheme="https")
    same = (own.scheme, own.host, own.port) == (target.scheme, target.host, target.port)
    return str(target.copy_with(fragment=None)) if same and not target.userinfo else None
