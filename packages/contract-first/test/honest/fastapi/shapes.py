"""The shapes of `shapes.yaml`: a tagged union, with FastAPI."""

import math
import uuid
from typing import Annotated, Literal

from fastapi import Body, FastAPI
from pydantic import BaseModel, Field

Length = Annotated[float, Field(gt=0, le=1000, strict=True)]


class Circle(BaseModel):
    kind: Literal["circle"]
    radius: Length

    def area(self) -> float:
        return math.pi * self.radius**2


class Rectangle(BaseModel):
    kind: Literal["rectangle"]
    width: Length
    height: Length

    def area(self) -> float:
        return self.width * self.height


Shape = Annotated[Circle | Rectangle, Field(discriminator="kind")]


class StoredShape(BaseModel):
    id: uuid.UUID
    shape: Shape


class Area(BaseModel):
    area: float


app = FastAPI()
shapes: list[StoredShape] = []


@app.get("/shapes")
def list_shapes(kind: Literal["circle", "rectangle"] | None = None) -> list[StoredShape]:
    return [each for each in shapes if kind is None or each.shape.kind == kind]


@app.post("/shapes", status_code=201)
def add_shape(shape: Annotated[Shape, Body()]) -> StoredShape:
    stored = StoredShape(id=uuid.uuid4(), shape=shape)
    shapes.append(stored)
    return stored


@app.post("/area")
def area(shapes: Annotated[list[Shape], Body(min_length=1, max_length=20)]) -> Area:
    return Area(area=sum(shape.area() for shape in shapes))
