"""Lists, as Python programs use them."""

from __future__ import annotations

import asyncio
import copy
import dataclasses
import pickle
import pprint
import subprocess
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import anyio
import httpx
import pytest
from answered import FILE, async_client_of, client_of

from file_organizer import AsyncFileOrganizerClient, ClientStateError, FileOrganizerClient
from file_organizer.models import File

NAMES = [f"{number}.txt" for number in range(7)]


class Folder:
    """Answers with seven files, three a page, and counts the requests."""

    def __init__(self, total: object = len(NAMES), names: list[str] = NAMES) -> None:
        self.total = total
        self.names = names
        self.requests = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        at = int(request.url.params.get("cursor", "0"))
        items = [{**FILE, "name": name} for name in self.names[at : at + 3]]
        cursor = str(at + 3) if at + 3 < len(self.names) else None
        page = {"items": items, "next_cursor": cursor, "folders": []}
        return httpx.Response(200, json={**page, "total": self.total})


def names(files: Any) -> list[str]:
    return [file.name for file in files]


def test_len_counts_the_whole_list_without_another_request() -> None:
    folder = Folder()
    files = client_of(folder).files.list("/")
    assert len(files) == len(list(files)) == 7
    assert len(client_of(folder).files.list("/")) == 7
    assert folder.requests == 4


def test_len_of_a_list_from_a_cursor_needs_the_last_page() -> None:
    client = client_of(Folder())
    assert len(client.files.list("/", cursor="6")) == 1
    with pytest.raises(TypeError, match="known only on its last page"):
        len(client.files.list("/", cursor="3"))
    assert names(client.files.list("/", cursor="3")) == NAMES[3:]


@pytest.mark.parametrize("total", [None, "many", 1])
def test_impossible_total_is_ignored(total: object) -> None:
    files = client_of(Folder(total=total)).files.list("/")
    if total == 1:
        assert len(files) == 3
    else:
        with pytest.raises(TypeError, match="length"):
            len(files)
    assert names(files) == NAMES


def test_list_is_true_if_it_has_items() -> None:
    assert client_of(Folder()).files.list("/")
    assert client_of(Folder()).files.list("/", cursor="3")
    assert not client_of(Folder(names=[])).files.list("/")


@pytest.mark.parametrize(
    "index",
    [
        *(0, 2, 3, 6, -1, -7, 7, -8),
        *(slice(0), slice(2), slice(5), slice(2, 5), slice(5, 99), slice(1, -1), slice(-2, None)),
        *(slice(None), slice(None, None, 2), slice(None, None, -1)),
    ],
)
def test_list_supports_every_index_and_slice(index: Any) -> None:
    files: Any = client_of(Folder()).files.list("/")
    try:
        wanted = NAMES[index]
    except IndexError as error:
        with pytest.raises(IndexError, match=str(error)):
            files[index]
    else:
        found = files[index]
        assert (names(found) if isinstance(index, slice) else found.name) == wanted


def test_indexing_requests_each_page_once() -> None:
    folder = Folder()
    files = client_of(folder).files.list("/")
    assert [files[at].name for at in range(len(files))] == NAMES
    assert [file.name for file in reversed(files)] == NAMES[::-1]
    assert folder.requests == 3


def test_each_page_has_only_its_own_items() -> None:
    pages = list(client_of(Folder()).files.list("/").pages())
    assert [names(page) for page in pages] == [NAMES[:3], NAMES[3:6], NAMES[6:]]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert pages[1][-1].name == "5.txt"
    assert [page.next_cursor for page in pages] == ["3", "6", None]
    assert [names(page) for page in pages[1].pages()] == [NAMES[3:6], NAMES[6:]]


def test_lists_with_equal_items_are_equal() -> None:
    client = client_of(Folder())
    assert client.files.list("/") == client.files.list("/")
    assert client.files.list("/") != client.files.list("/", cursor="3")


@pytest.mark.parametrize("action", [copy.copy, copy.deepcopy, lambda page: page.model_copy()])
def test_copy_of_a_page_can_fetch_the_next_page(action: Callable[[Any], Any]) -> None:
    files = client_of(Folder()).files.list("/")
    twin = action(files)
    assert twin == files
    assert names(twin) == NAMES


def test_page_can_be_unpickled_in_another_process() -> None:
    files = client_of(Folder(), api_key="fo_abc123_token456").files.list("/")
    script = """
import pickle, sys
page = pickle.load(sys.stdin.buffer)
print(type(page).__name__, len(page.items), page.total, page.items[0].name)
"""
    pickled = pickle.dumps(files)
    assert b"token456" not in pickled
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], input=pickled, capture_output=True
    )
    assert done.stdout.decode().split() == ["FileListPage", "3", "7", "0.txt"]
    assert done.stderr == b""


def test_unpickled_page_cannot_fetch_the_next_page() -> None:
    page = pickle.loads(pickle.dumps(client_of(Folder()).files.list("/")))
    assert names(page.items) == NAMES[:3]
    with pytest.raises(ClientStateError, match=r"cursor=page\.next_cursor"):
        list(page)
    last = pickle.loads(pickle.dumps(client_of(Folder()).files.list("/", cursor="6")))
    assert names(last) == NAMES[6:]


@pytest.mark.anyio
async def test_page_of_the_async_client_can_be_pickled() -> None:
    page = await async_client_of(Folder()).files.list("/")
    twin = pickle.loads(pickle.dumps(page))
    assert twin == page
    assert len(twin.items) == 3


def test_raw_response_can_be_pickled() -> None:
    response = client_of(Folder()).files.with_raw_response.list("/")
    twin = pickle.loads(pickle.dumps(response))
    assert twin.parse() == response.parse()
    assert (twin.status_code, twin.content) == (200, response.content)


@pytest.mark.anyio
async def test_async_page_is_indexed_within_the_fetched_items() -> None:
    page = await async_client_of(Folder()).files.list("/")
    assert (len(page), bool(page)) == (7, True)
    assert page[2].name == "2.txt"
    assert names(page[:2]) == NAMES[:2]
    out: list[Any] = [3, -1, slice(None), slice(2, 4), slice(-1, None)]
    for index in out:
        with pytest.raises(IndexError, match="async for"):
            page[index]
    last = await async_client_of(Folder()).files.list("/", cursor="6")
    assert last[-1].name == "6.txt"
    assert [file.name async for file in page] == NAMES
    assert [len(one) async for one in page.pages()] == [3, 3, 1]


TAKERS: dict[str, Callable[[Any], Coroutine[Any, Any, Any]]] = {}


def taker(take: Callable[[Any], Coroutine[Any, Any, Any]]) -> None:
    TAKERS[take.__name__] = take


@taker
async def create_task(files: Any) -> Any:
    return await asyncio.create_task(files)


@taker
async def ensure_future(files: Any) -> Any:
    return await asyncio.ensure_future(files)


@taker
async def gather(files: Any) -> Any:
    [page] = await asyncio.gather(files)
    return page


@taker
async def wait_for(files: Any) -> Any:
    return await asyncio.wait_for(files, 30)


@taker
async def in_another_thread(files: Any) -> Any:
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(files, loop)
    return await asyncio.wrap_future(future)


@taker
async def task_group(files: Any) -> Any:
    if sys.version_info < (3, 11):
        pytest.skip("Python 3.11 has groups of tasks")
    async with asyncio.TaskGroup() as group:
        task = group.create_task(files)
    return task.result()


@pytest.mark.parametrize("name", TAKERS)
def test_async_list_is_accepted_where_a_coroutine_is(name: str) -> None:
    async def main() -> Any:
        return await TAKERS[name](async_client_of(Folder()).files.list("/"))

    assert names(asyncio.run(main()).items) == NAMES[:3]


def test_async_list_can_be_passed_to_asyncio_run() -> None:
    page = asyncio.run(async_client_of(Folder()).files.list("/"))
    assert names(page.items) == NAMES[:3]


@pytest.mark.anyio
@pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])
async def test_task_group_can_start_a_list_method(anyio_backend: str) -> None:
    folder = Folder()
    client = async_client_of(folder)
    async with anyio.create_task_group() as group:
        group.start_soon(client.files.list, "/")
        group.start_soon(client.files.list, "/")
    assert folder.requests == 2


def test_task_of_a_list_shows_the_method_and_can_be_cancelled() -> None:
    async def wait(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    async def main() -> None:
        async with httpx.AsyncClient(transport=httpx.MockTransport(wait)) as http_client:
            client = AsyncFileOrganizerClient(http_client=http_client)
            task = asyncio.create_task(client.files.list("/"))
            await asyncio.sleep(0)
            assert "files.list" in repr(task)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(main())


@pytest.mark.anyio
async def test_async_list_is_requested_each_time_it_is_awaited() -> None:
    folder = Folder()
    files = async_client_of(folder).files.list("/")
    assert folder.requests == 0
    assert names((await files).items) == names((await files).items)
    assert [file.name async for file in files] == NAMES
    assert folder.requests == 5


def test_async_list_that_is_never_awaited_warns() -> None:
    files: Any = async_client_of(Folder()).files.list("/")
    with pytest.warns(RuntimeWarning, match=r"files\.list was never awaited"):
        del files


@pytest.mark.anyio
async def test_error_for_a_list_that_is_not_awaited_says_to_await_it() -> None:
    files: Any = async_client_of(Folder()).files.list("/")
    with pytest.raises(AttributeError, match=r"await files\.list\(…\) first"):
        _ = files.items
    with pytest.raises(TypeError, match="async for"):
        list(files)
    page: Any = await files
    with pytest.raises(TypeError, match="async for"):
        list(page)


def test_table_of_files_has_a_column_for_each_field() -> None:
    pandas = pytest.importorskip("pandas")
    files = client_of(Folder()).files.list("/")
    table = pandas.DataFrame(files)
    assert list(table.columns) == list(File.model_fields)
    assert list(table["name"]) == NAMES
    assert list(pandas.DataFrame(files[:2])["size"]) == [1, 1]
    assert list(pandas.DataFrame(list(files.items))["size"]) == [1, 1, 1]


def test_dataclasses_asdict_returns_all_fields_of_a_model() -> None:
    answer = {**FILE, "colour": "red", "not-a-name": 1}
    file = client_of(lambda _: httpx.Response(200, json=answer)).files.get("f1")
    shown: Any = file
    apart = dataclasses.asdict(shown)
    assert apart == {name: getattr(file, name) for name in [*File.model_fields, "colour"]}
    assert [field.name for field in dataclasses.fields(File)] == list(File.model_fields)


def test_model_converts_to_a_dictionary() -> None:
    file = client_of(lambda _: httpx.Response(200, json={**FILE, "colour": "red"})).files.get("f1")
    shown: Any = file
    assert dict(file) == {name: getattr(file, name) for name in [*File.model_fields, "colour"]}
    assert shown["name"] == "a.txt"
    with pytest.raises(KeyError):
        shown["model_fields"]


def test_model_is_not_iterable_as_a_list() -> None:
    file: Any = client_of(lambda _: httpx.Response(200, json=FILE)).files.get("f1")
    with pytest.raises(TypeError, match="not iterable"):
        list(file)


def test_model_is_pretty_printed_as_its_repr(capsys: pytest.CaptureFixture[str]) -> None:
    file = client_of(lambda _: httpx.Response(200, json=FILE)).files.get("f1")
    pprint.pprint(file, width=10_000)
    assert capsys.readouterr().out == f"{file!r}\n"


def test_asdict_omits_missing_fields() -> None:
    client = client_of(lambda _: httpx.Response(200, json={"file_id": "f1"}))
    shown: Any = client.files.get("f1")
    assert dataclasses.asdict(shown) == {"file_id": "f1"}


def test_asdict_converts_nested_models() -> None:
    answer = {"items": [FILE], "total": 1, "next_cursor": None, "folders": []}
    shown: Any = client_of(lambda _: httpx.Response(200, json=answer)).files.list()
    [inner] = dataclasses.asdict(shown)["items"]
    assert inner["name"] == "a.txt"


def test_models_can_be_pickled() -> None:
    with FileOrganizerClient(
        http_client=httpx.Client(transport=httpx.MockTransport(Folder()))
    ) as client:
        [first, *_] = client.files.list("/")
        assert pickle.loads(pickle.dumps(first)) == first
        assert copy.deepcopy(first) == first
