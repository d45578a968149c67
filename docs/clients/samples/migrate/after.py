from bookshop import BookshopClient, NotFoundError

with BookshopClient(api_key="my-key") as client:
    try:
        print(client.books.get("b1").title)
    except NotFoundError as error:
        print(error.message)

    for book in client.books.list():
        print(book.title)
