# Generated from the contract by `contract generate`; do not edit.

"""The operations of the contract, a class a group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from types import NoneType
from typing import Any, Literal

from .._runtime.connection import AsyncConnection
from .._runtime.download import AsyncDownload
from .._runtime.event_stream import AsyncEventStream
from .._runtime.operation import NOT_GIVEN, NotGiven, Options
from .._runtime.page import Pages
from .._runtime.raw_response import async_raw, async_raw_pages
from .._runtime.upload_source import AsyncUploadSource, UploadProgress
from . import operations
from .models import (
    ApiKey,
    Change,
    DuplicateGroup,
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
    SearchResult,
    Session,
    Stats,
    TrashedFile,
    User,
    WsTicket,
)
from .pages import (
    AsyncApiKeyListPage,
    AsyncDedupeResultsPage,
    AsyncFileListPage,
    AsyncJobListPage,
    AsyncJobResultsPage,
    AsyncSearchResultsPage,
    AsyncTrashListPage,
    AsyncUserListPage,
)


class AsyncAuthResource:
    """Sign in and out, and your own API keys"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AsyncAuthResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AsyncAuthResourceWithRawResponse(self._connection.raw())

    async def login(
        self,
        *,
        username: str,
        password: str,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Session:
        """Sign in

        Takes a user name and a password, and begins a session: an access token for 30 minutes,
        and a refresh token for 7 days. An unknown user, a disabled one and a wrong password get
        the same answer.

        The client keeps the tokens: its calls carry them from then on, and it renews them.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.AUTH_LOGIN,
            Session,
            {
                "username": username,
                "password": password,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def refresh(
        self,
        *,
        refresh_token: str,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Session:
        """Get new tokens

        Changes a refresh token for a new one and a new access token. Each is good once: a
        refresh token that comes a second time may have been stolen, so its whole session ends
        at once. To be able to send the request again where its answer was lost, send an
        `Idempotency-Key` with it.

        The client keeps the tokens: its calls carry them from then on, and it renews them.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.AUTH_REFRESH,
            Session,
            {
                "refresh_token": refresh_token,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def logout(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Sign out

        Ends the session of the access token at once: the token itself, the refresh token and
        all that came from the same login are refused from now on. An API key has no session to
        end; delete it instead.

        The client forgets the tokens that it has kept.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.AUTH_LOGOUT,
            NoneType,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def me(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Me:
        """Tell who you are

        Tells whose the credentials of this request are, and what they may do.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.AUTH_ME,
            Me,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def ws_ticket(
        self,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> WsTicket:
        """Get a ticket for the WebSocket

        Makes a ticket that opens one WebSocket within 30 seconds, for browsers, which cannot
        send credentials in headers there. It carries the scopes of the credentials that it was
        made with.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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
    ) -> Pages[ApiKey, AsyncApiKeyListPage]:
        """List your API keys

        Lists the API keys of the user, the oldest first. Keys are managed by who has signed in,
        or by an administrator's key: a key that has leaked must not make others. The keys
        themselves are not kept, so they are not in the list.

        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.AUTH_LIST_API_KEYS,
            AsyncApiKeyListPage,
            {
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def create_api_key(
        self,
        *,
        name: str,
        scopes: Sequence[Scope],
        expires_at: datetime | str | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> NewApiKey:
        """Make an API key

        Makes an API key of the user. The key itself is in this answer only. It can have no
        scope that the credentials of this request lack, and one that is made with an API key
        cannot outlive that key. It is refused while its user is disabled.

        Args:
            name: What the key is for, in your own words
            scopes: What the key may do; each scope at most once
            expires_at: When it ends by itself, in the future; null where it never does
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.AUTH_CREATE_API_KEY,
            NewApiKey,
            {
                "name": name,
                "scopes": scopes,
                "expires_at": expires_at,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def delete_api_key(
        self,
        key_id: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Delete an API key

        Deletes an API key of the user; it is refused from now on. Credentials cannot delete a
        key that has a scope that they lack.

        Args:
            key_id: The key's id, which is the part between its two underscores
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.AUTH_DELETE_API_KEY,
            NoneType,
            {
                "key_id": key_id,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )


class AsyncAuthResourceWithRawResponse:
    """The methods of `AsyncAuthResource`, which give the whole response."""

    def __init__(self, connection: AsyncConnection) -> None:
        resource = AsyncAuthResource(connection)
        self.login = async_raw(resource.login)
        self.refresh = async_raw(resource.refresh)
        self.logout = async_raw(resource.logout)
        self.me = async_raw(resource.me)
        self.ws_ticket = async_raw(resource.ws_ticket)
        self.list_api_keys = async_raw_pages(resource.list_api_keys)
        self.create_api_key = async_raw(resource.create_api_key)
        self.delete_api_key = async_raw(resource.delete_api_key)


class AsyncUsersResource:
    """Who may sign in, for administrators. All users share the files, the trash and the jobs"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AsyncUsersResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AsyncUsersResourceWithRawResponse(self._connection.raw())

    def list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Pages[User, AsyncUserListPage]:
        """List the users

        Lists all users, the oldest first.

        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.USERS_LIST,
            AsyncUserListPage,
            {
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def create(
        self,
        *,
        username: str,
        password: str,
        scopes: Sequence[Scope],
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> User:
        """Add a user

        Adds a user, who can sign in at once. User names that differ only by case are the same.

        Args:
            username: 1 to 64 letters, digits and any of "._@-", the first a letter or digit.
                Names that differ only by case are the same.
            password: 8 to 1,024 characters of any kind
            scopes: The scopes, each at most once
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.USERS_CREATE,
            User,
            {
                "username": username,
                "password": password,
                "scopes": scopes,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def delete(
        self,
        user_id: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Delete a user

        Deletes a user, with all sessions and API keys. The last administrator who is not
        disabled cannot be deleted.

        Args:
            user_id: The user's id
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.USERS_DELETE,
            NoneType,
            {
                "user_id": user_id,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def update(
        self,
        user_id: str,
        *,
        password: str | None = None,
        scopes: Sequence[Scope] | None = None,
        disabled: bool | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> User:
        """Change a user

        Changes what the body names and leaves the rest. A new password, or being disabled, ends
        all sessions of the user. Scopes that are taken away are gone from the user's tokens and
        keys at once. The last administrator who is not disabled stays one.

        Args:
            user_id: The user's id
            password: 8 to 1,024 characters of any kind
            scopes: The scopes, each at most once
            disabled: Whether the user and its API keys are refused
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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


class AsyncUsersResourceWithRawResponse:
    """The methods of `AsyncUsersResource`, which give the whole response."""

    def __init__(self, connection: AsyncConnection) -> None:
        resource = AsyncUsersResource(connection)
        self.list = async_raw_pages(resource.list)
        self.create = async_raw(resource.create)
        self.delete = async_raw(resource.delete)
        self.update = async_raw(resource.update)


class AsyncFilesResource:
    """The files in the library, which all users share, and its trash"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AsyncFilesResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AsyncFilesResourceWithRawResponse(self._connection.raw())

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
    ) -> Pages[File, AsyncFileListPage]:
        """List files

        Lists the files of a folder as they are on the disk now.

        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            path: The folder to list (default: "/")
            recursive: Whether the files in its subfolders are listed too (default: false)
            include_hidden: Whether files and folders whose name begins with a dot are listed
                too (default: false)
            type: Only files of this kind
            sort_by: What to sort by. Names sort in natural order: a number counts by its value,
                so `file2` comes before `file10`, and marks and case only matter between names of
                the same letters, so `Äpfel` comes before `zebra`. This is the order of the CLDR
                root collation (UTS #35) for names in Latin, Greek, Cyrillic and kana; other letters
                follow, and rarer symbols precede digits, by code point. Files with equal names,
                sizes or times sort by the code points of their paths; so do names that only differ
                in leading zeros, such as `a1` and `a01` (default: "name")
            sort_order: Which end comes first (default: "asc")
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.FILES_LIST,
            AsyncFileListPage,
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

    async def upload(
        self,
        file: AsyncUploadSource,
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

        Puts one file in the library. It is hashed as it arrives and appears under its name only
        when all of it is on the disk; a broken upload leaves nothing. A form has at most 4 MiB
        beside its file: one whose Content-Length says that the file is too large is refused
        before it is sent.

        Args:
            file: The file; its name is the part's `filename`, of which only what follows the
                last "/" counts. As browsers write it, `%22`, `%0D` and `%0A` stand for a quote and
                line breaks; a backslash is a character like any other
            path: The folder to put it in, made where it does not exist (default: "/")
            on_conflict: What to do where a file of that name is there: `rename` takes a free
                name such as "report (2).pdf", `fail` answers 409, `replace` moves the old file to
                the trash first (default: "rename")
            filename: The name of the file; needed where the source has none, such as bytes
            on_progress: Hears how far the upload has come; it begins again where the upload
                does
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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

    async def put_content(
        self,
        path: str,
        content: AsyncUploadSource,
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
        """Put a file at a path

        Takes the body, whatever its media type, as the content of the file at `path`. It is
        hashed as it arrives and appears under its name only when all of it is on the disk; a
        broken upload leaves nothing. A part of a file (`Content-Range`) is refused, and so is
        what is encoded (`Content-Encoding`). Where a file is there, it goes to the trash under
        its own id, and the new one has an id of its own; `If-Match` and `If-None-Match: *`
        guard against that. To be able to send it again where its answer was lost, send an
        `Idempotency-Key` with it.

        Args:
            path: The path of the file, with its name; folders that are missing are made
            content: The bytes
            on_conflict: What to do where a file of that name is there: `replace` moves the old
                file to the trash, `rename` takes a free name such as "report (2).pdf", `fail`
                answers 409 (default: "replace")
            if_match: Only where the file has one of these ETags, or where it is there at all
                (`*`); else 412
            if_none_match: Only where the file has none of these ETags, or where it is not there
                at all (`*`)
            content_digest: The digest of the bytes by `sha-256` (RFC 9530), which is verified
            on_progress: Hears how far the upload has come; it begins again where the upload
                does
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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
    ) -> Pages[TrashedFile, AsyncTrashListPage]:
        """List the trash

        Lists the files in the trash, those that were deleted last first.

        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.FILES_LIST_TRASH,
            AsyncTrashListPage,
            {
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def get(
        self,
        file_id: str,
        *,
        if_match: str | None = None,
        if_none_match: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> File:
        """Get a file

        Tells all that is known of a file, as it is on the disk now.

        Args:
            file_id: The file's id
            if_match: Only where the file has one of these ETags, or where it is there at all
                (`*`); else 412
            if_none_match: Only where the file has none of these ETags, or where it is not there
                at all (`*`)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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

    async def delete(
        self,
        file_id: str,
        *,
        permanent: bool | None = None,
        if_match: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> None:
        """Delete a file

        Moves a file to the trash, or removes it for good. A file that is in the trash already
        is removed with `permanent=true`.

        Args:
            file_id: The file's id
            permanent: Whether the file is removed for good instead of being moved to the trash
                (default: false)
            if_match: Only where the file has one of these ETags, or where it is there at all
                (`*`); else 412
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.FILES_DELETE,
            NoneType,
            {
                "file_id": file_id,
                "permanent": permanent,
            },
            Options(headers={"If-Match": if_match}, timeout=timeout, max_retries=max_retries),
        )

    async def update(
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

        Gives a file another path, another name, or both. It keeps its id and its content. A
        folder that is missing is made.

        Args:
            file_id: The file's id
            path: The whole new path, with the file's name
            name: The new name; the folder stays, or is that of `path`
            on_conflict: What to do where a file of that name is there: `fail` answers 409,
                `rename` takes a free name such as "report (2).pdf" (default: "fail")
            if_match: Only where the file has one of these ETags, or where it is there at all
                (`*`); else 412
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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

    async def content(
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
    ) -> AsyncDownload:
        """Download a file

        Sends the bytes of a file, under its own media type and name, or one range of them. Of
        several ranges that are asked for at once, none is picked: all of the file is sent.

        Args:
            file_id: The file's id
            range: The bytes to send (RFC 9110, section 14.2)
            if_range: The `ETag` of the file that the range is part of; for another, and for a
                date, all is sent
            if_match: Only where the file has one of these ETags, or where it is there at all
                (`*`); else 412
            if_none_match: Only where the file has none of these ETags, or where it is not there
                at all (`*`)
            if_modified_since: Only where the file was modified after this date (RFC 9110,
                section 13.1.3); else 304. Passed over with `If-None-Match`, and where it is no date
            if_unmodified_since: Only where the file was not modified after this date (RFC 9110,
                section 13.1.4); else 412. Passed over with `If-Match`, and where it is no date
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.download(
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

    async def restore(
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

        Puts a deleted file back where it was, or at the `path` that is sent, under the id that
        it had. A folder that is missing is made. Where its old folder has another case by now,
        or is a file or a link, the refusal says so: send a `path` then. A file that is in the
        library is left as it is, and is the answer: to ask once more does no harm.

        Args:
            file_id: The file's id
            on_conflict: What to do where another file has the name by now: `rename` takes a
                free name such as "report (2).pdf", `fail` answers 409 (default: "rename")
            path: The whole path, with the file's name; by default the one that the file had
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.FILES_RESTORE,
            File,
            {
                "file_id": file_id,
                "on_conflict": on_conflict,
                "path": path,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )


class AsyncFilesResourceWithRawResponse:
    """The methods of `AsyncFilesResource`, which give the whole response."""

    def __init__(self, connection: AsyncConnection) -> None:
        resource = AsyncFilesResource(connection)
        self.list = async_raw_pages(resource.list)
        self.upload = async_raw(resource.upload)
        self.put_content = async_raw(resource.put_content)
        self.list_trash = async_raw_pages(resource.list_trash)
        self.get = async_raw(resource.get)
        self.delete = async_raw(resource.delete)
        self.update = async_raw(resource.update)
        self.restore = async_raw(resource.restore)


class AsyncOrganizeResource:
    """Plan an organization, read the plan, carry it out, undo it"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AsyncOrganizeResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AsyncOrganizeResourceWithRawResponse(self._connection.raw())

    async def scan(
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
        """Plan an organization

        Starts a job that looks at every file in a folder and below, and plans where each one
        goes. It changes nothing. Hidden files stay, unless `options` say otherwise. What
        belongs together, such as a software project, is never taken apart: `para` moves the
        folder as one, the other methodologies leave it where it is. By every methodology, a
        file goes along with the one that it belongs to: a sidecar with its picture, the film of
        a Live Photo, what Google Takeout says of a picture, subtitles with their film, the
        folder of a saved web page with the page. `date` goes by the date that a picture or a
        video carries, else by one in the file's name, else by its last change; the reason of
        each move says which.

        Args:
            path: A path in the library; it begins with "/", and the library's own folder is
                "/". Names are exact: another case, or another Unicode form (NFC, NFD), is another
                path
            methodology: How to organize: `para` into projects, areas, resources and archives,
                `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12
                Tax/12.03 2025 return`), `type` by kind of file, `date` by year and month
            dry_run: Whether the job may only ever plan; a scan itself never changes a file
                (default: false)
            options: What is organized, where it goes, and how sure the plan must be
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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

    async def scan_and_wait(
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
        """Plan an organization

        Starts a job that looks at every file in a folder and below, and plans where each one
        goes. It changes nothing. Hidden files stay, unless `options` say otherwise. What
        belongs together, such as a software project, is never taken apart: `para` moves the
        folder as one, the other methodologies leave it where it is. By every methodology, a
        file goes along with the one that it belongs to: a sidecar with its picture, the film of
        a Live Photo, what Google Takeout says of a picture, subtitles with their film, the
        folder of a saved web page with the page. `date` goes by the date that a picture or a
        video carries, else by one in the file's name, else by its last change; the reason of
        each move says which.

        As `scan`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            path: A path in the library; it begins with "/", and the library's own folder is
                "/". Names are exact: another case, or another Unicode form (NFC, NFD), is another
                path
            methodology: How to organize: `para` into projects, areas, resources and archives,
                `johnny_decimal` into numbered areas, categories and IDs (`10-19 Finance/12
                Tax/12.03 2025 return`), `type` by kind of file, `date` by year and month
            dry_run: Whether the job may only ever plan; a scan itself never changes a file
                (default: false)
            options: What is organized, where it goes, and how sure the plan must be
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.wait(
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

    async def get_status(
        self,
        job_id: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Get the status of a job

        Tells how far a job is.

        Args:
            job_id: The job's id
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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
    ) -> Pages[Change, AsyncJobResultsPage]:
        """Get the plan of a job

        Lists every change that a job plans or has made, with the reason for it. While the job
        still scans, the list is empty.

        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            job_id: The job's id
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.ORGANIZE_GET_RESULTS,
            AsyncJobResultsPage,
            {
                "job_id": job_id,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def execute(
        self,
        job_id: str,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Carry out a plan

        Moves the files as the job has planned. Nothing is ever overwritten; a file that has
        changed since the scan is left where it is and reported, and the rest goes on. A folder
        below the one that is organized is removed where the job has taken the last out of it. A
        job that `failed` on its way goes on with what is left of its plan.

        Args:
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.ORGANIZE_EXECUTE,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def execute_and_wait(
        self,
        job_id: str,
        *,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Carry out a plan

        Moves the files as the job has planned. Nothing is ever overwritten; a file that has
        changed since the scan is left where it is and reported, and the rest goes on. A folder
        below the one that is organized is removed where the job has taken the last out of it. A
        job that `failed` on its way goes on with what is left of its plan.

        As `execute`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.wait(
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
    ) -> Pages[Job, AsyncJobListPage]:
        """List jobs

        Lists the jobs of this library, the newest first.

        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            status: Only jobs in this state
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.ORGANIZE_LIST_JOBS,
            AsyncJobListPage,
            {
                "status": status,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def cancel(
        self,
        job_id: str,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Cancel a job

        Stops a job between two files, or gives up a plan that nobody has carried out. What has
        been moved by then stays where it is; a rollback puts it back.

        Args:
            job_id: The job's id
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.ORGANIZE_CANCEL,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def cancel_and_wait(
        self,
        job_id: str,
        *,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Cancel a job

        Stops a job between two files, or gives up a plan that nobody has carried out. What has
        been moved by then stays where it is; a rollback puts it back.

        As `cancel`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            job_id: The job's id
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.wait(
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

    async def rollback(
        self,
        job_id: str,
        *,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Roll a job back

        Puts every file that the job has moved back to where it was, however long ago that is. A
        file that has changed since, or whose old name is taken, stays where it is, and the
        results say why. A folder that was moved as one goes back as one, with what has come,
        gone or changed in it since. Folders that the job has removed come back; those that it
        has made are removed where they are empty. Folders that nobody else has changed get
        their times back. A job that could not be put back whole ends `partial`, and can be
        rolled back again. One that has nothing left but files that were deleted for good stays
        `partial`, since the library is not what it was before; to roll it back again is a 409.

        Args:
            job_id: The job's id
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.ORGANIZE_ROLLBACK,
            Job,
            {
                "job_id": job_id,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def rollback_and_wait(
        self,
        job_id: str,
        *,
        on_progress: Callable[[Job], object] | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
        max_retries: int | None = None,
    ) -> Job:
        """Roll a job back

        Puts every file that the job has moved back to where it was, however long ago that is. A
        file that has changed since, or whose old name is taken, stays where it is, and the
        results say why. A folder that was moved as one goes back as one, with what has come,
        gone or changed in it since. Folders that the job has removed come back; those that it
        has made are removed where they are empty. Folders that nobody else has changed get
        their times back. A job that could not be put back whole ends `partial`, and can be
        rolled back again. One that has nothing left but files that were deleted for good stays
        `partial`, since the library is not what it was before; to roll it back again is a 409.

        As `rollback`, then waits for the end and gives the last state, be it a good end or a
        bad one.

        Args:
            job_id: The job's id
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.wait(
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


class AsyncOrganizeResourceWithRawResponse:
    """The methods of `AsyncOrganizeResource`, which give the whole response."""

    def __init__(self, connection: AsyncConnection) -> None:
        resource = AsyncOrganizeResource(connection)
        self.scan = async_raw(resource.scan)
        self.start = self.scan
        self.get_status = async_raw(resource.get_status)
        self.get_results = async_raw_pages(resource.get_results)
        self.execute = async_raw(resource.execute)
        self.list_jobs = async_raw_pages(resource.list_jobs)
        self.cancel = async_raw(resource.cancel)
        self.rollback = async_raw(resource.rollback)


class AsyncSearchResource:
    """Find files by their names and contents"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AsyncSearchResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AsyncSearchResourceWithRawResponse(self._connection.raw())

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
    ) -> Pages[SearchResult, AsyncSearchResultsPage]:
        """Search names and contents

        Finds the files that have every word of `q`, each in the name or in the content, the
        best
        first. Words in double quotes are a phrase. Nothing else in `q` is an operator; of more
        than
        32 words and phrases, the first 32 count, and of a longer word or phrase, its first 100
        characters (in which "ß" is two, and an accent none).

        Case and accents do not matter, nor do the points of Hebrew, the vowels of Arabic, and
        letters
        such as "ł", "ø" or "ß" beside "l", "o" and "ss". A word is found where a word begins
        with it
        and, from three characters on, anywhere; a shorter one is found anywhere in a name, and
        in a
        content where a word begins with it. Chinese, Japanese, Korean, Thai, Lao, Khmer and
        Burmese are
        found from one character on. A word that a line end has cut in two is found whole.

        The first 524,288 characters of a content are searched: of text files in UTF-8, UTF-16
        or
        Windows-1252 (of which at most the first MiB is read, holes aside), of PDF, of office
        documents
        in Office Open XML and OpenDocument (docx, xlsx, pptx, odt, ods, odp, their templates
        and those
        with macros), of RTF, HTML, XML, mail (eml, mbox, mht), contacts and calendars. An
        encrypted
        document is found by its name, a broken one also by what of its text can be read.

        A new file is found within a second. A page may have fewer items than `limit` where
        files
        have gone from the disk meanwhile; only a `next_cursor` of null ends the list.

        A search that takes longer than 10 seconds is refused (`search_too_costly`). Two
        searches are
        carried out at once; up to 32 more wait, for at most 10 seconds each, and others are
        refused
        (`server_busy`).


        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            q: Words, and phrases in double quotes
            path: The folder to search, with all below it. Its name is exact, as in a list:
                another Unicode form of it is another folder (default: "/")
            type: Only files of this kind
            include_hidden: Whether files are found that have a name beginning with a dot in
                their path (default: false)
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.SEARCH_QUERY,
            AsyncSearchResultsPage,
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


class AsyncSearchResourceWithRawResponse:
    """The methods of `AsyncSearchResource`, which give the whole response."""

    def __init__(self, connection: AsyncConnection) -> None:
        resource = AsyncSearchResource(connection)
        self.query = async_raw_pages(resource.query)


class AsyncSystemResource:
    """The server itself"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AsyncSystemResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AsyncSystemResourceWithRawResponse(self._connection.raw())

    async def stats(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Stats:
        """Count what is there

        Tells how many files and bytes the index of the library and the trash hold, how far the
        search index is, and how many jobs there are.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.SYSTEM_STATS,
            Stats,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def health(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Health:
        """Check that the server is up

        Answers as long as the server runs.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.SYSTEM_HEALTH,
            Health,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def ready(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Readiness:
        """Check that the server can serve

        Looks whether the library is there and writable, the database answers and can be
        written, and the disks have room.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.SYSTEM_READY,
            Readiness,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def metrics(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> str:
        """Read the metrics

        Durations and numbers of requests by operation, method and status, jobs by state, and
        the process itself, in the text format of Prometheus. They can be had without
        credentials on a port of their own, which a setting opens.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.SYSTEM_METRICS,
            str,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def openapi(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> dict[str, Any]:
        """Get the contract

        This document, in JSON.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.SYSTEM_OPENAPI,
            dict,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def docs(
        self,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> str:
        """Read the reference

        The reference of this API as one page that needs nothing from elsewhere.

        Args:
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.SYSTEM_DOCS,
            str,
            {},
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def problem(
        self,
        code: str,
        *,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> str:
        """Read about a problem

        Says what a problem means and what to do. The `type` of every problem leads here.

        Args:
            code: The code of the problem
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.SYSTEM_PROBLEM,
            str,
            {
                "code": code,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )


class AsyncSystemResourceWithRawResponse:
    """The methods of `AsyncSystemResource`, which give the whole response."""

    def __init__(self, connection: AsyncConnection) -> None:
        resource = AsyncSystemResource(connection)
        self.stats = async_raw(resource.stats)
        self.health = async_raw(resource.health)
        self.ready = async_raw(resource.ready)
        self.metrics = async_raw(resource.metrics)
        self.openapi = async_raw(resource.openapi)
        self.docs = async_raw(resource.docs)
        self.problem = async_raw(resource.problem)


class AsyncDedupeResource:
    """Find files of equal content, and leave one of each"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    @property
    def with_raw_response(self) -> AsyncDedupeResourceWithRawResponse:
        """The same methods, which give the whole response; its `parse()` gives the result."""
        return AsyncDedupeResourceWithRawResponse(self._connection.raw())

    async def scan(
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

        Starts a job that finds the files of equal content in a folder and below, by size, then
        by their first 4 KB, then by SHA-256. It changes nothing. A software project below the
        folder is left out, and so is a file that vanishes, changes or cannot be read meanwhile;
        the results say why. A file that belongs to another one is no duplicate by itself: a
        sidecar with its picture, a subtitle with its film, the cover of an album are found
        where all that they belong to has copies as well.

        Args:
            path: A path in the library; it begins with "/", and the library's own folder is
                "/". Names are exact: another case, or another Unicode form (NFC, NFD), is another
                path
            min_size: Smaller files are left out, in bytes; with 0, empty files are duplicates
                as well (default: 1)
            include_hidden: Whether hidden files and folders, whose names begin with ".", are
                looked at (default: false)
            exclude: Glob patterns of files and folders that stay, from `path` on: `Letters/**`,
                `*.{tmp,part}`. A pattern without "/" is one for a name, at any depth; a "/" at its
                beginning stands for `path`, one at its end changes nothing. `*` and `?` match
                within a name, `**` over folders, `[a-z]` a character, `{a,b}` one of several. None
                begins with "!", which would exclude all the rest to some and take back an exclusion
                to others; a name that does is written `\\!name`. A folder that matches stays with
                all in it (default: [])
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
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

    async def scan_and_wait(
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

        Starts a job that finds the files of equal content in a folder and below, by size, then
        by their first 4 KB, then by SHA-256. It changes nothing. A software project below the
        folder is left out, and so is a file that vanishes, changes or cannot be read meanwhile;
        the results say why. A file that belongs to another one is no duplicate by itself: a
        sidecar with its picture, a subtitle with its film, the cover of an album are found
        where all that they belong to has copies as well.

        As `scan`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            path: A path in the library; it begins with "/", and the library's own folder is
                "/". Names are exact: another case, or another Unicode form (NFC, NFD), is another
                path
            min_size: Smaller files are left out, in bytes; with 0, empty files are duplicates
                as well (default: 1)
            include_hidden: Whether hidden files and folders, whose names begin with ".", are
                looked at (default: false)
            exclude: Glob patterns of files and folders that stay, from `path` on: `Letters/**`,
                `*.{tmp,part}`. A pattern without "/" is one for a name, at any depth; a "/" at its
                beginning stands for `path`, one at its end changes nothing. `*` and `?` match
                within a name, `**` over folders, `[a-z]` a character, `{a,b}` one of several. None
                begins with "!", which would exclude all the rest to some and take back an exclusion
                to others; a name that does is written `\\!name`. A folder that matches stays with
                all in it (default: [])
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.wait(
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
    ) -> Pages[DuplicateGroup, AsyncDedupeResultsPage]:
        """Get the duplicates of a job

        Lists the groups of equal files that a job has found, and what was done with each file.
        While the job still scans, the list is empty.

        Await it for the first page, or iterate over it for the items of all pages.

        Args:
            job_id: The job's id
            cursor: Where to go on, from `next_cursor` of the page before. It is of that list
                only: with other parameters than `limit`, or in another list, it is refused
            limit: How many items a page has at most (default: 100)
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return self._connection.list(
            operations.DEDUPE_GET_RESULTS,
            AsyncDedupeResultsPage,
            {
                "job_id": job_id,
                "cursor": cursor,
                "limit": limit,
            },
            Options(timeout=timeout, max_retries=max_retries),
        )

    async def execute(
        self,
        job_id: str,
        keep: Literal["newest", "oldest", "shortest_path"],
        *,
        spare: Sequence[str] | None = None,
        idempotency_key: str | None = None,
        timeout: float | NotGiven | None = NOT_GIVEN,
        max_retries: int | None = None,
    ) -> Job:
        """Leave one of each

        Moves all files of each group but one to the trash. A file goes only after it was
        compared, byte for byte, with one that stays; one that has changed since the scan is
        left where it is and reported. All of a group stay that `spare` names; and a file stays
        that belongs to another one for as long as that one does. The job can be rolled back.

        Args:
            keep: Which file of each group stays: the one modified last, the one modified first,
                or the one whose path has the fewest characters. Where several are alike, the first
                by its path
            spare: The groups of which all files stay, each by its `sha256`. One that the job
                has not found is an error, so that none is spared in vain (default: [])
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds for the whole call, in place of those of the client; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.call(
            operations.DEDUPE_EXECUTE,
            Job,
            {
                "job_id": job_id,
                "keep": keep,
                "spare": spare,
            },
            Options(idempotency_key=idempotency_key, timeout=timeout, max_retries=max_retries),
        )

    async def execute_and_wait(
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
        """Leave one of each

        Moves all files of each group but one to the trash. A file goes only after it was
        compared, byte for byte, with one that stays; one that has changed since the scan is
        left where it is and reported. All of a group stay that `spare` names; and a file stays
        that belongs to another one for as long as that one does. The job can be rolled back.

        As `execute`, then waits for the end and gives the last state, be it a good end or a bad
        one.

        Args:
            keep: Which file of each group stays: the one modified last, the one modified first,
                or the one whose path has the fewest characters. Where several are alike, the first
                by its path
            spare: The groups of which all files stay, each by its `sha256`. One that the job
                has not found is an error, so that none is spared in vain (default: [])
            on_progress: Hears of each change of the state, the first and the last one included
            idempotency_key: By which the server knows a call that comes again; random where
                none is given
            timeout: Seconds until the waiting ends with a `TimeoutError`; None for ever
            max_retries: How often to try again, in place of what the client does
        """
        return await self._connection.wait(
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


class AsyncDedupeResourceWithRawResponse:
    """The methods of `AsyncDedupeResource`, which give the whole response."""

    def __init__(self, connection: AsyncConnection) -> None:
        resource = AsyncDedupeResource(connection)
        self.scan = async_raw(resource.scan)
        self.get_results = async_raw_pages(resource.get_results)
        self.execute = async_raw(resource.execute)


class AsyncEventsResource:
    """The events of the user whose credentials open the connection"""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def connect(
        self,
        *,
        client_id: str | None = None,
        last_event_id: int | None = None,
        job_id: str | None = None,
        on_missed: Callable[[], object] | None = None,
    ) -> AsyncEventStream[LiveEvent]:
        """The events of the user whose credentials open the connection

        To be iterated over; it connects when it is first read, and again whenever the
        connection is lost, from the last event on that has arrived. Use it in an `async with`
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


class AsyncResources:
    """All groups of operations."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.auth: AsyncAuthResource = AsyncAuthResource(connection)
        self.users: AsyncUsersResource = AsyncUsersResource(connection)
        self.files: AsyncFilesResource = AsyncFilesResource(connection)
        self.organize: AsyncOrganizeResource = AsyncOrganizeResource(connection)
        self.search: AsyncSearchResource = AsyncSearchResource(connection)
        self.system: AsyncSystemResource = AsyncSystemResource(connection)
        self.dedupe: AsyncDedupeResource = AsyncDedupeResource(connection)
        self.events: AsyncEventsResource = AsyncEventsResource(connection)
