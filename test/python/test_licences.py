"""What the client installs with it has permissive licences."""

import re
from importlib.metadata import distribution

from packaging.requirements import Requirement

ALLOWED = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC"}
#: Licences that single packages may have, with the reason.
EXCEPTIONS = {
    "certifi": ("MPL-2.0", "a list of certificates, which the client does not change"),
    "typing-extensions": ("PSF-2.0", "that of Python itself, as permissive as BSD-3-Clause"),
}


def _names(root: str) -> set[str]:
    """Names the packages that one needs at run time, and those that these need."""
    seen: set[str] = set()
    left = [root]
    while left:
        name = left.pop()
        for line in distribution(name).requires or []:
            requirement = Requirement(line)
            wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            found = re.sub(r"[-_.]+", "-", requirement.name).lower()
            if wanted and found not in seen:
                seen.add(found)
                left.append(found)
    return seen


def _licence(name: str) -> str:
    """What a package states, as SPDX; the oldest ones have only words for it."""
    metadata = distribution(name).metadata
    stated = metadata["License-Expression"] or metadata["License"] or ""
    return {"MIT License": "MIT", "3-Clause BSD License": "BSD-3-Clause"}.get(stated, stated)


def test_each_dependency_has_an_allowed_licence() -> None:
    names = _names("file-organizer-client")
    assert {"httpx", "pydantic", "anyio"} <= names
    refused = {
        name: _licence(name)
        for name in names
        if _licence(name) not in ALLOWED and EXCEPTIONS.get(name, ("",))[0] != _licence(name)
    }
    assert refused == {}
