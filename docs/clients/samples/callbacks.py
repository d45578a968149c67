from bookshop import callbacks

# The body of a request, as it was received.
body = b'{"book_id":"b1","delivered_at":"2026-11-30T10:00:00Z"}'

# #region parse
delivery = callbacks.parse(body)
print(delivery.book_id, delivery.delivered_at)
# #endregion
