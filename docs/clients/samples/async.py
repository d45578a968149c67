# #region async
import asyncio

from bookshop import AsyncBookshopClient


async def main() -> None:
    async with AsyncBookshopClient(api_key="my-key") as client:
        book = await client.books.get("b1")
        print(book.title)


asyncio.run(main())
# #endregion
