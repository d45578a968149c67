"""The bookshop of `bookshop.yaml` once more, in Python and with the standard library alone.

Usage: bookshop.py [fault]   It prints its address. Without a fault it keeps the document.
"""

import datetime
import json
import re
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

FAULT = sys.argv[1] if len(sys.argv) > 1 else ""
SCOPES = {
    "key-of-the-owner-1234": {"books:read", "books:write"},
    "key-of-a-reader-1234": {"books:read"},
}
LIMIT = 100_000
RESET = int(time.time()) + 600
METHODS = {"/books": ["GET", "POST"], "/books/{}": ["GET", "PATCH", "DELETE"], "/quote": ["GET"]}

books: dict[str, dict] = {}
answers: dict[str, tuple[bytes, tuple]] = {}
quotes: list[float] = []
state = {"remaining": LIMIT}


class Refusal(Exception):
    def __init__(self, status, code, **headers):
        super().__init__(code)
        self.status, self.code = status, code
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def refuse_unless(is_right):
    if not is_right:
        raise Refusal(400, "invalid_request")


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_integer(value):
    return is_number(value) and float(value).is_integer()


def is_date(value):
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(
            datetime.date.fromisoformat(value)
        )
    except ValueError:
        return False


def is_price(value):
    # prices are counted in cents, which binary fractions only come near to
    cents = value * 100 if is_number(value) else 0.5
    return is_number(value) and 0 <= value <= 10000 and abs(cents - round(cents)) < 1e-6


LONGEST_TITLE = 101 if FAULT == "accepts a title of 101 characters" else 100
FIELDS = {
    "title": lambda value: isinstance(value, str) and 1 <= len(value) <= LONGEST_TITLE,
    "subtitle": lambda value: isinstance(value, str) and len(value) <= 200,
    "isbn": lambda value: isinstance(value, str)
    and re.fullmatch(r"97[89][0-9]{10}", value) is not None,
    "price": is_price,
    "pages": lambda value: is_integer(value) and 1 <= value <= 5000,
    "rating": lambda value: is_number(value) and 0 <= value < 5,
    "format": lambda value: value in ("paper", "audio"),
    "published": lambda value: isinstance(value, str) and is_date(value),
    "in_print": lambda value: isinstance(value, bool),
    "tags": lambda value: isinstance(value, list)
    and len(value) <= 3
    and all(isinstance(each, str) and each for each in value)
    and len(set(value)) == len(value),
}


def check_fields(body, required, allowed):
    refuse_unless(isinstance(body, dict))
    refuse_unless(all(name in body for name in required))
    refuse_unless(all(name in allowed and FIELDS[name](value) for name, value in body.items()))


def add(fields):
    now = datetime.datetime.now(datetime.timezone.utc)
    created_at = now.strftime("%Y-%m-%d %H:%M" if FAULT == "sends a malformed date" else "%Y-%m-%dT%H:%M:%SZ")
    made = {"id": str(uuid.uuid4()), "created_at": created_at}
    book = {"format": "paper", "in_print": True, **fields, **made}
    books[book["id"]] = {"version": 1, "book": book}
    return book


for known in ("Emma", "Middlemarch", "Persuasion"):
    add({"title": known, "isbn": "9780141439587", "price": 10})


class Handler(BaseHTTPRequestHandler):
    # Head and body are two writes: the second would wait for the client to acknowledge the first.
    disable_nagle_algorithm = True
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        content = self.rfile.read(length)
        try:
            status, headers, body = self.serve(content)
        except Refusal as refusal:
            code = refusal.code
            status, headers = refusal.status, {"Content-Type": "application/problem+json", **refusal.headers}
            body = {"type": f"/problems/{code}", "title": code, "status": status, "code": code}
            if FAULT == "shows a traceback" and status == 400:
                body["detail"] = 'Traceback (most recent call last):\n  File "shop.py", line 7'
        data = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.send_header("X-Request-Id", str(uuid.uuid4()))
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if status not in (204, 304):
            self.wfile.write(data)

    do_GET = do_POST = do_PATCH = do_DELETE = do_PUT = answer

    def serve(self, content):
        parts = urlsplit(self.path)
        item = re.fullmatch(r"/books/([^/]+)", parts.path)
        methods = METHODS.get("/books/{}" if item else parts.path)
        if methods is None:
            raise Refusal(404, "not_found")
        if self.command not in methods:
            allow = {} if FAULT == "answers 405 without Allow" else {"Allow": ", ".join(methods)}
            raise Refusal(405, "method_not_allowed", **allow)
        if parts.path == "/quote":
            return self.quote()
        self.authorize("books:read" if self.command == "GET" else "books:write")
        if item:
            return self.serve_book(item.group(1), content)
        if self.command == "GET":
            return self.list(dict(parse_qsl(parts.query, keep_blank_values=True)))
        key = self.headers.get("Idempotency-Key")
        refuse_unless(key is None or 1 <= len(key) <= 100)
        body = self.json(content)
        check_fields(body, ("title", "isbn", "price"), FIELDS)
        if key in answers and FAULT != "ignores the idempotency key":
            before, answer = answers[key]
            if before != content:
                raise Refusal(422, "key_reused")
            return answer
        book = add(body)
        answer = self.limited(201, dict(book), {"Location": f"/books/{book['id']}"})
        if key is not None:
            answers[key] = (content, answer)
        return answer

    def authorize(self, scope):
        if FAULT == "needs no credentials":
            return
        granted = SCOPES.get(self.headers.get("X-API-Key") or "")
        if granted is None:
            raise Refusal(401, "unauthorized", WWW_Authenticate="ApiKey")
        if scope not in granted and FAULT != "ignores scopes":
            raise Refusal(403, "forbidden")

    def json(self, content):
        if content and not (self.headers.get("Content-Type") or "").startswith("application/json"):
            raise Refusal(415, "unsupported_media_type")
        try:
            return json.loads(content)
        except ValueError:
            raise Refusal(400, "invalid_json") from None

    def serve_book(self, book_id, content):
        refuse_unless(re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", book_id))
        body = None
        if self.command == "PATCH":
            body = self.json(content)
            check_fields(body, (), ("title", "price"))
            refuse_unless(len(body) > 0)
        entry = books.get(book_id)
        if entry is None:
            raise Refusal(404, "not_found")
        etag = f'"{entry["version"]}"'
        if self.command == "GET":
            if self.headers.get("If-None-Match") == etag:
                return 304, {"ETag": etag}, None
            return self.limited(200, entry["book"], {"ETag": etag})
        if self.command == "DELETE":
            if FAULT != "deletes nothing":
                del books[book_id]
            return 204, {}, None
        if self.headers.get("If-Match") not in (None, etag):
            raise Refusal(412, "precondition_failed")
        entry["book"].update(body)
        entry["version"] += 1
        headers = {"Content-Type": "application/json", "ETag": f'"{entry["version"]}"'}
        return 200, headers, entry["book"]

    def list(self, query):
        limit, cursor = query.get("limit", "20"), query.get("cursor", "0")
        refuse_unless(re.fullmatch(r"[0-9]+", limit) and 1 <= int(limit) <= 100)
        refuse_unless(re.fullmatch(r"[0-9]+", cursor))
        refuse_unless(query.get("sort", "title") in ("title", "price"))
        refuse_unless(query.get("in_print", "true") in ("true", "false"))
        all_books = [books[key]["book"] for key in sorted(books)]
        if "in_print" in query:
            in_print = query["in_print"] == "true"
            all_books = [book for book in all_books if book["in_print"] == in_print]
        end = int(cursor) + int(limit)
        page = {
            "items": all_books[int(cursor) : end],
            "total": len(all_books),
            "next_cursor": str(end) if end < len(all_books) else None,
        }
        if FAULT == "adds a field in a list":
            page["page"] = 1
        return self.limited(200, page, {})

    def quote(self):
        now = time.time()
        quotes[:] = [at for at in quotes if at > now - 1]
        if len(quotes) >= 3:
            raise Refusal(429, "too_many", Retry_After="1")
        quotes.append(now)
        return 200, {"Content-Type": "application/json"}, {"text": "It is a truth"}

    def limited(self, status, body, headers):
        state["remaining"] -= 1
        remaining, seconds = state["remaining"], max(0, int(RESET - time.time()))
        return (
            status,
            {
                "Content-Type": "application/json",
                "X-RateLimit-Limit": LIMIT,
                "X-RateLimit-Remaining": remaining,
                "X-RateLimit-Reset": RESET,
                "RateLimit": f'"books";r={remaining};t={seconds}',
                **headers,
            },
            body,
        )


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(f"http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
