from bookshop import BookshopClient, ClientCredentials


def load_key() -> str:
    return "my-key"


# #region options
with_key = BookshopClient(api_key="my-key")
with_changing_key = BookshopClient(api_key=load_key)
with_tokens = BookshopClient(
    access_token=ClientCredentials(client_id="shop", client_secret="my-secret"),
)
# #endregion

for client in [with_key, with_changing_key, with_tokens]:
    print(client.books.get("b1").title)
