"""The Python client of the File Organizer API."""

from ._client import AsyncFileOrganizerClient, FileOrganizerClient
from ._runtime.download import AsyncDownload, Download
from ._runtime.errors import (
    AuthenticationError,
    BadRequestError,
    ClientStateError,
    ConflictError,
    ConnectionError,
    FileOrganizerError,
    NotFoundError,
    NotModifiedError,
    PermissionDeniedError,
    PreconditionError,
    RateLimitError,
    ServerError,
    TimeoutError,
)
from ._runtime.event_stream import AsyncEventStream, EventStream
from ._runtime.operation import NOT_GIVEN, NotGiven
from ._runtime.page import AsyncPage, Page, Pages
from ._runtime.raw_response import RawResponse
from ._runtime.upload_source import AsyncUploadSource, UploadProgress, UploadSource
from ._version import __version__

__all__ = [
    "NOT_GIVEN",
    "AsyncDownload",
    "AsyncEventStream",
    "AsyncFileOrganizerClient",
    "AsyncPage",
    "AsyncUploadSource",
    "AuthenticationError",
    "BadRequestError",
    "ClientStateError",
    "ConflictError",
    "ConnectionError",
    "Download",
    "EventStream",
    "FileOrganizerClient",
    "FileOrganizerError",
    "NotFoundError",
    "NotGiven",
    "NotModifiedError",
    "Page",
    "Pages",
    "PermissionDeniedError",
    "PreconditionError",
    "RateLimitError",
    "RawResponse",
    "ServerError",
    "TimeoutError",
    "UploadProgress",
    "UploadSource",
    "__version__",
]

# Tracebacks and documentation show where a name is to be imported from.
for _name in __all__:
    if isinstance(globals()[_name], type):
        globals()[_name].__module__ = __name__
