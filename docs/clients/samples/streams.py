from bookshop import BookshopClient

client = BookshopClient(api_key="my-key")

# #region read
with client.sales.watch() as sales:
    for sale in sales:
        print(sale.book_id, sale.sold_at.isoformat())
        if sale.book_id == "b2":
            break
# #endregion

# #region events
with client.stock.watch() as stream:
    for event in stream:
        if event.event == "arrived":
            print(f"{event.data.copies} copies of {event.data.book_id}")
        elif event.event == "sold-out":
            print(f"{event.data} is sold out")
        else:
            print("A newer event:", event)
# #endregion
