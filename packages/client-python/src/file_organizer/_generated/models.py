# Generated from the contract by `contract generate`; do not edit.

"""What the methods of the client give and take."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeAlias, TypedDict

from pydantic import Field

from .._runtime.model import Model, Open

__all__ = [
    "ApiKey",
    "ApiKeyList",
    "Change",
    "ChangeError",
    "DedupeResults",
    "DuplicateDetected",
    "DuplicateDetectedEvent",
    "DuplicateFile",
    "DuplicateGroup",
    "ErrorEvent",
    "FieldError",
    "File",
    "FileList",
    "FileStats",
    "FileType",
    "FileTypeStats",
    "FileUploadedEvent",
    "FolderChange",
    "Health",
    "Job",
    "JobList",
    "JobResults",
    "JobStats",
    "JobStatus",
    "Kept",
    "LiveError",
    "LiveEvent",
    "Me",
    "Methodology",
    "NewApiKey",
    "OrganizeCompleteEvent",
    "OrganizeProgressEvent",
    "Problem",
    "Readiness",
    "ReadinessCheck",
    "ScanOptions",
    "ScanOptionsDict",
    "Scope",
    "SearchResult",
    "SearchResults",
    "SearchStats",
    "Session",
    "Stats",
    "TrashList",
    "TrashStats",
    "TrashedFile",
    "User",
    "UserList",
    "WsTicket",
]

Scope: TypeAlias = Literal[
    "files:read",
    "files:write",
    "files:delete",
    "organize:read",
    "organize:write",
    "search:read",
    "admin",
]
"""What credentials may do; `admin` covers all. `organize:write` is enough to have files moved, and
duplicates put in the trash, and to cancel or undo the jobs of every user.
"""


class User(Model):
    """Somebody who can sign in"""

    user_id: str
    username: str
    scopes: list[Open[Scope]]
    disabled: bool
    """Whether the user and its API keys are refused"""
    created_at: datetime


class Session(Model):
    """The tokens of a session"""

    access_token: str = Field(repr=False)
    """Goes into `Authorization: Bearer …`"""
    refresh_token: str = Field(repr=False)
    """Good once, for new tokens"""
    token_type: Open[Literal["Bearer"]]
    expires_in: int
    """For how many seconds the access token is good"""
    refresh_expires_in: int
    """For how many seconds the refresh token is good"""
    user: User


class FieldError(Model):
    pointer: str
    """Where: `#/body/path`, `#/query/limit`, `#/path/file_id`"""
    message: str
    """What it must be"""


class Problem(Model):
    """An error (RFC 9457)"""

    type: str
    """A page that says what happened and what to do"""
    title: str
    status: int
    detail: str
    """What happened this time"""
    instance: str
    """The address of the request"""
    code: str
    """A stable slug"""
    request_id: str
    errors: list[FieldError] | None = None
    """The fields at fault, the first 20 of them"""
    more_errors: int | None = None
    """How many more fields are at fault than `errors` lists; left out if it lists all"""


class Me(Model):
    """Who makes this request"""

    user_id: str
    username: str
    scopes: list[Open[Scope]]
    """What the credentials of this request may do"""
    credential: Open[Literal["access_token", "api_key"]]
    """What the request was made with"""


class WsTicket(Model):
    ticket: str = Field(repr=False)
    """Goes into the address: `?ticket=…`"""
    expires_at: datetime


class ApiKey(Model):
    """What is known of an API key"""

    key_id: str
    """The part of the key between its two underscores"""
    name: str
    """What the key is for, in words of its user"""
    scopes: list[Open[Scope]]
    created_at: datetime
    expires_at: datetime | None
    """When it ends by itself; null where it never does"""
    last_used_at: datetime | None
    """When it was used last, to the minute; null where it never was"""


class ApiKeyList(Model):
    items: list[ApiKey]
    total: int
    """How many API keys the user has"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""


class NewApiKey(Model):
    """An API key that was just made, with the key itself"""

    key: str = Field(repr=False)
    """Goes into `X-API-Key`; it cannot be had again"""
    key_id: str
    """The part of the key between its two underscores"""
    name: str
    """What the key is for, in words of its user"""
    scopes: list[Open[Scope]]
    created_at: datetime
    expires_at: datetime | None
    """When it ends by itself; null where it never does"""
    last_used_at: datetime | None
    """When it was used last, to the minute; null where it never was"""


class UserList(Model):
    items: list[User]
    total: int
    """How many users there are"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""


FileType: TypeAlias = Literal["document", "image", "audio", "video", "archive", "code", "other"]
"""The kind of a file, the same in lists, filters, search and organizing. The name says it: books,
mails and web pages are documents, raw photos and drawings images, installers and fonts other.
Once organizing has looked at a content that no format of that kind can have, the content says
it: a picture named `holiday.txt` is an image, `clip.ts` may be a video. Only the content can
tell that; until a scan, the name decides
"""


class File(Model):
    """A file in the library"""

    file_id: str
    """Stays with the file when the API moves it"""
    path: str
    name: str
    """The last part of the path"""
    size: int
    """In bytes"""
    mime_type: str
    """The media type that goes with the file's name, or that of its content where that decides its
    `type`
    """
    type: Open[FileType]
    sha256: str | None
    """The digest of the content, once it is known"""
    created_at: datetime
    modified_at: datetime
    etag: str
    """The value of the `ETag` header, quotes included; another one as soon as the content or the
    path is
    """


class FileList(Model):
    items: list[File]
    total: int
    """How many files the whole list has"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""
    folders: list[str]
    """The folders directly inside `path`, by name in natural order; on the first page only"""


class TrashedFile(Model):
    """A file in the trash"""

    file: File
    original_path: str
    """Where it was, and where it is put back unless another path is sent"""
    deleted_at: datetime


class TrashList(Model):
    items: list[TrashedFile]
    total: int
    """How many files the trash has"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""


Methodology: TypeAlias = Literal["para", "johnny_decimal", "type", "date"]
"""How to organize: `para` into projects, areas, resources and archives, `johnny_decimal` into
numbered areas, categories and IDs (`10-19 Finance/12 Tax/12.03 2025 return`), `type` by kind of
file, `date` by year and month
"""


class ScanOptions(Model):
    """What is organized, where it goes, and how sure the plan must be"""

    exclude: list[str] | None = None
    """Glob patterns of files and folders that stay, from `path` on: `Letters/**`, `*.{tmp,part}`.
    A pattern without "/" is one for a name, at any depth; a "/" at its beginning stands for
    `path`, one at its end changes nothing. `*` and `?` match within a name, `**` over folders,
    `[a-z]` a character, `{a,b}` one of several. None begins with "!", which would exclude all
    the rest to some and take back an exclusion to others; a name that does is written
    `\\!name`. A folder that matches stays with all in it
    """
    destination: str | None = None
    """The folder in which those of the methodology are made, if not `path` itself; it is made
    where it is not there
    """
    recursive: bool | None = None
    """Whether the files in folders below are organized, too"""
    include_hidden: bool | None = None
    """Whether hidden files and folders, whose names begin with ".", are organized, too"""
    min_confidence: float | None = None
    """Moves of a lower confidence are not planned; what stays for that is in `kept`"""
    projects: list[str] | None = None
    """The names of the caller's projects, for `para` only: what bears one of them, or lies in a
    folder that does, goes to the folder of that project
    """
    areas: list[str] | None = None
    """The names of the caller's areas of responsibility, for `para` only: as with `projects`"""


class ScanOptionsDict(TypedDict, total=False):
    """What is organized, where it goes, and how sure the plan must be"""

    exclude: Sequence[str]
    """Glob patterns of files and folders that stay, from `path` on: `Letters/**`, `*.{tmp,part}`.
    A pattern without "/" is one for a name, at any depth; a "/" at its beginning stands for
    `path`, one at its end changes nothing. `*` and `?` match within a name, `**` over folders,
    `[a-z]` a character, `{a,b}` one of several. None begins with "!", which would exclude all
    the rest to some and take back an exclusion to others; a name that does is written
    `\\!name`. A folder that matches stays with all in it
    """
    destination: str
    """The folder in which those of the methodology are made, if not `path` itself; it is made
    where it is not there
    """
    recursive: bool
    """Whether the files in folders below are organized, too"""
    include_hidden: bool
    """Whether hidden files and folders, whose names begin with ".", are organized, too"""
    min_confidence: float
    """Moves of a lower confidence are not planned; what stays for that is in `kept`"""
    projects: Sequence[str]
    """The names of the caller's projects, for `para` only: what bears one of them, or lies in a
    folder that does, goes to the folder of that project
    """
    areas: Sequence[str]
    """The names of the caller's areas of responsibility, for `para` only: as with `projects`"""


JobStatus: TypeAlias = Literal[
    "pending",
    "scanning",
    "planned",
    "executing",
    "completed",
    "partial",
    "failed",
    "cancelled",
    "rolling_back",
    "rolled_back",
]
"""`pending → scanning → planned → executing → completed`. Beside it: `partial`, some changes were
made or undone and others could not be; `failed`, the job could not go on, such as where the
disk of the library is gone: what is left of its plan can be executed again; `cancelled`; and,
by a rollback, `rolling_back → rolled_back`
"""


class Job(Model):
    """A piece of work that goes on in the background"""

    job_id: str
    kind: Open[Literal["organize", "dedupe"]]
    status: Open[JobStatus]
    path: str
    methodology: Open[Methodology] | None
    """Null for a job that does not organize"""
    dry_run: bool
    """Whether the job ends with its plan for good"""
    progress: int
    """Percent of the present phase"""
    processed_count: int
    total_count: int
    error_count: int
    created_at: datetime
    updated_at: datetime
    estimated_completion: datetime | None


class ChangeError(Model):
    """Why a change was not made"""

    code: Open[
        Literal[
            "vanished",
            "changed",
            "replaced",
            "blocked",
            "name_taken",
            "deleted",
            "denied",
            "disk_full",
            "other_disk",
            "io_error",
        ]
    ]
    """`vanished`: the file is gone. `changed`: it is not the file, or does not have the content,
    that was planned. `replaced`: a link, a folder or something else has its path now.
    `blocked`: the folder that it belongs in cannot be made, since a file, a link or a twin of
    its name is in the way. `name_taken`: another file has the name that it would get back.
    `deleted`: it was deleted for good, and nothing brings it back. `denied`: the server may not
    do it. `disk_full`: there is no room. `other_disk`: the folder would come to another file
    system, which cannot be done in one go. `io_error`: the disk failed.
    """
    message: str


class Change(Model):
    """One planned or made move"""

    file_id: str | None
    """The file that moves; null where a folder does. The files in it keep their ids"""
    from_: str = Field(alias="from")
    to: str
    """Where the file or folder goes. Before the execution it is the wish; after it, the place
    where it is: a name that was taken meanwhile becomes "report (2).pdf"
    """
    action: Open[Literal["move", "move_folder"]]
    """`move`: a file. `move_folder`: a folder whose content belongs together, as one, with all
    that is in it by then
    """
    reason: str
    """Why, in words"""
    confidence: float
    needs_review: bool
    status: Open[Literal["planned", "done", "failed", "undone"]]
    """`undone` by a rollback; what a rollback could not put back is still `done`, with an `error`
    """
    error: ChangeError | None


class FolderChange(Model):
    """A folder that the plan takes files from or puts files in, or that the job has made or
    removed
    """

    path: str
    files_before: int
    """Files directly in it before"""
    files_after: int
    """Files directly in it after"""
    status: Open[Literal["unchanged", "made", "removed"]]
    """`made` by the job, or `removed` because the job has taken the last out of it. A rollback
    makes both `unchanged` again; a folder that was made and has got other content since stays
    """


class Kept(Model):
    """Something that stays where it is although it might have moved"""

    path: str
    reason: str
    """Why, in words"""


class JobResults(Model):
    """What a job plans, or has done"""

    job: Job
    items: list[Change]
    total: int
    """How many changes the whole plan has"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""
    folders: list[FolderChange]
    """The folder structure before and after, by path in natural order; on the first page only"""
    kept: list[Kept]
    """What stays although it might have moved, and why, such as a software project, which all
    methodologies but `para` leave where it is; on the first page only, at most 1,000
    """


class JobList(Model):
    items: list[Job]
    total: int
    """How many jobs the whole list has"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""


class SearchResult(Model):
    file: File
    score: float
    """How good the match is, each word counting the same. A word of the name counts from 0.5 to 1,
    a part of the name from 0.25 to 0.5, a word of the content from 0.125 to 0.25 and a part of
    the content from 0.0625 to 0.125: the more, the rarer the word is and the more of the text
    it makes up (BM25)
    """
    matched: list[Open[Literal["name", "content"]]]
    """Where the words were found"""


class SearchResults(Model):
    items: list[SearchResult]
    """The best first"""
    total: int
    """How many files match"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""
    indexing: bool
    """Whether there are files that the search does not know yet, or not yet as they are now, such
    as after the first start; what is not found may then be found later. How many they are tells
    `search.queued_count` of the statistics.
    """


class FileTypeStats(Model):
    type: Open[FileType]
    count: int
    bytes: int


class FileStats(Model):
    """The files that the index knows"""

    count: int
    bytes: int
    by_type: list[FileTypeStats]
    """Kinds of which there are any"""


class TrashStats(Model):
    count: int
    bytes: int


class SearchStats(Model):
    indexed_count: int
    """Files that are wholly indexed"""
    queued_count: int
    """Files whose name or content waits to be indexed, or to be taken out"""


class JobStats(Model):
    status: Open[JobStatus]
    count: int


class Stats(Model):
    files: FileStats
    trash: TrashStats
    search: SearchStats
    jobs: list[JobStats]
    """States in which there are any jobs"""


class DuplicateFile(Model):
    """One of several files of equal content"""

    file_id: str
    path: str
    modified_at: datetime
    status: Open[Literal["found", "kept", "removed", "restored", "failed"]]
    """`found` by the scan. By the execution, `kept` where it stays, or `removed` to the trash; or
    `failed`: it is left where it is. `restored` by a rollback; what a rollback could not put
    back is still `removed`, with an `error`
    """
    spared_reason: str | None
    """Why it stays whatever is kept of its group, in words: it belongs to a file that stays, as a
    sidecar does to its picture and a cover to its album, or its group is spared
    """
    error: ChangeError | None


class DuplicateGroup(Model):
    """Files of equal content. Several names of one file (hard links) are one file in it"""

    sha256: str
    """The digest of the content"""
    size: int
    """Of each file, in bytes"""
    wasted_bytes: int
    """What the files take that need not stay, as the scan has found them"""
    files: list[DuplicateFile]
    """At least two, by their paths"""


class DedupeResults(Model):
    """What a job has found, and what it has done"""

    job: Job
    items: list[DuplicateGroup]
    """Those groups first that waste most. A page has fewer than `limit` where its groups have more
    than 10,000 files together
    """
    total: int
    """How many groups there are"""
    next_cursor: str | None
    """Pass as `cursor` for the next page; null on the last one"""
    file_count: int
    """How many files all groups have"""
    wasted_bytes: int
    """What all groups waste together"""
    kept: list[Kept]
    """What the scan left out, such as a software project, a sidecar that is equal to that of
    another picture, or a file that changed while it was read; on the first page only, at most
    1,000
    """


class Health(Model):
    status: Open[Literal["ok"]]
    version: str
    uptime_seconds: int


class ReadinessCheck(Model):
    name: Open[Literal["library", "database", "disk"]]
    """`library`: its folder is there and writable; `database`: it answers and can be written;
    `disk`: there is room for the files to come
    """
    status: Open[Literal["passed"]]


class Readiness(Model):
    status: Open[Literal["ready"]]
    checks: list[ReadinessCheck]


class DuplicateDetected(Model):
    job_id: str | None
    """The job that found it; null where an upload did"""
    file: File
    duplicates: list[File]
    """Other files of the same content; at most 100"""


class LiveError(Model):
    code: Open[Literal["job_failed"]]
    """`job_failed`: the job could not be finished"""
    message: str
    """What went wrong, in words"""
    job_id: str | None
    """The job that it happened to"""
    path: str | None
    """The file or folder that it happened to"""


class FileUploadedEvent(Model):
    """A file was uploaded: A file has come into the library by an upload"""

    event: Literal["file_uploaded"]
    event_id: int
    occurred_at: datetime
    data: File


class OrganizeProgressEvent(Model):
    """A job came further: At most ten a second for each job, and always the last state before the
    end
    """

    event: Literal["organize_progress"]
    event_id: int
    occurred_at: datetime
    data: Job


class OrganizeCompleteEvent(Model):
    """A job has ended its work: A scan, an execution or a rollback has ended, well or not:
    `data.status` says how
    """

    event: Literal["organize_complete"]
    event_id: int
    occurred_at: datetime
    data: Job


class DuplicateDetectedEvent(Model):
    """A file is there more than once: An upload, or a job that looks for duplicates, has found
    files of the same content
    """

    event: Literal["duplicate_detected"]
    event_id: int
    occurred_at: datetime
    data: DuplicateDetected


class ErrorEvent(Model):
    """Something went wrong: A job has failed, or something else of the user's went wrong with
    nobody waiting for an answer
    """

    event: Literal["error"]
    event_id: int
    occurred_at: datetime
    data: LiveError


LiveEvent: TypeAlias = (
    FileUploadedEvent
    | OrganizeProgressEvent
    | OrganizeCompleteEvent
    | DuplicateDetectedEvent
    | ErrorEvent
)
"""What happens live; `event` tells the kinds apart"""
