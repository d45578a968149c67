"""Files that are there as a whole, or not at all."""

from __future__ import annotations

import os
import tempfile


class PartFile:
    """A file beside its final place, whose name it takes when all of it is written."""

    size = 0
    """How many bytes have been written."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Begin the file.

        Raises:
            OSError: Where the file could not have that place
        """
        self._target = os.path.abspath(path)
        if os.path.isdir(self._target):
            raise IsADirectoryError(f"{self._target} is a folder: add the name of the file")
        descriptor, self._scratch = tempfile.mkstemp(
            prefix=".download-", suffix=".part", dir=os.path.dirname(self._target)
        )
        self._file = os.fdopen(descriptor, "wb")

    def write(self, chunk: bytes) -> None:
        """Write what comes next."""
        self.size += self._file.write(chunk)

    def finish(self) -> None:
        """Give the file its name; what had it before is replaced."""
        self._file.close()
        # as `open` would have made it; mkstemp lets nobody else read
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(self._scratch, 0o666 & ~mask)
        os.replace(self._scratch, self._target)

    def abandon(self) -> None:
        """Remove what was written."""
        self._file.close()
        os.unlink(self._scratch)
