from bookshop import BookshopClient

client = BookshopClient(api_key="my-key")

# #region all
for book in client.books.list(status="in_stock"):
    print(book.title)
# #endregion

# #region page
page = client.books.list(limit=2)
print(len(page.items), page.next_cursor)
# #endregion

# #region pages
for page in client.books.list(limit=2).pages():
    print(len(page.items), "books")
# #endregion
