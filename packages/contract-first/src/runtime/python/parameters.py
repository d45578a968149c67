"""Parameters in requests, by their styles (OpenAPI 3.2.0, section 4.12.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import quote, unquote

from .guards import is_list, is_object
from .operation import Fields, Operation, Parameter, Style
from .values import plain, to_json, to_text

Pairs: TypeAlias = list[tuple[str, str]]
"""Names and texts, as they are written."""

Encode: TypeAlias = Callable[[str], str]

_SEPARATORS: Final[Mapping[Style, str]] = {"spaceDelimited": " ", "pipeDelimited": "|"}
"""Between the items of a list that is one text."""

_RESERVED_IN_QUERY: Final = ":/?@!$'()*,;="
"""Without those that end a value or a query, and `+`, which forms read as a space."""

_RESERVED_IN_PATH: Final = ":/@!$&'()*+,;="

_IN_COOKIE: Final = "!#$&'()*+-./:<=>?@[]^_`{|}~"
"""What a value of a cookie can have (RFC 6265, section 4.1.1), but `%`."""


def style_of(parameter: Parameter) -> tuple[Style, bool]:
    """The style of a parameter, and whether lists and objects are taken apart."""
    is_form = parameter.location in ("query", "cookie")
    style = parameter.style or ("form" if is_form else "simple")
    explode = parameter.explode
    return style, style in ("form", "cookie") if explode is None else explode


def write_styled(
    name: str,
    wire: str,
    style: Style,
    explode: bool,
    value: object,
    encode: Encode,
    *,
    required: bool = False,
) -> Pairs:
    """Write a value in a style of queries: `form` and the like, `deepObject` or `cookie`.

    Args:
        name: The argument, for errors
        wire: The name in the request
        required: Whether an empty list is an empty text
    """
    value = plain(name, value)
    if style == "deepObject":
        return _write_deep(name, wire, value, encode)
    if is_object(value):
        entries = _entries(name, value)
        if explode:
            return [(encode(key), encode(text)) for key, text in entries]
        texts = [text for entry in entries for text in entry]
    elif is_list(value):
        texts = _texts(name, value)
        if explode:
            empty = [(encode(wire), "")] if required and not texts else []
            return [(encode(wire), encode(text)) for text in texts] or empty
    else:
        return [(encode(wire), encode(to_text(name, value)))]
    if not texts and not required:
        return []
    separator = _SEPARATORS.get(style)
    between = "," if separator is None else encode(separator)
    return [(encode(wire), between.join(encode(text) for text in texts))]


def _write_deep(name: str, wire: str, value: object, encode: Encode) -> Pairs:
    """`filter[min]=1&filter[tags][]=a`: brackets within brackets and lists are common usage.

    Without brackets of its own, a list of one item would be read as a text.
    """
    value = plain(name, value)
    if is_object(value):
        return [
            pair
            for key, each in value.items()
            if each is not None
            for pair in _write_deep(name, f"{wire}[{key}]", each, encode)
        ]
    if is_list(value):
        items = [plain(name, item) for item in value if item is not None]
        if all(not (is_object(item) or is_list(item)) for item in items):
            return [(encode(f"{wire}[]"), encode(to_text(name, item))) for item in items]
        return [
            pair
            for index, item in enumerate(items)
            for pair in _write_deep(name, f"{wire}[{index}]", item, encode)
        ]
    return [(encode(wire), encode(to_text(name, value)))]


def _write_in_path(parameter: Parameter, value: object, encode: Encode) -> str:
    """Write a value in a style of paths and headers: `simple`, `label` or `matrix`."""
    name, wire = parameter.name, parameter.wire
    style, explode = style_of(parameter)
    value = plain(name, value)
    if style == "label":
        return "." + _joined(name, value, explode, "." if explode else ",", encode)
    if style != "matrix":
        return _joined(name, value, explode, ",", encode)
    if is_object(value) and explode:
        return ";" + _joined(name, value, explode, ";", encode)
    own = f";{encode(wire)}="
    if is_list(value) and explode:
        return "".join(own + encode(text) for text in _texts(name, value))
    return own + _joined(name, value, explode, ",", encode)


def _joined(name: str, value: object, explode: bool, between: str, encode: Encode) -> str:
    if is_object(value):
        entries = [(encode(key), encode(text)) for key, text in _entries(name, value)]
        return between.join(
            f"{key}={text}" if explode else f"{key},{text}" for key, text in entries
        )
    if is_list(value):
        return between.join(encode(text) for text in _texts(name, value))
    return encode(to_text(name, value))


def _entries(name: str, value: Mapping[Any, Any]) -> Pairs:
    return [(str(key), _inner(name, each)) for key, each in value.items() if each is not None]


def _texts(name: str, value: Iterable[Any]) -> list[str]:
    return [_inner(name, item) for item in value if item is not None]


def _inner(name: str, value: object) -> str:
    """The text of what is in a list or an object. No style has one for lists in lists: JSON."""
    value = plain(name, value)
    return to_json(name, value) if is_object(value) or is_list(value) else to_text(name, value)


def _content_text(parameter: Parameter, value: object, *, ascii: bool = False) -> str:
    """The text of a parameter that is written by a media type: JSON, unless it is a text."""
    is_json = re.fullmatch(r"\w+/([\w.-]+\+)?json\b.*", parameter.content or "")
    if not is_json and isinstance(value, str):
        return value
    return to_json(parameter.name, value, ascii=ascii)


def _percent_encoder(name: str, safe: str = "", *, keeps_encoded: bool = False) -> Encode:
    """Percent-encodes texts.

    Args:
        keeps_encoded: Whether what is percent-encoded already stays as it is
    """

    def encode(text: str) -> str:
        try:
            if not keeps_encoded:
                return quote(text, safe=safe)
            parts = re.split(r"(%[0-9A-Fa-f]{2})", text)
            return "".join(
                part if index % 2 else quote(part, safe=safe) for index, part in enumerate(parts)
            )
        except UnicodeEncodeError:
            # from a file name of the disk that is not UTF-8
            raise ValueError(f"{name} cannot be written as UTF-8: {text!r}") from None

    return encode


def _encoder_of(parameter: Parameter, reserved: str) -> Encode:
    if parameter.allow_reserved:
        return _percent_encoder(parameter.name, reserved, keeps_encoded=True)
    return _percent_encoder(parameter.name)


def expand_path(template: str, parameters: Iterable[Parameter], fields: Fields) -> str:
    """Put values in the place of the braces of a path.

    Raises:
        ValueError: If a value is empty, or would lead to the URL of another operation
    """
    known = {one.wire: one for one in parameters if one.location == "path"}

    def expand(brace: re.Match[str]) -> str:
        parameter = known.get(brace[1])
        if parameter is None:
            return quote(brace[0])
        value = fields.get(parameter.name)
        if value is None or value == "":
            raise _wrong_path(parameter)
        encode = _encoder_of(parameter, _RESERVED_IN_PATH)
        if parameter.content is not None:
            return encode(_content_text(parameter, value))
        return _write_in_path(parameter, value, encode)

    def segment(text: str) -> str:
        written = re.sub(r"\{([^{}]+)\}", expand, text)
        # "." and ".." are dropped on the way, escaped or not, so that they cannot be a value
        if written != text and any(unquote(one) in ("", ".", "..") for one in written.split("/")):
            first = re.search(r"\{([^{}]+)\}", text)
            raise _wrong_path(known[first[1]] if first else None)
        return written

    return "/".join(segment(text) for text in template.split("/"))


def _wrong_path(parameter: Parameter | None) -> ValueError:
    name = "A parameter of the path" if parameter is None else parameter.name
    return ValueError(f'{name} must not be empty, "." or ".."')


def write_target(operation: Operation[Any], fields: Fields) -> str:
    """The path and the query of a request; a fragment only tells operations apart."""
    path, _, fixed = operation.path.partition("#")[0].partition("?")
    given = [one for one in operation.parameters if fields.get(one.name) is not None]
    queries = [one for one in given if one.location == "query"]
    pairs = [pair for one in queries for pair in _write_query_parameter(one, fields[one.name])]
    parts = [f"{name}={text}" for name, text in pairs]
    if fixed:
        # `{…}` in it is a parameter of the path as well
        parts.insert(0, expand_path(fixed, operation.parameters, fields))
    for one in given:
        if one.location == "querystring":
            parts.append(_write_query_string(one, fields[one.name]))
    query = "&".join(part for part in parts if part)
    written = expand_path(path, operation.parameters, fields)
    return f"{written}?{query}" if query else written


def _write_query_parameter(parameter: Parameter, value: object) -> Pairs:
    encode = _encoder_of(parameter, _RESERVED_IN_QUERY)
    if parameter.content is not None:
        name = _percent_encoder(parameter.name)(parameter.wire)
        return [(name, encode(_content_text(parameter, value)))]
    style, explode = style_of(parameter)
    return write_styled(
        parameter.name,
        parameter.wire,
        style,
        explode,
        value,
        encode,
        required=parameter.required,
    )


def _write_query_string(parameter: Parameter, value: object) -> str:
    """The whole query as one value (OpenAPI 3.2.0, section 4.12.2.1)."""
    encode = _percent_encoder(parameter.name)
    value = plain(parameter.name, value)
    if is_object(value) and "x-www-form-urlencoded" in (parameter.content or ""):
        return "&".join(
            f"{key}={text}"
            for wire, each in value.items()
            if each is not None
            for key, text in write_styled(parameter.name, wire, "form", True, each, encode)
        )
    if isinstance(value, str) and "x-www-form-urlencoded" in (parameter.content or ""):
        return value.removeprefix("?")
    return encode(_content_text(parameter, value))


def write_header_parameters(operation: Operation[Any], fields: Fields) -> dict[str, str]:
    """The headers that are parameters, `Cookie` among them.

    Raises:
        ValueError: If a value cannot be in a header
    """
    headers: dict[str, str] = {}
    cookies: Pairs = []
    for parameter in operation.parameters:
        value = fields.get(parameter.name)
        if value is None:
            continue
        if parameter.location == "header":
            if parameter.content is not None:
                text = _content_text(parameter, value, ascii=True)
            else:
                text = _write_in_path(parameter, value, str)
            headers[parameter.wire] = check_header(parameter.name, text)
        elif parameter.location == "cookie":
            cookies += _write_cookie(parameter, value)
    if cookies:
        headers["Cookie"] = join_cookies(cookies)
    return headers


def _write_cookie(parameter: Parameter, value: object) -> Pairs:
    style, explode = style_of(parameter)
    encode = _percent_encoder(parameter.name, _IN_COOKIE)
    if parameter.content is not None:
        return [(parameter.wire, encode(_content_text(parameter, value, ascii=True)))]
    if style == "cookie":
        # as it is (OpenAPI 3.2.0, section 4.12.3)
        pairs = write_styled(parameter.name, parameter.wire, style, explode, value, str)
        for name, text in pairs:
            if not re.fullmatch(r"[!#-+\--:<-\[\]-~,]*", f"{name}{text}"):
                raise ValueError(
                    f"{parameter.name} must consist of characters that cookies can have"
                )
        return pairs
    return write_styled(parameter.name, parameter.wire, style, explode, value, encode)


def join_cookies(pairs: Pairs) -> str:
    """The value of the header `Cookie`."""
    return "; ".join(f"{name}={text}" for name, text in pairs)


def check_header(name: str, text: str) -> str:
    """The same text.

    Raises:
        ValueError: If it cannot be in a header
    """
    if text.isascii() and (text.isprintable() or not text):
        return text
    raise ValueError(f"{name} must consist of printable ASCII characters")
