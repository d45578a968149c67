"""The todos of `todos.yaml`, with FastAPI."""

import datetime
import itertools
from typing import Annotated, Literal

from fastapi import FastAPI, HTTPException, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, StrictBool


class NewTodo(BaseModel):
    title: str = Field(min_length=1, max_length=120)
    done: StrictBool = False
    due: datetime.date | None = None
    priority: Literal["low", "normal", "high"] = "normal"


class Todo(NewTodo):
    id: int


app = FastAPI()
todos: dict[int, Todo] = {}
ids = itertools.count(1)
TodoId = Annotated[int, Path(ge=1)]


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, error: RequestValidationError):
    return JSONResponse({"message": str(error.errors()[0]["msg"])}, status_code=400)


@app.exception_handler(HTTPException)
async def refused(request: Request, error: HTTPException):
    return JSONResponse({"message": error.detail}, status_code=error.status_code)


def find(todo_id: int) -> Todo:
    if todo_id not in todos:
        raise HTTPException(404, "No such todo")
    return todos[todo_id]


@app.get("/todos")
def list_todos(
    done: bool | None = None,
    page: Annotated[int, Query(ge=1)] = 1,
    per_page: Annotated[int, Query(ge=1, le=50)] = 20,
) -> list[Todo]:
    matching = [todo for todo in todos.values() if done is None or todo.done == done]
    return matching[(page - 1) * per_page : page * per_page]


@app.post("/todos", status_code=201)
def create_todo(new: NewTodo, response: Response) -> Todo:
    todo = Todo(id=next(ids), **new.model_dump())
    todos[todo.id] = todo
    response.headers["Location"] = f"/todos/{todo.id}"
    return todo


@app.get("/todos/{todo_id}")
def get_todo(todo_id: TodoId) -> Todo:
    return find(todo_id)


@app.put("/todos/{todo_id}")
def replace_todo(todo_id: TodoId, new: NewTodo) -> Todo:
    find(todo_id)
    todos[todo_id] = Todo(id=todo_id, **new.model_dump())
    return todos[todo_id]


@app.delete("/todos/{todo_id}", status_code=204)
def delete_todo(todo_id: TodoId) -> None:
    find(todo_id)
    del todos[todo_id]
