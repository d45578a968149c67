"""What the methods of the client give and take."""

from ._generated.models import *
from ._generated.models import __all__ as __all__
