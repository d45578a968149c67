# Generated from the contract by `contract generate`; do not edit.

"""Each operation of the contract, as data."""

from __future__ import annotations

from typing import Final

from .._runtime.operation import Channel, Operation, Waiting

ERROR_STATUSES: Final = (
    304,
    400,
    401,
    403,
    404,
    408,
    409,
    412,
    413,
    415,
    416,
    421,
    422,
    426,
    429,
    431,
    500,
    503,
)
"""Every status that the contract lists and that is no success."""

RETRIED_PROBLEMS: Final[frozenset[str]] = frozenset(["idempotency_in_progress"])
"""The codes of problems that go away by themselves."""

AUTH_LOGIN: Final = Operation(
    id="auth.login",
    method="POST",
    path="/api/v1/auth/login",
    fields={
        "username": "body",
        "password": "body",
    },
    body="json",
    answer="json",
    anonymous=True,
    keyed=True,
    limit="auth",
    session="begin",
)

AUTH_REFRESH: Final = Operation(
    id="auth.refresh",
    method="POST",
    path="/api/v1/auth/refresh",
    fields={
        "refresh_token": "body",
    },
    body="json",
    answer="json",
    anonymous=True,
    keyed=True,
    limit="auth",
    session="refresh",
)

AUTH_LOGOUT: Final = Operation(
    id="auth.logout",
    method="POST",
    path="/api/v1/auth/logout",
    answer="none",
    limit="files",
    session="end",
)

AUTH_ME: Final = Operation(
    id="auth.me",
    method="GET",
    path="/api/v1/auth/me",
    answer="json",
    limit="files",
)

AUTH_WS_TICKET: Final = Operation(
    id="auth.ws_ticket",
    method="POST",
    path="/api/v1/auth/ws-ticket",
    answer="json",
    keyed=True,
    limit="files",
)

AUTH_LIST_API_KEYS: Final = Operation(
    id="auth.list_api_keys",
    method="GET",
    path="/api/v1/auth/api-keys",
    fields={
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="files",
)

AUTH_CREATE_API_KEY: Final = Operation(
    id="auth.create_api_key",
    method="POST",
    path="/api/v1/auth/api-keys",
    fields={
        "name": "body",
        "scopes": "body",
        "expires_at": "body",
    },
    body="json",
    answer="json",
    keyed=True,
    limit="files",
)

AUTH_DELETE_API_KEY: Final = Operation(
    id="auth.delete_api_key",
    method="DELETE",
    path="/api/v1/auth/api-keys/{key_id}",
    fields={
        "key_id": "path",
    },
    answer="none",
    limit="files",
)

USERS_LIST: Final = Operation(
    id="users.list",
    method="GET",
    path="/api/v1/users",
    fields={
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="files",
)

USERS_CREATE: Final = Operation(
    id="users.create",
    method="POST",
    path="/api/v1/users",
    fields={
        "username": "body",
        "password": "body",
        "scopes": "body",
    },
    body="json",
    answer="json",
    keyed=True,
    limit="files",
)

USERS_DELETE: Final = Operation(
    id="users.delete",
    method="DELETE",
    path="/api/v1/users/{user_id}",
    fields={
        "user_id": "path",
    },
    answer="none",
    limit="files",
)

USERS_UPDATE: Final = Operation(
    id="users.update",
    method="PATCH",
    path="/api/v1/users/{user_id}",
    fields={
        "user_id": "path",
        "password": "body",
        "scopes": "body",
        "disabled": "body",
    },
    body="json",
    answer="json",
    limit="files",
)

FILES_LIST: Final = Operation(
    id="files.list",
    method="GET",
    path="/api/v1/files",
    fields={
        "path": "query",
        "recursive": "query",
        "include_hidden": "query",
        "type": "query",
        "sort_by": "query",
        "sort_order": "query",
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="files",
)

FILES_UPLOAD: Final = Operation(
    id="files.upload",
    method="POST",
    path="/api/v1/files/upload",
    fields={
        "file": "file",
        "path": "body",
        "on_conflict": "body",
    },
    body="multipart",
    answer="json",
    keyed=True,
    limit="files",
)

FILES_PUT_CONTENT: Final = Operation(
    id="files.put_content",
    method="PUT",
    path="/api/v1/files/content",
    fields={
        "path": "query",
        "on_conflict": "query",
        "content": "file",
    },
    body="raw",
    answer="json",
    keyed=True,
    limit="files",
)

FILES_LIST_TRASH: Final = Operation(
    id="files.list_trash",
    method="GET",
    path="/api/v1/files/trash",
    fields={
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="files",
)

FILES_GET: Final = Operation(
    id="files.get",
    method="GET",
    path="/api/v1/files/{file_id}",
    fields={
        "file_id": "path",
    },
    answer="json",
    limit="files",
)

FILES_DELETE: Final = Operation(
    id="files.delete",
    method="DELETE",
    path="/api/v1/files/{file_id}",
    fields={
        "file_id": "path",
        "permanent": "query",
    },
    answer="none",
    limit="files",
)

FILES_UPDATE: Final = Operation(
    id="files.update",
    method="PATCH",
    path="/api/v1/files/{file_id}",
    fields={
        "file_id": "path",
        "path": "body",
        "name": "body",
        "on_conflict": "body",
    },
    body="json",
    answer="json",
    limit="files",
)

FILES_CONTENT: Final = Operation(
    id="files.content",
    method="GET",
    path="/api/v1/files/{file_id}/content",
    fields={
        "file_id": "path",
    },
    answer="raw",
    limit="files",
)

FILES_RESTORE: Final = Operation(
    id="files.restore",
    method="POST",
    path="/api/v1/files/{file_id}/restore",
    fields={
        "file_id": "path",
        "on_conflict": "query",
        "path": "body",
    },
    body="json",
    answer="json",
    keyed=True,
    limit="files",
)

ORGANIZE_SCAN: Final = Operation(
    id="organize.scan",
    method="POST",
    path="/api/v1/organize/scan",
    fields={
        "path": "body",
        "methodology": "body",
        "dry_run": "body",
        "options": "body",
    },
    body="json",
    answer="json",
    keyed=True,
    limit="organize",
)

ORGANIZE_GET_STATUS: Final = Operation(
    id="organize.get_status",
    method="GET",
    path="/api/v1/organize/status/{job_id}",
    fields={
        "job_id": "path",
    },
    answer="json",
    limit="files",
)

ORGANIZE_GET_RESULTS: Final = Operation(
    id="organize.get_results",
    method="GET",
    path="/api/v1/organize/results/{job_id}",
    fields={
        "job_id": "path",
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="files",
)

ORGANIZE_EXECUTE: Final = Operation(
    id="organize.execute",
    method="POST",
    path="/api/v1/organize/execute",
    fields={
        "job_id": "body",
    },
    body="json",
    answer="json",
    keyed=True,
    limit="organize",
)

ORGANIZE_LIST_JOBS: Final = Operation(
    id="organize.list_jobs",
    method="GET",
    path="/api/v1/organize/jobs",
    fields={
        "status": "query",
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="files",
)

ORGANIZE_CANCEL: Final = Operation(
    id="organize.cancel",
    method="POST",
    path="/api/v1/organize/jobs/{job_id}/cancel",
    fields={
        "job_id": "path",
    },
    answer="json",
    keyed=True,
    limit="files",
)

ORGANIZE_ROLLBACK: Final = Operation(
    id="organize.rollback",
    method="POST",
    path="/api/v1/organize/jobs/{job_id}/rollback",
    fields={
        "job_id": "path",
    },
    answer="json",
    keyed=True,
    limit="organize",
)

SEARCH_QUERY: Final = Operation(
    id="search.query",
    method="GET",
    path="/api/v1/search",
    fields={
        "q": "query",
        "path": "query",
        "type": "query",
        "include_hidden": "query",
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="search",
)

SYSTEM_STATS: Final = Operation(
    id="system.stats",
    method="GET",
    path="/api/v1/system/stats",
    answer="json",
    limit="files",
)

SYSTEM_HEALTH: Final = Operation(
    id="system.health",
    method="GET",
    path="/api/v1/health",
    answer="json",
    anonymous=True,
)

SYSTEM_READY: Final = Operation(
    id="system.ready",
    method="GET",
    path="/api/v1/ready",
    answer="json",
    anonymous=True,
)

SYSTEM_METRICS: Final = Operation(
    id="system.metrics",
    method="GET",
    path="/api/v1/metrics",
    answer="text",
    limit="files",
)

SYSTEM_OPENAPI: Final = Operation(
    id="system.openapi",
    method="GET",
    path="/api/v1/openapi.json",
    answer="opaque",
    anonymous=True,
)

SYSTEM_DOCS: Final = Operation(
    id="system.docs",
    method="GET",
    path="/docs",
    answer="text",
    anonymous=True,
)

SYSTEM_PROBLEM: Final = Operation(
    id="system.problem",
    method="GET",
    path="/docs/problems/{code}",
    fields={
        "code": "path",
    },
    answer="text",
    anonymous=True,
)

DEDUPE_SCAN: Final = Operation(
    id="dedupe.scan",
    method="POST",
    path="/api/v1/dedupe/scan",
    fields={
        "path": "body",
        "min_size": "body",
        "include_hidden": "body",
        "exclude": "body",
    },
    body="json",
    answer="json",
    keyed=True,
    limit="organize",
)

DEDUPE_GET_RESULTS: Final = Operation(
    id="dedupe.get_results",
    method="GET",
    path="/api/v1/dedupe/results/{job_id}",
    fields={
        "job_id": "path",
        "cursor": "query",
        "limit": "query",
    },
    answer="json",
    limit="files",
)

DEDUPE_EXECUTE: Final = Operation(
    id="dedupe.execute",
    method="POST",
    path="/api/v1/dedupe/execute",
    fields={
        "job_id": "body",
        "keep": "body",
        "spare": "body",
    },
    body="json",
    answer="json",
    keyed=True,
    limit="organize",
)

EVENTS_CONNECT: Final = Channel(
    id="events.connect",
    path="/api/v1/ws/{client_id}",
    ticket=AUTH_WS_TICKET,
    final=frozenset({1003, 1007, 1008, 1009, 4009}),
)

ORGANIZE_GET_STATUS_WAITING: Final = Waiting(
    status=ORGANIZE_GET_STATUS,
    key="job_id",
    state="status",
    running=frozenset({"pending", "scanning", "executing", "rolling_back"}),
)

SESSION_REFRESH: Final[Operation | None] = AUTH_REFRESH
"""The operation that goes on with a session."""
