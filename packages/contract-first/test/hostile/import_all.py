"""Imports packages, then prints as JSON what of this process is not as it was before.

The first argument is the folder that they are in, with their names in `packages.json`.
"""

import builtins
import importlib
import json
import os
import pkgutil
import sys
import warnings


def state() -> dict[str, object]:
    return {
        **{f"environ.{name}": value for name, value in os.environ.items()},
        **{f"builtins.{name}": id(value) for name, value in vars(builtins).items()},
        **{f"sys.{name}": id(value) for name, value in vars(sys).items() if name == "path"},
    }


def modules_of(folder: str, package: str) -> list[str]:
    """The modules of a package that are made of a document."""
    found = pkgutil.walk_packages([folder], f"{package}.")
    return [package, *(each.name for each in found if "._runtime" not in each.name)]


def main() -> None:
    folder = sys.argv[1]
    sys.path.insert(0, folder)
    warnings.simplefilter("ignore")
    with open(os.path.join(folder, "packages.json"), encoding="utf-8") as file:
        packages: list[str] = json.load(file)
    before = state()
    failed: list[str] = []
    for package in packages:
        for name in modules_of(os.path.join(folder, package), package):
            try:
                module = importlib.import_module(name)
                for value in vars(module).values():
                    # Models are built when they are first used, from what their annotations say.
                    rebuild = getattr(value, "model_rebuild", None)
                    if rebuild and value.__module__ == module.__name__:
                        rebuild()
            except Exception as error:  # noqa: BLE001 - all that goes wrong is to be seen
                failed.append(f"{name}: {error!r}")
    after = state()
    changed = [name for name in {*before, *after} if before.get(name) != after.get(name)]
    json.dump({"imported": len(packages), "failed": failed, "changed": changed}, sys.stdout)


main()
