"""The way that requests take to the server, to be named in errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx


class Route:
    """Notes which address connections are opened to: that of the server, or of a proxy."""

    def __init__(self, base_url: str) -> None:
        url = httpx.URL(base_url)
        self._origin = str(url.copy_with(path="/")).rstrip("/")
        self._server = (url.raw_host.decode(), url.port or {"http": 80, "https": 443}[url.scheme])
        self._connected_to = self._server

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Is told what httpx does, by its extension `trace`."""
        if event.endswith(".connect_tcp.started") and {"host", "port"} <= info.keys():
            self._connected_to = (str(info["host"]), int(info["port"]))

    @property
    def proxy(self) -> str:
        """` through the proxy …`, without its credentials; empty if there is none."""
        host, port = self._connected_to
        if self._connected_to == self._server:
            return ""
        return f" through the proxy {f'[{host}]' if ':' in host else host}:{port}"

    def __str__(self) -> str:
        return f"{self._origin}{self.proxy}"
