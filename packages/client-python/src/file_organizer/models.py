"""The types that the client's methods accept and return."""

from ._generated.models import *  # noqa: F403  what is public there is what `__all__` says
from ._generated.models import __all__ as __all__
