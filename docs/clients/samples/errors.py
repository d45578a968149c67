from bookshop import BookshopClient, BookshopError, NotFoundError, RateLimitError

client = BookshopClient(api_key="my-key")

# #region catch
try:
    client.books.get("lost")
except NotFoundError as error:
    print("No such book", error.request_id)
except RateLimitError as error:
    print(f"Wait {error.retry_after} seconds")
except BookshopError as error:
    print(error.code, error.message, error.body)
# #endregion

# #region options
patient = BookshopClient(api_key="my-key", timeout=10, max_retries=5)
patient.books.get("b1", timeout=2, max_retries=0)
# #endregion

# #region raw
response = client.books.with_raw_response.get("b1")
print(response.parse().title, response.status_code, response.headers["etag"], response.request_id)
# #endregion

# #region log
import logging

logging.basicConfig()
logging.getLogger("bookshop").setLevel(logging.DEBUG)
client.books.get("b1")
# #endregion
