from bookshop import NULL, BookshopClient
from bookshop.models import Film, PrintedMedium

client = BookshopClient(api_key="my-key")

# #region arguments
client.books.update("b1", title="Emma")
client.books.update(book_id="b1", title="Emma")
# #endregion

# #region null
client.books.update("b1", note=NULL)  # sends null
client.books.update("b1", title="Emma")  # does not send a note
# #endregion

# #region directions
book = client.books.create(
    title="Emma",
    status="in_stock",
    published="1815-12-23",  # or a datetime.date
    supplier_key="s-1",  # writeOnly: not in what is returned
)
print(book.id, book.copies_sold, book.published.year)  # readOnly: not in what is sent
# #endregion

# #region union
for medium in client.media.list():
    if isinstance(medium, PrintedMedium):
        print(medium.pages_, "pages")
    elif isinstance(medium, Film):
        print(medium.minutes, "minutes")
    else:
        print("a newer kind", medium)
# #endregion
