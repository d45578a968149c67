from pathlib import Path

from bookshop import BookshopClient

client = BookshopClient(api_key="my-key")
Path("cover.png").write_bytes(b"picture")

# #region upload
client.books.cover.upload(
    "b1",
    file=Path("cover.png"),  # a path, an open file, bytes or an iterator of bytes
    caption="First edition",
    on_progress=lambda progress: print(f"{progress.loaded} of {progress.total} bytes"),
)
# #endregion

# #region download
client.books.cover.download("b1").write_to_file("copy.png")
# #endregion

# #region wait
done = client.imports.start_and_wait(
    "https://example.com/books.csv",
    on_progress=lambda state: print(state.status, state.books),
)
print(done.status)
# #endregion
