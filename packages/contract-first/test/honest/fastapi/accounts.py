"""The accounts of `accounts.yaml`: what only requests have, and what only responses have, with FastAPI."""

import datetime
import uuid
from typing import Annotated

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field, StringConstraints

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]


class AccountInput(BaseModel):
    email: Email
    password: str = Field(min_length=8, max_length=72)
    name: str = Field(default=None, max_length=80)


class Account(BaseModel):
    id: uuid.UUID
    email: str
    name: str | None = None
    created_at: datetime.datetime


app = FastAPI()
accounts: dict[uuid.UUID, Account] = {}


def check_free(email: str, account_id: uuid.UUID | None = None) -> None:
    if any(each.email == email and each.id != account_id for each in accounts.values()):
        raise HTTPException(409, "This address is taken")


def find(account_id: uuid.UUID) -> Account:
    if account_id not in accounts:
        raise HTTPException(404, "No such account")
    return accounts[account_id]


@app.post("/accounts", status_code=201, response_model_exclude_none=True)
def create(new: AccountInput) -> Account:
    check_free(new.email)
    now = datetime.datetime.now(datetime.timezone.utc)
    account = Account(id=uuid.uuid4(), email=new.email, name=new.name, created_at=now)
    accounts[account.id] = account
    return account


@app.get("/accounts/{account_id}", response_model_exclude_none=True)
def get(account_id: uuid.UUID) -> Account:
    return find(account_id)


@app.put("/accounts/{account_id}", response_model_exclude_none=True)
def update(account_id: uuid.UUID, new: AccountInput) -> Account:
    account = find(account_id)
    check_free(new.email, account_id)
    account.email, account.name = new.email, new.name
    return account
