# Generated from the contract by `contract generate`; do not edit.

"""The lists that methods give, each a model that can be iterated over."""

from __future__ import annotations

from .._runtime.page import AsyncPage, Page
from .models import (
    ApiKey,
    ApiKeyList,
    Change,
    DedupeResults,
    DuplicateGroup,
    File,
    FileList,
    Job,
    JobList,
    JobResults,
    SearchResult,
    SearchResults,
    TrashedFile,
    TrashList,
    User,
    UserList,
)

__all__ = [
    "ApiKeyListPage",
    "AsyncApiKeyListPage",
    "AsyncDedupeResultsPage",
    "AsyncFileListPage",
    "AsyncJobListPage",
    "AsyncJobResultsPage",
    "AsyncSearchResultsPage",
    "AsyncTrashListPage",
    "AsyncUserListPage",
    "DedupeResultsPage",
    "FileListPage",
    "JobListPage",
    "JobResultsPage",
    "SearchResultsPage",
    "TrashListPage",
    "UserListPage",
]


class ApiKeyListPage(Page[ApiKey], ApiKeyList):
    """A page of a list, and the way to those that follow."""


class AsyncApiKeyListPage(AsyncPage[ApiKey], ApiKeyList):
    """A page of a list, and the way to those that follow."""


class UserListPage(Page[User], UserList):
    """A page of a list, and the way to those that follow."""


class AsyncUserListPage(AsyncPage[User], UserList):
    """A page of a list, and the way to those that follow."""


class FileListPage(Page[File], FileList):
    """A page of a list, and the way to those that follow."""


class AsyncFileListPage(AsyncPage[File], FileList):
    """A page of a list, and the way to those that follow."""


class TrashListPage(Page[TrashedFile], TrashList):
    """A page of a list, and the way to those that follow."""


class AsyncTrashListPage(AsyncPage[TrashedFile], TrashList):
    """A page of a list, and the way to those that follow."""


class JobResultsPage(Page[Change], JobResults):
    """A page of a list, and the way to those that follow."""


class AsyncJobResultsPage(AsyncPage[Change], JobResults):
    """A page of a list, and the way to those that follow."""


class JobListPage(Page[Job], JobList):
    """A page of a list, and the way to those that follow."""


class AsyncJobListPage(AsyncPage[Job], JobList):
    """A page of a list, and the way to those that follow."""


class SearchResultsPage(Page[SearchResult], SearchResults):
    """A page of a list, and the way to those that follow."""


class AsyncSearchResultsPage(AsyncPage[SearchResult], SearchResults):
    """A page of a list, and the way to those that follow."""


class DedupeResultsPage(Page[DuplicateGroup], DedupeResults):
    """A page of a list, and the way to those that follow."""


class AsyncDedupeResultsPage(AsyncPage[DuplicateGroup], DedupeResults):
    """A page of a list, and the way to those that follow."""
