"""The pictures of `uploads.yaml`: forms and files, with FastAPI."""

import itertools
from typing import Annotated

from fastapi import FastAPI, File, Form, HTTPException, Path, Response, UploadFile
from pydantic import BaseModel, StringConstraints


class Picture(BaseModel):
    id: int
    caption: str
    public: bool
    tags: list[str]
    size: int


app = FastAPI()
ids = itertools.count(1)
pictures: dict[int, tuple[Picture, bytes]] = {}
PictureId = Annotated[int, Path(ge=1)]


def find(picture_id: int) -> tuple[Picture, bytes]:
    if picture_id not in pictures:
        raise HTTPException(404, "No such picture")
    return pictures[picture_id]


@app.post("/pictures", status_code=201)
async def upload(
    file: Annotated[UploadFile, File()],
    caption: Annotated[str, Form(min_length=1, max_length=80)],
    public: Annotated[bool, Form()] = True,
    tags: Annotated[list[str], Form()] = [],
) -> Picture:
    if file.content_type != "image/png":
        raise HTTPException(415, "Only PNG, please")
    content = await file.read()
    picture = Picture(
        id=next(ids), caption=caption, public=public, tags=tags, size=len(content)
    )
    pictures[picture.id] = (picture, content)
    return picture


@app.get("/pictures/{picture_id}")
def get_picture(picture_id: PictureId) -> Picture:
    return find(picture_id)[0]


@app.get("/pictures/{picture_id}/content")
def download(picture_id: PictureId):
    picture, content = find(picture_id)
    headers = {"Content-Disposition": f'attachment; filename="{picture.id}.png"'}
    return Response(content, media_type="image/png", headers=headers)


Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")]


@app.post("/feedback", status_code=202)
def feedback(
    email: Annotated[Email, Form()],
    stars: Annotated[int, Form(ge=1, le=5)],
    comment: Annotated[str | None, Form(max_length=500)] = None,
) -> Response:
    return Response(status_code=202)
