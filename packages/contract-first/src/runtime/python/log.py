"""The logger of the client: that of its package."""

from __future__ import annotations

import logging


def logger_name(module: str) -> str:
    """The name of the package that a module of the runtime is in, such as `pets`."""
    package = module.rpartition(".")[0]
    return package.removesuffix("._runtime")


logger = logging.getLogger(logger_name(__name__))
logger.addHandler(logging.NullHandler())
