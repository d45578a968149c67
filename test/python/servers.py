"""Servers of TypeScript, each started by `servers.ts`."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Servers:
    """Starts and ends servers."""

    def __init__(self) -> None:
        node = ROOT / "node_modules" / ".bin" / "node"
        self._process = subprocess.Popen(
            [node, Path(__file__).with_name("servers.ts")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **request: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def close(self) -> None:
        self._process.communicate()
