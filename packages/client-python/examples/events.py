import asyncio

from file_organizer import AsyncFileOrganizerClient


async def main() -> None:
    async with (
        AsyncFileOrganizerClient() as client,
        client.events.connect(on_missed=lambda: print("reload everything")) as events,
    ):
        await client.files.upload(b"Buy milk.", "/uploads", filename="notes.txt")
        await client.organize.start(path="/uploads", methodology="type")
        async for event in events:
            if event.event == "file_uploaded":
                print(f"uploaded {event.data.path}")
            if event.event == "organize_progress":
                print(f"{event.data.progress} %")
            if event.event == "organize_complete":
                break


asyncio.run(main())
