# Generated from the contract by `contract generate`; do not edit.

"""The operations of the contract, a class a group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from types import NoneType
from typing import Any, Literal

from .._runtime.connection import Connection
from .._runtime.download import Download
from .._runtime.event_stream import EventStream
from .._runtime.operation import NOT_GIVEN, NotGiven, Options
from .._runtime.raw_response import raw
from .._runtime.upload_source import UploadProgress, UploadSource
from . import operations
from .models import (
    File,
    FileType,
    Health,
    Job,
    JobStatus,
    LiveEvent,
    Me,
    Methodology,
    NewApiKey,
    Readiness,
    ScanOptions,
    ScanOptionsDict,
    Scope,
    Session,
    Stats,
    User,
    WsTicket,
)
from .pages import (
    ApiKeyListPage,
    DedupeResultsPage,
    FileListPage,
    JobListPage,
    JobResultsPage,
    SearchResultsPage,
    TrashListPage,
    UserListPage,
)


class AuthResource:
    """Sign in and out, and manage your API keys"""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AuthResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AuthResourceWithRawResponse(self._connection.raw())

    def login(
        self,
        *,
        username: str,
        password: str,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Session:
        """Sign in

        Starts a session with a user name and password. Returns an access token valid for 30
        minutes and a refresh token valid for 7 days. The response is the same for an unknown
        user, a disabled user and a wrong password.

        The client keeps the tokens: its calls carry them from then on, and it renews them.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.AUTH_LOGIN,
            Session,
            {
                "username": username,
                "password": password,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def refresh(
        self,
        *,
        refresh_token: str,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Session:
        """Refresh the tokens

        Exchanges a refresh token for a new access token and a new refresh token. Each refresh
        token works once. Using one again ends its session, because it may have been stolen. To
        retry safely after a lost response, send an `Idempotency-Key`.

        The client keeps the tokens: its calls carry them from then on, and it renews them.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.AUTH_REFRESH,
            Session,
            {
                "refresh_token": refresh_token,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def logout(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Sign out

        Ends the session of the access token immediately, and revokes all access and refresh
        tokens of that session. API keys have no session; delete the key instead.

        The client forgets the tokens that it has kept.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.AUTH_LOGOUT,
            NoneType,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def me(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Me:
        """Get the current user

        Returns the user that the request's credentials belong to, and their scopes.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.AUTH_ME,
            Me,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def ws_ticket(
        self,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> WsTicket:
        """Get a WebSocket ticket

        Creates a ticket that opens one WebSocket within 30 seconds. It is meant for browsers,
        which cannot set headers on WebSockets. The ticket has the scopes of the credentials
        that created it.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.AUTH_WS_TICKET,
            WsTicket,
            {},
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def list_api_keys(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> ApiKeyListPage:
        """List your API keys

        Lists your API keys, oldest first. To manage keys, sign in or use a key with the scope
        `admin`; this prevents a leaked key from creating others. The list does not include the
        secret keys, because the server does not store them.

        Gives the first page; iterate over it for the items of all pages.

        Args:
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.AUTH_LIST_API_KEYS,
            ApiKeyListPage,
            {
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def create_api_key(
        self,
        *,
        name: str,
        scopes: Sequence[Scope],
        expires_at: datetime | str | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> NewApiKey:
        """Create an API key

        Creates an API key for you. Only this response contains the key itself. A key can only
        have scopes that the credentials of this request have, and a key created with another
        API key cannot outlive that key. Keys of a disabled user are refused.

        Args:
            name: What the key is for, in your own words
            scopes: What the key can do; each scope at most once
            expires_at: When the key expires; must be in the future. null if never
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.AUTH_CREATE_API_KEY,
            NewApiKey,
            {
                "name": name,
                "scopes": scopes,
                "expires_at": expires_at,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def delete_api_key(
        self,
        key_id: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Delete an API key

        Deletes one of your API keys, effective immediately. You cannot delete a key that has a
        scope your credentials lack.

        Args:
            key_id: The key's ID, which is the part between its two underscores
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.AUTH_DELETE_API_KEY,
            NoneType,
            {
                "key_id": key_id,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )


class AuthResourceWithRawResponse:
    """The methods of `AuthResource`, which give the whole response."""

    def __init__(self, connection: Connection) -> None:
        resource = AuthResource(connection)
        self.login = raw(resource.login)
        self.refresh = raw(resource.refresh)
        self.logout = raw(resource.logout)
        self.me = raw(resource.me)
        self.ws_ticket = raw(resource.ws_ticket)
        self.list_api_keys = raw(resource.list_api_keys)
        self.create_api_key = raw(resource.create_api_key)
        self.delete_api_key = raw(resource.delete_api_key)


class UsersResource:
    """Manage user accounts (administrators only). All users share the files, the trash and the
    jobs
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> UsersResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return UsersResourceWithRawResponse(self._connection.raw())

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> UserListPage:
        """List users

        Lists all users, oldest first.

        Gives the first page; iterate over it for the items of all pages.

        Args:
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.USERS_LIST,
            UserListPage,
            {
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def create(
        self,
        *,
        username: str,
        password: str,
        scopes: Sequence[Scope],
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> User:
        """Create a user

        Creates a user, who can sign in immediately. User names that differ only in case are the
        same.

        Args:
            username: 1 to 64 letters, digits or any of "._@-", starting with a letter or digit.
                Names that differ only in case are the same.
            password: 8 to 1,024 characters
            scopes: The scopes, each at most once
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.USERS_CREATE,
            User,
            {
                "username": username,
                "password": password,
                "scopes": scopes,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def delete(
        self,
        user_id: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Delete a user

        Deletes a user with all sessions and API keys. The last enabled administrator cannot be
        deleted.

        Args:
            user_id: The user's ID
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.USERS_DELETE,
            NoneType,
            {
                "user_id": user_id,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def update(
        self,
        user_id: str,
        *,
        password: str | None = None,
        scopes: Sequence[Scope] | None = None,
        disabled: bool | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> User:
        """Update a user

        Changes the given fields and leaves the others as they are. Setting a new password or
        disabling a user ends all of the user's sessions. Removed scopes no longer apply to the
        user's tokens and keys, effective immediately. The last enabled administrator cannot
        lose that role.

        Args:
            user_id: The user's ID
            password: 8 to 1,024 characters
            scopes: The scopes, each at most once
            disabled: Whether the user and their API keys are refused
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.USERS_UPDATE,
            User,
            {
                "user_id": user_id,
                "password": password,
                "scopes": scopes,
                "disabled": disabled,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )


class UsersResourceWithRawResponse:
    """The methods of `UsersResource`, which give the whole response."""

    def __init__(self, connection: Connection) -> None:
        resource = UsersResource(connection)
        self.list = raw(resource.list)
        self.create = raw(resource.create)
        self.delete = raw(resource.delete)
        self.update = raw(resource.update)


class FilesResource:
    """The files in the library, which all users share, and its trash"""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> FilesResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return FilesResourceWithRawResponse(self._connection.raw())

    def list(
        self,
        path: str | None = None,
        *,
        recursive: bool | None = None,
        include_hidden: bool | None = None,
        type: FileType | None = None,
        sort_by: Literal["name", "size", "created", "modified"] | None = None,
        sort_order: Literal["asc", "desc"] | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> FileListPage:
        """List files

        Lists the files in a folder as they are on disk now.

        Gives the first page; iterate over it for the items of all pages.

        Args:
            path: The folder to list (default: "/")
            recursive: Also list files in subfolders (default: false)
            include_hidden: Also list files and folders whose names start with a dot (default:
                false)
            type: List only files of this kind
            sort_by: What to sort by. Names sort in natural order: numbers sort by value, so
                `file2` comes before `file10`; case and accents only matter between names with the
                same letters, so `Äpfel` comes before `zebra`. This is the order of the CLDR root
                collation (UTS #35) for names in Latin, Greek, Cyrillic and kana. Other letters
                follow, and rarer symbols precede digits, by code point. Files with equal names,
                sizes or times sort by the code points of their paths; so do names that differ only
                in leading zeros, such as `a1` and `a01` (default: "name")
            sort_order: Sort in ascending or descending order (default: "asc")
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.FILES_LIST,
            FileListPage,
            {
                "path": path,
                "recursive": recursive,
                "include_hidden": include_hidden,
                "type": type,
                "sort_by": sort_by,
                "sort_order": sort_order,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def upload(
        self,
        file: UploadSource,
        path: str | None = None,
        *,
        on_conflict: Literal["rename", "fail", "replace"] | None = None,
        filename: str | None = None,
        on_progress: Callable[[UploadProgress], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> File:
        """Upload a file

        Adds one file to the library. The file is hashed as it arrives and appears only once it
        is completely on disk. A broken upload leaves nothing behind. The rest of the form is
        limited to 4 MiB, so if `Content-Length` shows that the file is too large, the request
        is refused before the file is sent.

        Args:
            file: The file. Its name is what follows the last "/" in the part's `filename`.
                `%22`, `%0D` and `%0A` stand for a quote and line breaks, as browsers write them. A
                backslash is an ordinary character
            path: The folder to put the file in; created if it does not exist (default: "/")
            on_conflict: What to do if a file with this name exists: `rename` picks a free name
                such as "report (2).pdf", `fail` returns 409, `replace` moves the existing file to
                the trash (default: "rename")
            filename: The name of the file; needed where the source has none, such as bytes
            on_progress: Hears how far the upload has come; it begins again where the upload
                does
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.FILES_UPLOAD,
            File,
            {
                "file": file,
                "path": path,
                "on_conflict": on_conflict,
            },
            Options(
                filename=filename,
                on_progress=on_progress,
                idempotency_key=idempotency_key,
                timeout=timeout,
                max_retries=max_retries,
            ),
        )

    def put_content(
        self,
        path: str,
        content: UploadSource,
        *,
        on_conflict: Literal["replace", "rename", "fail"] | None = None,
        if_match: str | None = None,
        if_none_match: str | None = None,
        content_digest: str | None = None,
        on_progress: Callable[[UploadProgress], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> File:
        """Upload a file to a path

        Stores the body, of any media type, as the file at `path`. The file is hashed as it
        arrives and appears only once it is completely on disk. A broken upload leaves nothing
        behind. Partial content (`Content-Range`) and encoded bodies (`Content-Encoding`) are
        refused. An existing file moves to the trash with its ID, and the new file gets a new
        ID; use `If-Match` or `If-None-Match: *` to prevent this. To retry safely after a lost
        response, send an `Idempotency-Key`.

        Args:
            path: The path of the file, including its name; missing folders are created
            content: The bytes
            on_conflict: What to do if a file with this name exists: `replace` moves the
                existing file to the trash, `rename` picks a free name such as "report (2).pdf",
                `fail` returns 409 (default: "replace")
            if_match: Proceed only if the file has one of these ETags, or exists at all (`*`);
                otherwise 412
            if_none_match: Proceed only if the file has none of these ETags, or does not exist
                (`*`)
            content_digest: The SHA-256 digest of the body (RFC 9530), which the server verifies
            on_progress: Hears how far the upload has come; it begins again where the upload
                does
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.FILES_PUT_CONTENT,
            File,
            {
                "path": path,
                "on_conflict": on_conflict,
                "content": content,
            },
            Options(
                headers={
                    "If-Match": if_match,
                    "If-None-Match": if_none_match,
                    "Content-Digest": content_digest,
                },
                on_progress=on_progress,
                idempotency_key=idempotency_key,
                timeout=timeout,
                max_retries=max_retries,
            ),
        )

    def list_trash(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> TrashListPage:
        """List the trash

        Lists the files in the trash, most recently deleted first.

        Gives the first page; iterate over it for the items of all pages.

        Args:
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.FILES_LIST_TRASH,
            TrashListPage,
            {
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def get(
        self,
        file_id: str,
        *,
        if_match: str | None = None,
        if_none_match: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> File:
        """Get a file

        Returns the metadata of a file as it is on disk now.

        Args:
            file_id: The file's ID
            if_match: Proceed only if the file has one of these ETags, or exists at all (`*`);
                otherwise 412
            if_none_match: Proceed only if the file has none of these ETags, or does not exist
                (`*`)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.FILES_GET,
            File,
            {
                "file_id": file_id,
            },
            Options(
                headers={"If-Match": if_match, "If-None-Match": if_none_match},
                timeout=timeout,
                max_retries=max_retries,
            ),
        )

    def delete(
        self,
        file_id: str,
        *,
        permanent: bool | None = None,
        if_match: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Delete a file

        Moves a file to the trash or, with `permanent=true`, deletes it permanently. The latter
        also works for a file in the trash.

        Args:
            file_id: The file's ID
            permanent: Delete the file permanently instead of moving it to the trash (default:
                false)
            if_match: Proceed only if the file has one of these ETags, or exists at all (`*`);
                otherwise 412
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.FILES_DELETE,
            NoneType,
            {
                "file_id": file_id,
                "permanent": permanent,
            },
            Options(headers={"If-Match": if_match}, timeout=timeout, max_retries=max_retries),
        )

    def update(
        self,
        file_id: str,
        *,
        path: str | None = None,
        name: str | None = None,
        on_conflict: Literal["fail", "rename"] | None = None,
        if_match: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> File:
        """Move or rename a file

        Changes the path of a file, its name, or both. Its ID and content stay the same. Missing
        folders are created.

        Args:
            file_id: The file's ID
            path: The full new path, including the file name
            name: The new name. The folder stays the same, or is the one in `path`
            on_conflict: What to do if a file with this name exists: `fail` returns 409,
                `rename` picks a free name such as "report (2).pdf" (default: "fail")
            if_match: Proceed only if the file has one of these ETags, or exists at all (`*`);
                otherwise 412
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.FILES_UPDATE,
            File,
            {
                "file_id": file_id,
                "path": path,
                "name": name,
                "on_conflict": on_conflict,
            },
            Options(headers={"If-Match": if_match}, timeout=timeout, max_retries=max_retries),
        )

    def content(
        self,
        file_id: str,
        *,
        range: str | None = None,
        if_range: str | None = None,
        if_match: str | None = None,
        if_none_match: str | None = None,
        if_modified_since: str | None = None,
        if_unmodified_since: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Download:
        """Download a file

        Returns the content of a file, with its media type and name, or one byte range of it. A
        request for several ranges returns the whole file.

        Args:
            file_id: The file's ID
            range: The bytes to send (RFC 9110, section 14.2)
            if_range: The `ETag` of the file that the range belongs to. If it no longer matches,
                or is a date, the whole file is sent
            if_match: Proceed only if the file has one of these ETags, or exists at all (`*`);
                otherwise 412
            if_none_match: Proceed only if the file has none of these ETags, or does not exist
                (`*`)
            if_modified_since: Proceed only if the file was modified after this date (RFC 9110,
                section 13.1.3); otherwise 304. Ignored if `If-None-Match` is present or the date is
                invalid
            if_unmodified_since: Proceed only if the file was not modified after this date (RFC
                9110, section 13.1.4); otherwise 412. Ignored if `If-Match` is present or the date
                is invalid
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.download(
            operations.FILES_CONTENT,
            {
                "file_id": file_id,
            },
            Options(
                headers={
                    "Range": range,
                    "If-Range": if_range,
                    "If-Match": if_match,
                    "If-None-Match": if_none_match,
                    "If-Modified-Since": if_modified_since,
                    "If-Unmodified-Since": if_unmodified_since,
                },
                timeout=timeout,
                max_retries=max_retries,
            ),
        )

    def restore(
        self,
        file_id: str,
        *,
        on_conflict: Literal["rename", "fail"] | None = None,
        path: str | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> File:
        """Restore a file from the trash

        Restores a deleted file, with its ID, to its original path or to `path`. Missing folders
        are created. If the original folder now has a different case, or is a file or a link,
        the request fails and the error says so; send a `path` in this case. If the file is
        already in the library, nothing changes and the file is returned, so the request can be
        repeated safely.

        Args:
            file_id: The file's ID
            on_conflict: What to do if another file has this name: `rename` picks a free name
                such as "report (2).pdf", `fail` returns 409 (default: "rename")
            path: The full path, including the file name; by default the original path
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.FILES_RESTORE,
            File,
            {
                "file_id": file_id,
                "on_conflict": on_conflict,
                "path": path,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )


class FilesResourceWithRawResponse:
    """The methods of `FilesResource`, which give the whole response."""

    def __init__(self, connection: Connection) -> None:
        resource = FilesResource(connection)
        self.list = raw(resource.list)
        self.upload = raw(resource.upload)
        self.put_content = raw(resource.put_content)
        self.list_trash = raw(resource.list_trash)
        self.get = raw(resource.get)
        self.delete = raw(resource.delete)
        self.update = raw(resource.update)
        self.restore = raw(resource.restore)


class OrganizeResource:
    """Plan how to organize files, review the plan, execute it, undo it"""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> OrganizeResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return OrganizeResourceWithRawResponse(self._connection.raw())

    def scan(
        self,
        *,
        path: str,
        methodology: Methodology,
        dry_run: bool | None = None,
        options: ScanOptions | ScanOptionsDict | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Plan how to organize a folder

        Starts a job that examines every file in a folder and its subfolders, and plans where
        each one goes. It changes nothing. Hidden files are left in place unless `options`
        includes them. Folders that belong together, such as software projects, are never split:
        `para` moves them as one, the other methodologies leave them in place. With every
        methodology, companion files move with the file they belong to: sidecars and the videos
        of Live Photos with their picture, Google Takeout metadata with its picture, subtitles
        with their film, and the folder of a saved web page with the page. `date` uses the date
        inside a picture or video, else a date in the file name, else the modification time; the
        reason of each move says which.

        Args:
            path: A path in the library. It starts with "/"; "/" is the library folder itself.
                Names are exact: a different case or Unicode form (NFC, NFD) is a different path
            methodology: How to organize: `para` into projects, areas, resources and archives;
                `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12
                Tax/12.03 2025 return`); `type` by kind of file; `date` by year and month
            dry_run: Whether the job may only plan and never be executed. A scan itself never
                changes files (default: false)
            options: What to organize, where to put it, and the minimum confidence
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.ORGANIZE_SCAN,
            Job,
            {
                "path": path,
                "methodology": methodology,
                "dry_run": dry_run,
                "options": options,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def scan_and_wait(
        self,
        *,
        path: str,
        methodology: Methodology,
        dry_run: bool | None = None,
        options: ScanOptions | ScanOptionsDict | None = None,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Plan how to organize a folder

        Starts a job that examines every file in a folder and its subfolders, and plans where
        each one goes. It changes nothing. Hidden files are left in place unless `options`
        includes them. Folders that belong together, such as software projects, are never split:
        `para` moves them as one, the other methodologies leave them in place. With every
        methodology, companion files move with the file they belong to: sidecars and the videos
        of Live Photos with their picture, Google Takeout metadata with its picture, subtitles
        with their film, and the folder of a saved web page with the page. `date` uses the date
        inside a picture or video, else a date in the file name, else the modification time; the
        reason of each move says which.

        As `scan`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            path: A path in the library. It starts with "/"; "/" is the library folder itself.
                Names are exact: a different case or Unicode form (NFC, NFD) is a different path
            methodology: How to organize: `para` into projects, areas, resources and archives;
                `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12
                Tax/12.03 2025 return`); `type` by kind of file; `date` by year and month
            dry_run: Whether the job may only plan and never be executed. A scan itself never
                changes files (default: false)
            options: What to organize, where to put it, and the minimum confidence
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.wait(
            operations.ORGANIZE_SCAN,
            operations.ORGANIZE_GET_STATUS_WAITING,
            Job,
            {
                "path": path,
                "methodology": methodology,
                "dry_run": dry_run,
                "options": options,
            },
            Options(idempotency_key=idempotency_key, max_retries=max_retries),
            on_progress=on_progress,
            timeout=timeout,
            channel=operations.EVENTS_CONNECT,
        )

    start = scan
    start_and_wait = scan_and_wait

    def get_status(
        self,
        job_id: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Get the status of a job

        Returns the status and progress of a job.

        Args:
            job_id: The job's ID
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.ORGANIZE_GET_STATUS,
            Job,
            {
                "job_id": job_id,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def get_results(
        self,
        job_id: str,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> JobResultsPage:
        """Get the plan of a job

        Lists every change that a job plans or has made, with its reason. The list is empty
        while the job is scanning.

        Gives the first page; iterate over it for the items of all pages.

        Args:
            job_id: The job's ID
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.ORGANIZE_GET_RESULTS,
            JobResultsPage,
            {
                "job_id": job_id,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def execute(
        self,
        job_id: str,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Execute a plan

        Moves the files as planned. Nothing is ever overwritten. Files that have changed since
        the scan are left in place and reported; the other moves continue. Subfolders of the
        organized folder are removed if the job moved the last file out of them. If a job
        `failed` during execution, executing it again continues with the rest of its plan.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.ORGANIZE_EXECUTE,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def execute_and_wait(
        self,
        job_id: str,
        *,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Execute a plan

        Moves the files as planned. Nothing is ever overwritten. Files that have changed since
        the scan are left in place and reported; the other moves continue. Subfolders of the
        organized folder are removed if the job moved the last file out of them. If a job
        `failed` during execution, executing it again continues with the rest of its plan.

        As `execute`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.wait(
            operations.ORGANIZE_EXECUTE,
            operations.ORGANIZE_GET_STATUS_WAITING,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, max_retries=max_retries),
            on_progress=on_progress,
            timeout=timeout,
            channel=operations.EVENTS_CONNECT,
        )

    def list_jobs(
        self,
        *,
        status: JobStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> JobListPage:
        """List jobs

        Lists the jobs of this library, newest first.

        Gives the first page; iterate over it for the items of all pages.

        Args:
            status: List only jobs with this status
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.ORGANIZE_LIST_JOBS,
            JobListPage,
            {
                "status": status,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def cancel(
        self,
        job_id: str,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Cancel a job

        Stops a running job between two files, or discards a plan that has not been executed.
        Files that have already moved stay where they are; roll the job back to undo these
        moves.

        Args:
            job_id: The job's ID
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.ORGANIZE_CANCEL,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def cancel_and_wait(
        self,
        job_id: str,
        *,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Cancel a job

        Stops a running job between two files, or discards a plan that has not been executed.
        Files that have already moved stay where they are; roll the job back to undo these
        moves.

        As `cancel`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            job_id: The job's ID
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.wait(
            operations.ORGANIZE_CANCEL,
            operations.ORGANIZE_GET_STATUS_WAITING,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, max_retries=max_retries),
            on_progress=on_progress,
            timeout=timeout,
            channel=operations.EVENTS_CONNECT,
        )

    def rollback(
        self,
        job_id: str,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Roll a job back

        Moves every file that the job moved back to its original path, no matter how long ago. A
        file that has changed since, or whose original name is taken, stays where it is, and the
        results say why. A folder that moved in one step moves back in one step, with its
        current content. Folders that the job removed are restored; folders that it created are
        removed if empty. Folders that nothing else has changed get their original timestamps
        back. A job that could not be rolled back completely ends as `partial` and can be rolled
        back again. If only permanently deleted files remain, it stays `partial`, and another
        rollback returns 409.

        Args:
            job_id: The job's ID
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.ORGANIZE_ROLLBACK,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def rollback_and_wait(
        self,
        job_id: str,
        *,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Roll a job back

        Moves every file that the job moved back to its original path, no matter how long ago. A
        file that has changed since, or whose original name is taken, stays where it is, and the
        results say why. A folder that moved in one step moves back in one step, with its
        current content. Folders that the job removed are restored; folders that it created are
        removed if empty. Folders that nothing else has changed get their original timestamps
        back. A job that could not be rolled back completely ends as `partial` and can be rolled
        back again. If only permanently deleted files remain, it stays `partial`, and another
        rollback returns 409.

        As `rollback`, then waits for the end and gives the last state, be it a good end or a
        bad one.

        Args:
            job_id: The job's ID
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.wait(
            operations.ORGANIZE_ROLLBACK,
            operations.ORGANIZE_GET_STATUS_WAITING,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, max_retries=max_retries),
            on_progress=on_progress,
            timeout=timeout,
            channel=operations.EVENTS_CONNECT,
        )


class OrganizeResourceWithRawResponse:
    """The methods of `OrganizeResource`, which give the whole response."""

    def __init__(self, connection: Connection) -> None:
        resource = OrganizeResource(connection)
        self.scan = raw(resource.scan)
        self.start = self.scan
        self.get_status = raw(resource.get_status)
        self.get_results = raw(resource.get_results)
        self.execute = raw(resource.execute)
        self.list_jobs = raw(resource.list_jobs)
        self.cancel = raw(resource.cancel)
        self.rollback = raw(resource.rollback)


class SearchResource:
    """Search file names and contents"""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> SearchResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return SearchResourceWithRawResponse(self._connection.raw())

    def query(
        self,
        q: str,
        *,
        path: str | None = None,
        type: FileType | None = None,
        include_hidden: bool | None = None,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> SearchResultsPage:
        """Search file names and contents

        Finds the files that have every word of `q` in their name or content, best matches
        first. Words in
        double quotes are a phrase; `q` has no other operators. Only the first 32 words and
        phrases are
        used, and only the first 100 characters of each ("ß" counts as two, accents do not
        count).

        Case and accents are ignored, as are Hebrew points and Arabic vowel marks; letters such
        as "ł", "ø"
        or "ß" match "l", "o" and "ss". A search word matches the beginning of any word and,
        from three
        characters on, any part of a word. Shorter search words match any part of a name, but
        only the
        beginning of a word in the content. Chinese, Japanese, Korean, Thai, Lao, Khmer and
        Burmese text is
        found from one character on. Words hyphenated at a line end are matched as a whole.

        The first 524,288 characters of a file's content are searched. Supported are text files
        in UTF-8,
        UTF-16 or Windows-1252 (at most the first MiB, not counting holes), PDF, Office Open XML
        and
        OpenDocument (docx, xlsx, pptx, odt, ods, odp, including templates and macro-enabled
        files), RTF,
        HTML, XML, email (eml, mbox, mht), contacts and calendars. Encrypted documents are found
        by name
        only; damaged documents also by the text that can be recovered.

        New files are found within a second. If files were deleted from the disk in the
        meantime, a page
        may have fewer items than `limit`; the list ends only when `next_cursor` is null.

        Searches that take longer than 10 seconds are stopped (`search_too_costly`). Two
        searches run at a
        time and up to 32 more wait, for at most 10 seconds each; others are refused
        (`server_busy`).


        Gives the first page; iterate over it for the items of all pages.

        Args:
            q: Words, and phrases in double quotes
            path: The folder to search, including subfolders. The path must match exactly, as in
                a list, including its Unicode form (default: "/")
            type: Return only files of this kind
            include_hidden: Also return files with a dot at the start of any name in their path
                (default: false)
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.SEARCH_QUERY,
            SearchResultsPage,
            {
                "q": q,
                "path": path,
                "type": type,
                "include_hidden": include_hidden,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )


class SearchResourceWithRawResponse:
    """The methods of `SearchResource`, which give the whole response."""

    def __init__(self, connection: Connection) -> None:
        resource = SearchResource(connection)
        self.query = raw(resource.query)


class SystemResource:
    """The server itself"""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> SystemResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return SystemResourceWithRawResponse(self._connection.raw())

    def stats(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Stats:
        """Get statistics

        Returns the number and size of files in the library index and the trash, the progress of
        the search index, and the number of jobs.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.SYSTEM_STATS,
            Stats,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def health(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Health:
        """Check that the server is running

        Responds as long as the server is running.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.SYSTEM_HEALTH,
            Health,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def ready(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Readiness:
        """Check that the server can handle requests

        Checks that the library exists and is writable, that the database responds and is
        writable, and that the disks have free space.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.SYSTEM_READY,
            Readiness,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def metrics(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> str:
        """Get metrics

        Returns metrics in the Prometheus text format: request counts and durations by
        operation, method and status, jobs by status, and process metrics. The setting
        `FILE_ORGANIZER_METRICS_PORT` serves them on a separate port without credentials.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.SYSTEM_METRICS,
            str,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def openapi(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> dict[str, Any]:
        """Get the OpenAPI document

        Returns this document as JSON.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.SYSTEM_OPENAPI,
            dict,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def docs(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> str:
        """Read the API reference

        The API reference as one self-contained HTML page.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.SYSTEM_DOCS,
            str,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    def problem(
        self,
        code: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> str:
        """Get help on a problem

        Explains a problem and what to do. The `type` of every problem links here.

        Args:
            code: The problem's `code`
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.SYSTEM_PROBLEM,
            str,
            {
                "code": code,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )


class SystemResourceWithRawResponse:
    """The methods of `SystemResource`, which give the whole response."""

    def __init__(self, connection: Connection) -> None:
        resource = SystemResource(connection)
        self.stats = raw(resource.stats)
        self.health = raw(resource.health)
        self.ready = raw(resource.ready)
        self.metrics = raw(resource.metrics)
        self.openapi = raw(resource.openapi)
        self.docs = raw(resource.docs)
        self.problem = raw(resource.problem)


class DedupeResource:
    """Find files with identical content, and keep one of each"""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> DedupeResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return DedupeResourceWithRawResponse(self._connection.raw())

    def scan(
        self,
        *,
        path: str,
        min_size: int | None = None,
        include_hidden: bool | None = None,
        exclude: Sequence[str] | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Find duplicates

        Starts a job that finds files with identical content in a folder and its subfolders,
        comparing sizes, then the first 4 KB, then SHA-256. It changes nothing. Software
        projects in subfolders are skipped, as are files that vanish, change or cannot be read
        during the scan; the results say why. A file that belongs to another is not a duplicate
        on its own: a sidecar of a picture, the subtitles of a film or the cover of an album
        count as duplicates only if everything they belong to has a copy as well.

        Args:
            path: A path in the library. It starts with "/"; "/" is the library folder itself.
                Names are exact: a different case or Unicode form (NFC, NFD) is a different path
            min_size: Ignore smaller files, in bytes; with 0, empty files count as duplicates
                too (default: 1)
            include_hidden: Whether to include hidden files and folders, whose names start with
                "." (default: false)
            exclude: Glob patterns of files and folders to leave in place, relative to `path`:
                `Letters/**`, `*.{tmp,part}`. A pattern without "/" matches names at any depth. A
                leading "/" stands for `path`; a trailing "/" has no effect. `*` and `?` match
                within a name, `**` across folders, `[a-z]` one character, `{a,b}` one of several
                alternatives. A pattern cannot start with "!", which tools interpret differently; to
                match such a name, write `\\!name`. A matching folder is left in place with
                everything in it (default: [])
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.DEDUPE_SCAN,
            Job,
            {
                "path": path,
                "min_size": min_size,
                "include_hidden": include_hidden,
                "exclude": exclude,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def scan_and_wait(
        self,
        *,
        path: str,
        min_size: int | None = None,
        include_hidden: bool | None = None,
        exclude: Sequence[str] | None = None,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Find duplicates

        Starts a job that finds files with identical content in a folder and its subfolders,
        comparing sizes, then the first 4 KB, then SHA-256. It changes nothing. Software
        projects in subfolders are skipped, as are files that vanish, change or cannot be read
        during the scan; the results say why. A file that belongs to another is not a duplicate
        on its own: a sidecar of a picture, the subtitles of a film or the cover of an album
        count as duplicates only if everything they belong to has a copy as well.

        As `scan`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            path: A path in the library. It starts with "/"; "/" is the library folder itself.
                Names are exact: a different case or Unicode form (NFC, NFD) is a different path
            min_size: Ignore smaller files, in bytes; with 0, empty files count as duplicates
                too (default: 1)
            include_hidden: Whether to include hidden files and folders, whose names start with
                "." (default: false)
            exclude: Glob patterns of files and folders to leave in place, relative to `path`:
                `Letters/**`, `*.{tmp,part}`. A pattern without "/" matches names at any depth. A
                leading "/" stands for `path`; a trailing "/" has no effect. `*` and `?` match
                within a name, `**` across folders, `[a-z]` one character, `{a,b}` one of several
                alternatives. A pattern cannot start with "!", which tools interpret differently; to
                match such a name, write `\\!name`. A matching folder is left in place with
                everything in it (default: [])
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.wait(
            operations.DEDUPE_SCAN,
            operations.ORGANIZE_GET_STATUS_WAITING,
            Job,
            {
                "path": path,
                "min_size": min_size,
                "include_hidden": include_hidden,
                "exclude": exclude,
            },
            Options(idempotency_key=idempotency_key, max_retries=max_retries),
            on_progress=on_progress,
            timeout=timeout,
            channel=operations.EVENTS_CONNECT,
        )

    def get_results(
        self,
        job_id: str,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> DedupeResultsPage:
        """Get the duplicates found by a job

        Lists the groups of identical files that a job found, and what was done with each file.
        The list is empty while the job is scanning.

        Gives the first page; iterate over it for the items of all pages.

        Args:
            job_id: The job's ID
            cursor: Where to continue, from `next_cursor` of the previous page. A cursor is
                valid only for the list it came from, with the same parameters (`limit` may differ)
            limit: Maximum number of items on a page (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.DEDUPE_GET_RESULTS,
            DedupeResultsPage,
            {
                "job_id": job_id,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    def execute(
        self,
        job_id: str,
        keep: Literal["newest", "oldest", "shortest_path"],
        *,
        spare: Sequence[str] | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Remove duplicates

        Moves all files of each group except one to the trash. Before a file is removed, it is
        compared byte for byte with one that stays. Files that have changed since the scan are
        left in place and reported. All files of the groups in `spare` are kept, and a file that
        belongs to another file is kept as long as that file is. The job can be rolled back.

        Args:
            keep: Which file of each group to keep: the last modified, the first modified, or
                the one whose path has the fewest characters. If several qualify, the first by path
            spare: Groups of which to keep all files, each by its `sha256`. A value that is not
                in the job's results is an error (default: [])
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.call(
            operations.DEDUPE_EXECUTE,
            Job,
            {
                "job_id": job_id,
                "keep": keep,
                "spare": spare,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    def execute_and_wait(
        self,
        job_id: str,
        keep: Literal["newest", "oldest", "shortest_path"],
        *,
        spare: Sequence[str] | None = None,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Remove duplicates

        Moves all files of each group except one to the trash. Before a file is removed, it is
        compared byte for byte with one that stays. Files that have changed since the scan are
        left in place and reported. All files of the groups in `spare` are kept, and a file that
        belongs to another file is kept as long as that file is. The job can be rolled back.

        As `execute`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            keep: Which file of each group to keep: the last modified, the first modified, or
                the one whose path has the fewest characters. If several qualify, the first by path
            spare: Groups of which to keep all files, each by its `sha256`. A value that is not
                in the job's results is an error (default: [])
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.wait(
            operations.DEDUPE_EXECUTE,
            operations.ORGANIZE_GET_STATUS_WAITING,
            Job,
            {
                "job_id": job_id,
                "keep": keep,
                "spare": spare,
            },
            Options(idempotency_key=idempotency_key, max_retries=max_retries),
            on_progress=on_progress,
            timeout=timeout,
            channel=operations.EVENTS_CONNECT,
        )


class DedupeResourceWithRawResponse:
    """The methods of `DedupeResource`, which give the whole response."""

    def __init__(self, connection: Connection) -> None:
        resource = DedupeResource(connection)
        self.scan = raw(resource.scan)
        self.get_results = raw(resource.get_results)
        self.execute = raw(resource.execute)


class EventsResource:
    """Events of the user whose credentials opened the connection"""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def connect(
        self,
        *,
        client_id: str | None = None,
        last_event_id: int | None = None,
        job_id: str | None = None,
        on_missed: Callable[[], object] | None = None,
    ) -> EventStream[LiveEvent]:
        """Events of the user whose credentials opened the connection

        To be iterated over; it connects when it is first read, and again whenever the
        connection is lost, from the last event on that has arrived. Use it in a `with`
        statement, or close it.

        Args:
            client_id: Names the client; a second connection of one name takes the place of the
                first. Random where none is given
            last_event_id: The last event that you have: those after it come first. Else, the
                events from now on
            job_id: Leaves out the events of other jobs
            on_missed: Hears that events are lost, since the server keeps 1,000: read again what
                you show
        """
        return self._connection.events(
            operations.EVENTS_CONNECT,
            LiveEvent,
            client_id=client_id,
            last_event_id=last_event_id,
            job_id=job_id,
            on_missed=on_missed,
        )


class Resources:
    """All groups of operations."""

    def __init__(self, connection: Connection) -> None:
        self.auth: AuthResource = AuthResource(connection)
        self.users: UsersResource = UsersResource(connection)
        self.files: FilesResource = FilesResource(connection)
        self.organize: OrganizeResource = OrganizeResource(connection)
        self.search: SearchResource = SearchResource(connection)
        self.system: SystemResource = SystemResource(connection)
        self.dedupe: DedupeResource = DedupeResource(connection)
        self.events: EventsResource = EventsResource(connection)
