"""What the methods of the client give and take."""

from ._generated.models import *  # noqa: F403  what is public there is what `__all__` says
from ._generated.models import __all__ as __all__
