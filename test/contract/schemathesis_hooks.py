"""Teaches Schemathesis the media types of the contract."""

import schemathesis

# Bytes like any others.
schemathesis.serializer.alias("application/partial-upload", "application/octet-stream")
