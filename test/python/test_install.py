"""The commands by which the README installs the package, run in an empty environment."""

from __future__ import annotations

import os
import re
import subprocess
import venv
from pathlib import Path

import pytest

from servers import ROOT

PACKAGE = ROOT / "packages" / "client-python"
README = (PACKAGE / "README.md").read_text()
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.M | re.S)
    for line in block.splitlines()
    if line.startswith("pip ")
]
FROM_CHECKOUT, *FROM_FILE = COMMANDS


@pytest.fixture(scope="module")
def binaries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an empty environment."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    return folder / "bin"


@pytest.mark.parametrize(
    "commands",
    [pytest.param([FROM_CHECKOUT], id="checkout"), pytest.param(FROM_FILE, id="file")],
)
def test_install_commands_of_the_readme_install_the_client(
    commands: list[str], binaries: Path, tmp_path: Path
) -> None:
    path = f"{binaries}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PIP_NO_COMPILE": "1"}

    def run(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        if "No matching distribution found" in done.stderr and not os.environ.get("CI"):
            pytest.skip("Without a package index, nothing can be installed")
        assert done.returncode == 0, done.stderr
        return done.stdout

    for command in commands:
        run(command.replace("~/packed", str(tmp_path / "packed")))
    script = "import file_organizer; print(file_organizer.__file__, file_organizer.__version__)"
    file, version = run(f'cd {tmp_path} && python -c "{script}"').split()
    assert Path(file).is_relative_to(binaries.parent)
    assert f'"{version}"' in (PACKAGE / "package.json").read_text()
    run("pip uninstall --yes file-organizer-client")


def test_readme_shows_how_to_install_from_a_checkout_and_a_wheel() -> None:
    assert FROM_CHECKOUT == "pip install ./packages/client-python"
    assert [command.split()[1] for command in FROM_FILE] == ["wheel", "install"]
