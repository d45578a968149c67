"""What a client does in the child of a fork. Scripts fork, so that pytest's threads do not."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from answered import FILE
from served import serve

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")

PRELUDE = """
import asyncio, httpx, os, sys, threading, time
from file_organizer import *

url = sys.argv[1]

def fork(work):
    pid = os.fork()
    if pid == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            print(type(error).__name__, error, file=sys.stderr, flush=True)
            os._exit(1)
    return pid

def succeeded(*pids):
    return all(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0 for pid in pids)
"""


class Seen:
    """What a server has seen."""

    def __init__(self) -> None:
        self.connections: set[object] = set()
        self.keys: list[str | None] = []
        self.lock = threading.Lock()

    def __call__(self, request: BaseHTTPRequestHandler) -> object:
        with self.lock:
            self.connections.add(request.client_address)
            self.keys.append(request.headers.get("Idempotency-Key"))
        if request.path.endswith("/stats"):
            return {"hello": "there"}
        # tells each caller what it has asked for
        return {**FILE, "file_id": request.path.rpartition("/")[2], "job_id": "j"}


@pytest.fixture
def seen() -> Seen:
    return Seen()


@pytest.fixture
def url(seen: Seen) -> Iterator[str]:
    with serve(seen) as url:
        yield url


def run(script: str, url: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PRELUDE + script, url],
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_parent_and_children_get_their_own_responses(url: str) -> None:
    run(
        """
client = FileOrganizerClient(base_url=url)
client.files.get("before")

def ask(name):
    for number in range(50):
        assert client.files.get(f"{name}-{number}").file_id == f"{name}-{number}"

children = [fork(lambda: ask("one")), fork(lambda: ask("two"))]
ask("parent")
assert succeeded(*children)
""",
        url,
    )


def test_parent_and_children_get_their_own_responses_with_the_async_client(url: str) -> None:
    run(
        """
client = AsyncFileOrganizerClient(base_url=url)
asyncio.run(client.files.get("before"))

async def ask(name):
    for number in range(50):
        assert (await client.files.get(f"{name}-{number}")).file_id == f"{name}-{number}"

children = [fork(lambda: asyncio.run(ask("one"))), fork(lambda: asyncio.run(ask("two")))]
asyncio.run(ask("parent"))
assert succeeded(*children)
""",
        url,
    )


def test_child_opens_its_own_connection(url: str, seen: Seen) -> None:
    run(
        """
client = FileOrganizerClient(base_url=url)
client.files.get("before")
assert succeeded(fork(lambda: client.files.get("child")))
client.files.get("after")
""",
        url,
    )
    assert len(seen.connections) == 2


def test_closing_the_client_in_a_child_leaves_the_parent_open(url: str) -> None:
    run(
        """
with FileOrganizerClient(base_url=url) as client:
    client.files.get("before")
    assert succeeded(fork(client.close))
    client.files.get("after")
""",
        url,
    )


def test_fork_while_threads_use_the_client_does_not_deadlock(url: str) -> None:
    run(
        """
client = FileOrganizerClient(base_url=url)
done = threading.Event()

def work():
    while not done.is_set():
        client.files.get("thread")

threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
import warnings
warnings.simplefilter("ignore", DeprecationWarning)  # that threads and forks go badly together
assert all(succeeded(fork(lambda: client.files.get("child"))) for _ in range(20))
done.set()
for thread in threads:
    thread.join()
""",
        url,
    )


def test_each_process_has_its_own_idempotency_keys(url: str, seen: Seen) -> None:
    run(
        """
client = FileOrganizerClient(base_url=url)
start = lambda: client.organize.start(path="/", methodology="type")
start()
assert succeeded(fork(start), fork(start))
start()
""",
        url,
    )
    assert len(set(seen.keys)) == len(seen.keys) == 4


def test_download_can_only_be_read_by_the_process_that_started_it(url: str) -> None:
    run(
        """
client = FileOrganizerClient(base_url=url)
download = client.files.content("before")

def read():
    try:
        download.read()
    except ClientStateError as error:
        assert "another process" in str(error)
        download.close()
    else:
        raise AssertionError("It was read")

assert succeeded(fork(read))
assert b"content" in download.read()
""",
        url,
    )


def test_http_client_used_before_a_fork_is_refused_in_the_child(url: str) -> None:
    run(
        """
http_client = httpx.Client()
client = FileOrganizerClient(base_url=url, http_client=http_client)
client.files.get("before")

def ask():
    try:
        client.files.get("child")
    except ClientStateError as error:
        assert "http_client" in str(error)
    else:
        raise AssertionError("It was used")

assert succeeded(fork(ask))
client.files.get("after")
""",
        url,
    )


def test_http_client_unused_before_a_fork_works_in_the_child(url: str) -> None:
    run(
        """
client = FileOrganizerClient(base_url=url, http_client=httpx.Client())
assert succeeded(fork(lambda: client.files.get("one")), fork(lambda: client.files.get("two")))
""",
        url,
    )


def test_codec_for_host_names_is_loaded_on_import() -> None:
    script = "import sys, file_organizer; sys.exit('encodings.idna' not in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
