# #region call
from bookshop import BookshopClient

with BookshopClient(api_key="my-key") as client:
    book = client.books.get("b1")
    print(book.title)
# #endregion
