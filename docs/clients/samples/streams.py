from bookshop import BookshopClient

client = BookshopClient(api_key="my-key")

# #region read
with client.sales.watch() as sales:
    for sale in sales:
        print(sale.book_id, sale.sold_at.isoformat())
        if sale.book_id == "b2":
            break
# #endregion
