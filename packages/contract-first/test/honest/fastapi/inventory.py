"""An inventory that was written code first: its document is the `/openapi.json` that FastAPI emits."""

import datetime
import enum
import itertools
import uuid
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException, Query, status
from fastapi.security import APIKeyHeader
from pydantic import BaseModel, ConfigDict, Field


class Unit(str, enum.Enum):
    piece = "piece"
    kilogram = "kg"
    metre = "m"


class ItemIn(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str = Field(min_length=1, max_length=50, examples=["Screw"])
    unit: Unit = Unit.piece
    price: Decimal = Field(ge=0, max_digits=8, decimal_places=2, examples=["1.25"])
    weights: dict[str, float] = {}
    bought: datetime.date | None = None


class Item(ItemIn):
    id: int
    code: uuid.UUID
    added: datetime.datetime


class Movement(BaseModel):
    quantity: int = Field(ge=-1000, le=1000)
    note: str | None = None


class Stock(BaseModel):
    item_id: int
    quantity: int


def known(key: Annotated[str | None, Depends(APIKeyHeader(name="X-Key", auto_error=False))]) -> str:
    if key != "key-of-the-store":
        raise HTTPException(status.HTTP_401_UNAUTHORIZED, headers={"WWW-Authenticate": "ApiKey"})
    return key


class Message(BaseModel):
    detail: str


router = APIRouter(
    prefix="/items", tags=["items"], dependencies=[Depends(known)], responses={401: {"model": Message}}
)
items: dict[int, Item] = {}
stock: dict[int, int] = {}
ids = itertools.count(1)


def found(item_id: int) -> Item:
    if item_id not in items:
        raise HTTPException(404, "No such item")
    return items[item_id]


missing: dict[int | str, dict] = {404: {"model": Message}}


@router.get("")
def list_items(
    unit: Annotated[list[Unit] | None, Query()] = None,
    skip: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
    x_trace: Annotated[str | None, Header()] = None,
) -> list[Item]:
    matching = [item for item in items.values() if unit is None or item.unit in unit]
    return matching[skip : skip + limit]


@router.post("", status_code=201)
def add_item(new: ItemIn) -> Item:
    now = datetime.datetime.now(datetime.timezone.utc)
    item = Item(id=next(ids), code=uuid.uuid4(), added=now, **new.model_dump())
    items[item.id] = item
    return item


@router.get("/{item_id}", responses=missing)
def get_item(item: Annotated[Item, Depends(found)]) -> Item:
    return item


@router.delete("/{item_id}", status_code=204, responses=missing)
def delete_item(item: Annotated[Item, Depends(found)]) -> None:
    del items[item.id]


@router.post("/{item_id}/movements", responses=missing)
def move(item: Annotated[Item, Depends(found)], movement: Movement) -> Stock:
    stock[item.id] = stock.get(item.id, 0) + movement.quantity
    return Stock(item_id=item.id, quantity=stock[item.id])


app = FastAPI(title="Inventory", version="0.1.0")
app.include_router(router)
