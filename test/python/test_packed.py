"""The package as it is published: built, installed in an empty environment, and used from there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from servers import ROOT, Servers

PACKAGE = ROOT / "packages" / "client-python"
README = (PACKAGE / "README.md").read_text()
BLOCKS = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)

PRINTS = {
    "auth": [
        r"admin may: admin",
        r"backup",
        r"The API key is invalid: it is mistyped, expired or deleted",
    ],
    "dedupe": [
        r"/twice/a.txt = /twice/copy of a.txt: 8 bytes each",
        r"completed: 1 left",
    ],
    "events": [r"uploaded /uploads/notes.txt", r"100 %"],
    "files": [
        r"(\d+) of \1",
        r"/documents/notes.txt: 9 bytes",
        r"1 of 2",
        r"bytes 0-2/9 b'Buy'",
        r"still the same",
        r"it has changed",
        r"file_exists",
        r"1 in the trash",
    ],
    "folders": [
        r"/documents/2026/tax, and /documents/2026 above it",
        r"/documents/2026/tax",
        r"folder_exists",
        r"folder_not_empty",
    ],
    "organize": [
        r"planned: 100 %",
        r"/uploads/notes.txt → /uploads/Documents/notes.txt \(.+\)",
        r"completed: 1 of 1 files",
        r"rolled_back",
    ],
    "search": [r"/groceries.txt [\d.]+ \(name\)"],
    "system": [r"ok 200 True", r"\d+ files"],
    "users": [r"jane: files:read, files:write"],
}
"""What each example prints, a line a pattern."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The wheel, which is made of the source distribution, and so shows that nothing is missing."""
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(PACKAGE)]
    subprocess.run(build, check=True, capture_output=True)
    return {file.suffix: file for file in folder.iterdir()}


@pytest.fixture(scope="module")
def python(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and what it depends on, but nothing else."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    target = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    with zipfile.ZipFile(built[".whl"]) as wheel:
        wheel.extractall(target)
    for name in dependencies():
        copy_installed(name, Path(target))
    return python


def dependencies() -> set[str]:
    """Those of the package, and theirs, as they are installed here."""
    from importlib.metadata import requires

    from packaging.requirements import Requirement

    found: set[str] = set()
    left = ["file-organizer-client"]
    while left:
        for text in requires(left.pop()) or []:
            each = Requirement(text)
            if (each.marker is None or each.marker.evaluate()) and each.name not in found:
                found.add(each.name)
                left.append(each.name)
    return found


def copy_installed(name: str, target: Path) -> None:
    """Install without an index: what lies in this environment is what the lock names."""
    from importlib.metadata import files

    for file in files(name) or []:
        place = target / str(file)
        if ".." in file.parts or place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(str(file.locate()), place)


@pytest.fixture
def server(servers: Servers) -> Iterator[Any]:
    started = servers.ask(start="server")
    yield started
    servers.ask(end=started["id"])


def run(python: Path, folder: Path, server: Any, *arguments: str) -> list[str]:
    done = subprocess.run(
        [python, "-W", "error", *arguments],
        cwd=folder,
        env={
            "FILE_ORGANIZER_BASE_URL": server["url"],
            "FILE_ORGANIZER_API_KEY": server["key"],
            "PASSWORD": server["password"],
            "PYTHONUTF8": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_distributions_contain_the_package_and_nothing_else(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built[".whl"]) as wheel:
        names = wheel.namelist()
        metadata = next(name for name in names if name.endswith("METADATA"))
        text = wheel.read(metadata).decode()
    assert "file_organizer/py.typed" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {
        "file_organizer",
        "file_organizer_client",
    }
    assert "Requires-Python: >=3.10" in text
    assert "Typing :: Typed" in text
    with tarfile.open(built[".gz"]) as source:
        inside = {name.partition("/")[2] for name in source.getnames()}
    assert {"README.md", "pyproject.toml", "package.json", "examples/files.py"} <= inside
    assert not any(name.startswith(".venv") for name in inside)


def test_readme_snippets_run_in_order(python: Path, server: Any, tmp_path: Path) -> None:
    library = Path(server["root"])
    (library / "uploads").mkdir()
    (tmp_path / "document.pdf").write_bytes(b"%PDF-1.7")
    # tenacity is the caller's own
    pythons = [Path(sys.executable) if "tenacity" in block else python for block in BLOCKS]
    printed = [
        run(each, tmp_path, server, "-c", block)
        for each, block in zip(pythons, BLOCKS, strict=True)
    ]
    [move, state] = printed[0]
    assert re.fullmatch(r"/uploads/notes.txt → /uploads/Documents/notes.txt \(.+\)", move)
    assert state == "completed"
    assert (library / "uploads" / "Documents" / "notes.txt").read_text() == "Buy milk."
    assert printed[1] == ["/uploads/Documents/notes.txt"]
    assert (tmp_path / "copy.pdf").read_bytes() == b"%PDF-1.7"
    assert printed[-2] == ['404 The folder "/missing" does not exist']
    assert printed[-1][0].isdigit()


@pytest.mark.parametrize("name", sorted(PRINTS))
def test_example_prints_the_expected_lines(
    python: Path, server: Any, tmp_path: Path, name: str
) -> None:
    printed = run(python, tmp_path, server, str(PACKAGE / "examples" / f"{name}.py"))
    for pattern in PRINTS[name]:
        assert any(re.fullmatch(pattern, line) for line in printed), (pattern, printed)


def test_readme_links_to_each_example() -> None:
    files = {file.stem for file in (PACKAGE / "examples").iterdir() if file.suffix == ".py"}
    assert files == set(PRINTS)
    for name in files:
        assert f"(examples/{name}.py)" in README
