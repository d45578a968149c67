"""Forms: URL-encoded, and with parts (RFC 7578)."""

from __future__ import annotations

import mimetypes
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final, cast
from urllib.parse import quote

from pydantic import BaseModel

from .answers import is_json_type, matches
from .guards import is_list, is_mapping, is_object, is_tuple
from .operation import NULL, BodyForm, Part
from .parameters import Encode, Pairs, write_styled
from .upload_source import UploadFile, open_source
from .values import plain, to_json, to_text

_DEFAULT: Final = Part()


def _entries(form: BodyForm, value: Any) -> Iterable[tuple[str, str, Any]]:
    """The names on the wire, the arguments and the values. Null is left out: no text stands for it.

    Raises:
        TypeError: If the body is no object
    """
    if form.argument is None:
        fields = cast("Mapping[str, tuple[str, Any]]", value)
        entries = [(wire, name, one) for wire, (name, one) in fields.items()]
    else:
        name = form.argument
        entries = [(str(wire), name, one) for wire, one in _members(name, value).items()]
    return [entry for entry in entries if entry[2] is not None and entry[2] is not NULL]


def _members(name: str, value: object) -> dict[Any, Any]:
    if is_mapping(value):
        return {**value}
    if not isinstance(value, BaseModel):
        raise TypeError(f"{name} must be a model or a dictionary, not {type(value).__name__}")
    # not as JSON: files stay what they are
    return {
        (field.alias or key if (field := type(value).model_fields.get(key)) else key): one
        for key, one in _given(value)
    }


def _given(model: BaseModel) -> list[tuple[str, Any]]:
    values = {**model.__dict__, **(model.__pydantic_extra__ or {})}
    return [(key, one) for key, one in values.items() if key in model.model_fields_set]


def write_urlencoded(form: BodyForm, value: Any) -> bytes:
    """Write an `application/x-www-form-urlencoded` body.

    A property is written like a parameter of a query. Without a style, an object is JSON (OpenAPI
    3.2.0, section 4.15.1.1).
    """
    pairs: Pairs = []
    for wire, name, one in _entries(form, value):
        part = form.parts.get(wire, _DEFAULT)
        pairs += _write_pairs(name, wire, part, one, _encoder(part))
    return "&".join(f"{name}={text}" for name, text in pairs).encode()


def _encoder(part: Part) -> Encode:
    safe = ":/?@!$'()*,;" if part.allow_reserved else ""
    return lambda text: quote(text, safe=safe)


def _is_styled(part: Part) -> bool:
    return part.style is not None or part.explode is not None or part.allow_reserved


def _write_pairs(name: str, wire: str, part: Part, value: object, encode: Encode) -> Pairs:
    value = plain(name, value)
    is_json = part.is_json or (part.content_type is not None and is_json_type(part.content_type))
    # no text in a query stands for an object in a list
    has_objects = is_list(value) and any(is_object(plain(name, item)) for item in value)
    if not _is_styled(part) and (is_object(value) or is_json or has_objects):
        return [(encode(wire), encode(to_json(name, value)))]
    style = part.style or "form"
    explode = style in ("form", "cookie") if part.explode is None else part.explode
    return write_styled(name, wire, style, explode, value, encode)


def write_multipart(
    form: BodyForm, value: Any, filename: str | None
) -> tuple[str, tuple[bytes | UploadFile, ...]]:
    """Write a multipart body.

    Texts come first, so that a server that reads it as it arrives knows them. The boundary stays,
    so that a second attempt sends the same bytes.

    Returns:
        The boundary and the parts
    """
    boundary = f"form-{secrets.token_hex(16)}"
    texts: list[bytes | UploadFile] = []
    files: list[bytes | UploadFile] = []
    for wire, name, one in _entries(form, value):
        part = form.parts.get(wire, _DEFAULT)
        if part.file is not None or _is_source(one):
            sources = plain(name, one) if part.file == "list" else None
            for source in sources if is_list(sources) else [one]:
                files += _file_part(boundary, wire, part, source, filename)
        elif _is_styled(part):
            pairs = _write_pairs(name, wire, part, one, lambda text: text)
            texts += [_text_part(boundary, key, None, text) for key, text in pairs]
        else:
            items = plain(name, one)
            for item in items if is_list(items) and not part.is_json else [items]:
                texts.append(_value_part(boundary, wire, name, part, item))
    return boundary, (*texts, *files, f"--{boundary}--\r\n".encode())


def _is_source(value: object) -> bool:
    """Whether a value can only be a file, even if the schema describes something else."""
    return isinstance(value, bytes | bytearray | memoryview) or hasattr(value, "read")


def _value_part(boundary: str, wire: str, name: str, part: Part, value: object) -> bytes:
    stated = part.content_type.partition(",")[0].strip() if part.content_type else None
    value = plain(name, value)
    if is_object(value) or is_list(value) or (stated is not None and is_json_type(stated)):
        return _text_part(boundary, wire, stated or "application/json", to_json(name, value))
    return _text_part(boundary, wire, stated, to_text(name, value))


def _text_part(boundary: str, wire: str, content_type: str | None, text: str) -> bytes:
    head = _head(boundary, wire)
    if content_type is not None:
        head += f"\r\nContent-Type: {content_type}"
    try:
        return f"{head}\r\n\r\n{text}\r\n".encode()
    except UnicodeEncodeError:
        raise ValueError(f"{wire} cannot be written as UTF-8") from None


def _file_part(
    boundary: str, wire: str, part: Part, value: Any, filename: str | None
) -> list[bytes | UploadFile]:
    """A file; a tuple states its name, and its media type too if it has three items."""
    content_type: str | None = None
    if is_tuple(value):
        own, value, *rest = value
        filename = str(own) if own is not None else filename
        content_type = str(rest[0]) if rest else None
    file = open_source(value, filename)
    name = file.name or (None if part.needs_filename else wire)
    if not name:
        raise TypeError(f'The {wire} has no name: pass filename="…"')
    if content_type is None:
        content_type = _type_of_file(part, name)
    if not re.fullmatch(r"[\x20-\x7e]+", content_type):
        raise ValueError(f"The content type of {wire} must consist of printable ASCII characters")
    named = f'{_head(boundary, wire)}; filename="{_escape(name)}"'
    try:
        head = f"{named}\r\nContent-Type: {content_type}\r\n\r\n".encode()
    except UnicodeEncodeError:
        raise ValueError(
            f"The name of the {wire} is not UTF-8, pass another filename: {name!r}"
        ) from None
    return [head, file, b"\r\n"]


def _type_of_file(part: Part, name: str) -> str:
    """The media type of a file: by its name if the document allows that, else the first one."""
    stated = [one.strip() for one in (part.content_type or "").split(",") if one.strip()]
    guessed = mimetypes.guess_type(name)[0]
    if guessed is not None and any(matches(guessed, one) for one in stated):
        return guessed
    exact = [one for one in stated if "*" not in one]
    return exact[0] if exact else "application/octet-stream"


def _head(boundary: str, name: str) -> str:
    return f'--{boundary}\r\nContent-Disposition: form-data; name="{_escape(name)}"'


def _escape(name: str) -> str:
    """As the HTML standard escapes names in multipart/form-data."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
