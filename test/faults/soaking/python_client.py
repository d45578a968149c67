"""Uploads by the Python client until its input ends, and prints what was acknowledged.

Each line is a digest and a path. Arguments: the address and the key.
"""

import hashlib
import os
import sys
import threading
import time

from file_organizer import FileOrganizerClient, FileOrganizerError

ended = threading.Event()


def wait_for_end() -> None:
    sys.stdin.read()
    ended.set()


threading.Thread(target=wait_for_end, daemon=True).start()
with FileOrganizerClient(base_url=sys.argv[1], api_key=sys.argv[2]) as client:
    number = 0
    while not ended.is_set():
        number += 1
        content = os.urandom(1000 + number % 5000)
        try:
            file = client.files.upload(content, "/python", filename=f"{number}.bin")
        except FileOrganizerError:
            time.sleep(0.05)
            continue
        print(hashlib.sha256(content).hexdigest(), file.path, flush=True)
