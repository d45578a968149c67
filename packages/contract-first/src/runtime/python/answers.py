"""Which form of a response has arrived."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .operation import AnswerForm


def essence_of(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json_type(media_type: str) -> bool:
    """Whether a media type is that of one JSON value, such as `application/problem+json`."""
    return bool(re.fullmatch(r"[\w.+-]+/([\w.+-]+\+)?json", essence_of(media_type)))


def matches(media_type: str, form: str) -> bool:
    """Whether a media type is that of a form, which may be a range such as `text/*`."""
    own, wanted = essence_of(media_type), essence_of(form)
    return wanted in (own, "*/*") or (
        wanted.endswith("/*") and own.startswith(wanted.removesuffix("*"))
    )


def choose_form(forms: Iterable[AnswerForm], status: int, media_type: str) -> AnswerForm | None:
    """The form of a response with a body; None if the operation has none for it.

    Forms of the status come before those of its class, those before forms of every status; those
    of exactly the media type before ranges. A media type that is none of them is taken for the only
    form, or for JSON if it is JSON.
    """
    listed = [form for form in forms if form.kind != "none"]
    of_status = _of_status(listed, status) or listed
    exact = [one for one in of_status if essence_of(one.media_type or "") == essence_of(media_type)]
    ranges = [one for one in of_status if one.media_type and matches(media_type, one.media_type)]
    similar = [one for one in of_status if one.kind == "json"] if is_json_type(media_type) else []
    for found in (exact, ranges, similar):
        if found:
            return found[0]
    return of_status[0] if len(of_status) == 1 else None


def _of_status(forms: Sequence[AnswerForm], status: int) -> list[AnswerForm]:
    for wanted in (str(status), f"{status // 100}XX", None):
        found = [form for form in forms if _upper(form.status) in (wanted, _default(wanted))]
        if found:
            return found
    return []


def _upper(status: str | None) -> str | None:
    return None if status is None else status.upper()


def _default(wanted: str | None) -> str | None:
    return "DEFAULT" if wanted is None else wanted


def accepted_by(forms: Sequence[AnswerForm], errors: Sequence[AnswerForm]) -> str:
    """The header `Accept` for some forms, the preferred one first."""
    types = [form.media_type for form in forms if form.media_type]
    own = list(dict.fromkeys(essence_of(one) if is_json_type(one) else one for one in types))
    failed = [form.media_type for form in errors if form.media_type]
    problems = [one for one in dict.fromkeys(map(essence_of, failed)) if one not in own]
    if "application/problem+json" not in (*own, *problems):
        problems.append("application/problem+json")
    if not own:
        return ", ".join(["*/*"])
    first, *others = own
    weighted = [f"{one};q=0.9" for one in others]
    return ", ".join([first, *weighted, *(f"{one};q=0.8" for one in problems)])
