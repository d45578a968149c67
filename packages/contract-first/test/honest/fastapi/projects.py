"""The projects of `projects.yaml`: OAuth scopes, with FastAPI."""

import datetime
from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Security
from fastapi.security import OAuth2, SecurityScopes
from pydantic import BaseModel, Field, field_validator

TOKENS = {
    "token-of-an-admin": {"projects:read", "projects:write", "projects:admin"},
    "token-of-a-reader": {"projects:read"},
}
oauth = OAuth2(auto_error=False)


def authorize(wanted: SecurityScopes, header: Annotated[str | None, Security(oauth)]) -> None:
    kind, _, token = (header or "").partition(" ")
    granted = TOKENS.get(token)
    if kind.lower() != "bearer" or granted is None:
        raise HTTPException(401, "Not authenticated", {"WWW-Authenticate": "Bearer"})
    if not set(wanted.scopes) <= granted:
        challenge = f'Bearer error="insufficient_scope", scope="{wanted.scope_str}"'
        raise HTTPException(403, "Not allowed", {"WWW-Authenticate": challenge})


SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, Path(pattern=SLUG, max_length=40)]


class ProjectCreate(BaseModel):
    slug: str = Field(pattern=SLUG, min_length=1, max_length=40)
    name: str = Field(min_length=1, max_length=100)
    budget: float | None = Field(default=None, ge=0, strict=True)
    members: list[Annotated[str, Field(min_length=1)]] = []

    @field_validator("members")
    @classmethod
    def once_each(cls, members: list[str]) -> list[str]:
        if len(set(members)) < len(members):
            raise ValueError("a member is listed twice")
        return members


class Project(ProjectCreate):
    created: datetime.datetime


app = FastAPI()
projects: dict[str, Project] = {}


def find(slug: str) -> Project:
    if slug not in projects:
        raise HTTPException(404, "No such project")
    return projects[slug]


@app.get("/projects", dependencies=[Security(authorize, scopes=["projects:read"])])
def list_projects() -> list[Project]:
    return list(projects.values())


@app.post(
    "/projects", status_code=201, dependencies=[Security(authorize, scopes=["projects:write"])]
)
def create_project(new: ProjectCreate) -> Project:
    if new.slug in projects:
        raise HTTPException(409, "This slug is taken")
    now = datetime.datetime.now(datetime.timezone.utc)
    projects[new.slug] = Project(**new.model_dump(), created=now)
    return projects[new.slug]


@app.get("/projects/{slug}", dependencies=[Security(authorize, scopes=["projects:read"])])
def get_project(slug: Slug) -> Project:
    return find(slug)


@app.delete(
    "/projects/{slug}",
    status_code=204,
    dependencies=[Security(authorize, scopes=["projects:write", "projects:admin"])],
)
def delete_project(slug: Slug) -> None:
    find(slug)
    del projects[slug]
