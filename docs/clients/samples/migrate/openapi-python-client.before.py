from bookshop_client import Client
from bookshop_client.api.books import get_book, list_books
from bookshop_client.models import Book, ListBooksResponse200

with Client("https://api.bookshop.example", headers={"X-API-Key": "my-key"}) as client:
    book = get_book.sync("b1", client=client)
    if isinstance(book, Book):
        print(book.title)

    # each page by hand
    page = list_books.sync(client=client)
    while isinstance(page, ListBooksResponse200):
        for each in page.items:
            print(each.title)
        if page.next_cursor is None:
            break
        page = list_books.sync(client=client, cursor=page.next_cursor)
