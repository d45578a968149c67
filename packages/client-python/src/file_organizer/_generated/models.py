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
"""A permission; `admin` includes all others. `organize:write` is enough to move files, to move
duplicates to the trash, and to cancel or roll back jobs of any user.
"""


class User(Model):
    """A user account"""

    user_id: str
    username: str
    scopes: list[Open[Scope]]
    disabled: bool
    """Whether the user and their API keys are refused"""
    created_at: datetime


class Session(Model):
    """The tokens of a session"""

    access_token: str = Field(repr=False)
    """Send as `Authorization: Bearer <token>`"""
    refresh_token: str = Field(repr=False)
    """Valid for one refresh"""
    token_type: Open[Literal["Bearer"]]
    expires_in: int
    """Lifetime of the access token, in seconds"""
    refresh_expires_in: int
    """Lifetime of the refresh token, in seconds"""
    user: User


class FieldError(Model):
    pointer: str
    """Where the error is: `#/body/path`, `#/query/limit`, `#/path/file_id`"""
    message: str
    """What the value must be"""


class Problem(Model):
    """An error (RFC 9457)"""

    type: str
    """URL of a page that explains the problem and what to do"""
    title: str
    status: int
    detail: str
    """What happened in this case"""
    instance: str
    """The URL of the request"""
    code: str
    """Stable identifier of the problem"""
    request_id: str
    errors: list[FieldError] | None = None
    """The invalid fields, at most the first 20"""
    more_errors: int | None = None
    """Number of invalid fields beyond those in `errors`; absent if `errors` lists all"""


class Me(Model):
    """The user and credentials of this request"""

    user_id: str
    username: str
    scopes: list[Open[Scope]]
    """The scopes of this request's credentials"""
    credential: Open[Literal["access_token", "api_key"]]
    """The type of credentials in this request"""


class WsTicket(Model):
    ticket: str = Field(repr=False)
    """Add to the URL as `?ticket=…`"""
    expires_at: datetime


class ApiKey(Model):
    """An API key, without its secret"""

    key_id: str
    """The part of the key between its two underscores"""
    name: str
    """The user's description of what the key is for"""
    scopes: list[Open[Scope]]
    created_at: datetime
    expires_at: datetime | None
    """When the key expires; null if never"""
    last_used_at: datetime | None
    """When the key was last used, to the minute; null if never"""


class ApiKeyList(Model):
    items: list[ApiKey]
    total: int
    """Total number of API keys of the user"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""


class NewApiKey(Model):
    """A new API key, including the key itself"""

    key: str = Field(repr=False)
    """Send as `X-API-Key`. It cannot be retrieved again"""
    key_id: str
    """The part of the key between its two underscores"""
    name: str
    """The user's description of what the key is for"""
    scopes: list[Open[Scope]]
    created_at: datetime
    expires_at: datetime | None
    """When the key expires; null if never"""
    last_used_at: datetime | None
    """When the key was last used, to the minute; null if never"""


class UserList(Model):
    items: list[User]
    total: int
    """Total number of users"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""


FileType: TypeAlias = Literal["document", "image", "audio", "video", "archive", "code", "other"]
"""The kind of a file, the same in lists, filters, search and organizing. The name determines it:
books, emails and web pages are documents; raw photos and drawings are images; installers and
fonts are other. If a scan has found content that no format of that kind can have, the content
determines it instead: a picture named `holiday.txt` is an image, and `clip.ts` may be a video
"""


class File(Model):
    """A file in the library"""

    file_id: str
    """Stays the same when the API moves the file"""
    path: str
    name: str
    """The last part of the path"""
    size: int
    """In bytes"""
    mime_type: str
    """The media type that belongs to the file's name, or to its content if the content determines
    `type`
    """
    type: Open[FileType]
    sha256: str | None
    """The SHA-256 of the content, once known"""
    created_at: datetime
    modified_at: datetime
    etag: str
    """The value of the `ETag` header, including quotes; changes with the content and the path"""


class FileList(Model):
    items: list[File]
    total: int
    """Total number of files in the list"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""
    folders: list[str]
    """The folders directly inside `path`, by name in natural order; on the first page only"""


class TrashedFile(Model):
    """A file in the trash"""

    file: File
    original_path: str
    """Where the file was, and where it is restored by default"""
    deleted_at: datetime


class TrashList(Model):
    items: list[TrashedFile]
    total: int
    """Total number of files in the trash"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""


Methodology: TypeAlias = Literal["para", "johnny_decimal", "type", "date"]
"""How to organize: `para` into projects, areas, resources and archives; `johnny_decimal` into
numbered areas, categories and IDs (`10-19 Finance/12 Tax/12.03 2025 return`); `type` by kind of
file; `date` by year and month
"""


class ScanOptions(Model):
    """What to organize, where to put it, and the minimum confidence"""

    exclude: list[str] | None = None
    """Glob patterns of files and folders to leave in place, relative to `path`: `Letters/**`,
    `*.{tmp,part}`. A pattern without "/" matches names at any depth. A leading "/" stands for
    `path`; a trailing "/" has no effect. `*` and `?` match within a name, `**` across folders,
    `[a-z]` one character, `{a,b}` one of several alternatives. A pattern cannot start with "!",
    which tools interpret differently; to match such a name, write `\\!name`. A matching folder
    is left in place with everything in it
    """
    destination: str | None = None
    """The folder in which to create the methodology's folders; by default `path`. It is created if
    it does not exist
    """
    recursive: bool | None = None
    """Whether to include files in subfolders"""
    include_hidden: bool | None = None
    """Whether to include hidden files and folders, whose names start with "." """
    min_confidence: float | None = None
    """Moves with a lower confidence are not planned; the skipped files are listed in `kept`"""
    projects: list[str] | None = None
    """The names of your projects, for `para` only. A file or folder with one of these names, or
    inside a folder with one, goes to that project's folder
    """
    areas: list[str] | None = None
    """The names of your areas of responsibility, for `para` only; they work like `projects`"""


class ScanOptionsDict(TypedDict, total=False):
    """What to organize, where to put it, and the minimum confidence"""

    exclude: Sequence[str]
    """Glob patterns of files and folders to leave in place, relative to `path`: `Letters/**`,
    `*.{tmp,part}`. A pattern without "/" matches names at any depth. A leading "/" stands for
    `path`; a trailing "/" has no effect. `*` and `?` match within a name, `**` across folders,
    `[a-z]` one character, `{a,b}` one of several alternatives. A pattern cannot start with "!",
    which tools interpret differently; to match such a name, write `\\!name`. A matching folder
    is left in place with everything in it
    """
    destination: str
    """The folder in which to create the methodology's folders; by default `path`. It is created if
    it does not exist
    """
    recursive: bool
    """Whether to include files in subfolders"""
    include_hidden: bool
    """Whether to include hidden files and folders, whose names start with "." """
    min_confidence: float
    """Moves with a lower confidence are not planned; the skipped files are listed in `kept`"""
    projects: Sequence[str]
    """The names of your projects, for `para` only. A file or folder with one of these names, or
    inside a folder with one, goes to that project's folder
    """
    areas: Sequence[str]
    """The names of your areas of responsibility, for `para` only; they work like `projects`"""


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
"""Normally `pending → scanning → planned → executing → completed`. `partial`: some changes could
not be made or undone. `failed`: the job could not continue, for example because the library's
disk is gone; the rest of its plan can be executed again. `cancelled`: the job was cancelled. A
rollback goes `rolling_back → rolled_back`
"""


class Job(Model):
    """Work that runs in the background"""

    job_id: str
    kind: Open[Literal["organize", "dedupe"]]
    status: Open[JobStatus]
    path: str
    methodology: Open[Methodology] | None
    """Null if the job does not organize"""
    dry_run: bool
    """Whether the job is limited to planning"""
    progress: int
    """Percent of the current phase"""
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
    """`vanished`: the file no longer exists. `changed`: it is a different file, or its content has
    changed since the scan. `replaced`: a link, a folder or something else is at its path now.
    `blocked`: its target folder cannot be created, because a file, a link or a folder whose
    name differs only in case or Unicode form is in the way. `name_taken`: another file has its
    original name. `deleted`: it was deleted permanently and cannot be restored. `denied`: the
    server lacks permission. `disk_full`: the disk is full. `other_disk`: the folder would move
    to another file system, which cannot be done in one step. `io_error`: the disk failed.
    """
    message: str


class Change(Model):
    """A planned or completed move"""

    file_id: str | None
    """The file that moves; null if a folder moves. Files in the folder keep their IDs"""
    from_: str = Field(alias="from")
    to: str
    """Where the file or folder goes. Before execution it is the planned path, afterwards the
    actual one, such as "report (2).pdf" if the name was taken in the meantime
    """
    action: Open[Literal["move", "move_folder"]]
    """`move`: moves a file. `move_folder`: moves a whole folder whose content belongs together,
    with everything in it at that time
    """
    reason: str
    """Why the file or folder moves, in plain words"""
    confidence: float
    needs_review: bool
    status: Open[Literal["planned", "done", "failed", "undone"]]
    """`undone`: undone by a rollback. A change that a rollback could not undo stays `done`, with
    an `error`
    """
    error: ChangeError | None


class FolderChange(Model):
    """A folder that files move from or to, or that the job creates or removes"""

    path: str
    files_before: int
    """Number of files directly in it before"""
    files_after: int
    """Number of files directly in it after"""
    status: Open[Literal["unchanged", "made", "removed"]]
    """`made`: created by the job. `removed`: removed by the job after it moved the last file out.
    A rollback makes both `unchanged` again, except that a created folder with other content
    stays
    """


class Kept(Model):
    """A file or folder that was considered but stays where it is"""

    path: str
    reason: str
    """Why it stays, in plain words"""


class JobResults(Model):
    """What a job plans or has done"""

    job: Job
    items: list[Change]
    total: int
    """Total number of changes in the plan"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""
    folders: list[FolderChange]
    """The folder structure before and after, by path in natural order; on the first page only"""
    kept: list[Kept]
    """Files and folders that were considered but stay, and why, such as software projects, which
    only `para` moves; on the first page only, at most 1,000
    """


class JobList(Model):
    items: list[Job]
    total: int
    """Total number of jobs in the list"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""


class SearchResult(Model):
    file: File
    score: float
    """How well the file matches; all words count equally. A word in the name contributes 0.5 to 1,
    part of a name 0.25 to 0.5, a word in the content 0.125 to 0.25, and part of a content word
    0.0625 to 0.125. Rarer words, and words that make up more of the text, contribute more
    (BM25)
    """
    matched: list[Open[Literal["name", "content"]]]
    """Where the words were found"""


class SearchResults(Model):
    items: list[SearchResult]
    """Best matches first"""
    total: int
    """Number of matching files"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""
    indexing: bool
    """Whether some files are not indexed yet, or not in their current version, for example after
    the first start. Such files may be missing from the results. `search.queued_count` in the
    statistics is their number.
    """


class FileTypeStats(Model):
    type: Open[FileType]
    count: int
    bytes: int


class FileStats(Model):
    """The files in the index"""

    count: int
    bytes: int
    by_type: list[FileTypeStats]
    """Only kinds that occur"""


class TrashStats(Model):
    count: int
    bytes: int


class SearchStats(Model):
    indexed_count: int
    """Files that are fully indexed"""
    queued_count: int
    """Files whose name or content is waiting to be indexed, or to be removed from the index"""


class JobStats(Model):
    status: Open[JobStatus]
    count: int


class Stats(Model):
    files: FileStats
    trash: TrashStats
    search: SearchStats
    jobs: list[JobStats]
    """Only states that occur"""


class DuplicateFile(Model):
    """One of several files with identical content"""

    file_id: str
    path: str
    modified_at: datetime
    status: Open[Literal["found", "kept", "removed", "restored", "failed"]]
    """`found`: found by the scan. `kept`: kept by the execution. `removed`: moved to the trash.
    `failed`: could not be removed and is still in place. `restored`: restored by a rollback. A
    file that a rollback could not restore stays `removed`, with an `error`
    """
    spared_reason: str | None
    """Why the file is kept regardless of `keep`, in plain words: it belongs to a file that stays,
    such as a sidecar to its picture or a cover to its album, or its group is listed in `spare`
    """
    error: ChangeError | None


class DuplicateGroup(Model):
    """Files with identical content. Hard links to the same file count as one file"""

    sha256: str
    """The SHA-256 of the content"""
    size: int
    """Of each file, in bytes"""
    wasted_bytes: int
    """Space that removing the duplicates would free, as found by the scan"""
    files: list[DuplicateFile]
    """At least two, sorted by path"""


class DedupeResults(Model):
    """What a job has found and done"""

    job: Job
    items: list[DuplicateGroup]
    """The groups that waste the most space first. A page has fewer than `limit` groups if they
    have more than 10,000 files in total
    """
    total: int
    """Total number of groups"""
    next_cursor: str | None
    """Pass as `cursor` to get the next page; null on the last page"""
    file_count: int
    """Number of files in all groups"""
    wasted_bytes: int
    """Space wasted by all groups"""
    kept: list[Kept]
    """What the scan skipped, such as a software project, a sidecar identical to that of another
    picture, or a file that changed while it was read; on the first page only, at most 1,000
    """


class Health(Model):
    status: Open[Literal["ok"]]
    version: str
    uptime_seconds: int


class ReadinessCheck(Model):
    name: Open[Literal["library", "database", "disk"]]
    """`library`: the library folder exists and is writable; `database`: the database responds and
    is writable; `disk`: the disks have free space
    """
    status: Open[Literal["passed"]]


class Readiness(Model):
    status: Open[Literal["ready"]]
    checks: list[ReadinessCheck]


class DuplicateDetected(Model):
    job_id: str | None
    """The job that found the duplicate; null if an upload did"""
    file: File
    duplicates: list[File]
    """Other files with the same content; at most 100"""


class LiveError(Model):
    code: Open[Literal["job_failed"]]
    """`job_failed`: the job could not be finished"""
    message: str
    """What went wrong, in plain words"""
    job_id: str | None
    """The affected job"""
    path: str | None
    """The affected file or folder"""


class FileUploadedEvent(Model):
    """File uploaded: A file was added to the library by an upload"""

    event: Literal["file_uploaded"]
    event_id: int
    occurred_at: datetime
    data: File


class OrganizeProgressEvent(Model):
    """Job progress: At most ten per second for each job, always including the last state before
    the end
    """

    event: Literal["organize_progress"]
    event_id: int
    occurred_at: datetime
    data: Job


class OrganizeCompleteEvent(Model):
    """Job phase finished: A scan, an execution or a rollback has finished, successfully or not;
    see `data.status`
    """

    event: Literal["organize_complete"]
    event_id: int
    occurred_at: datetime
    data: Job


class DuplicateDetectedEvent(Model):
    """Duplicate detected: An upload or a duplicate scan has found files with identical content"""

    event: Literal["duplicate_detected"]
    event_id: int
    occurred_at: datetime
    data: DuplicateDetected


class ErrorEvent(Model):
    """Error: A job has failed, or another error occurred in the background"""

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
