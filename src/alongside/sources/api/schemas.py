"""What goes in and out."""

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field


class Page(Schema):
    limit: int = Field(50, ge=1, le=200)
    offset: int = Field(0, ge=0, le=1_000_000)


class PathIn(Schema):
    path: str


class CollectionIn(Schema):
    source: Literal["git"] = "git"
    path: str


class RepositoryOut(Schema):
    id: int
    name: str
    path: str
    web_url: str
    commits: int
    mine: int
    collected_at: datetime | None


class RepositoriesOut(Schema):
    items: list[RepositoryOut]
    total: int


class CollectionOut(Schema):
    """`repository`, `commits` and `mine` say what is known of the repository; `new` what this run added to it."""

    id: int
    source: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    message: str = Field(alias="told")
    repository: str = Field(alias="repository.name")
    repository_id: int
    path: str = Field(alias="repository.path")
    commits: int = Field(alias="repository.commits")
    new: int
    mine: int = Field(alias="repository.mine")
    kept: int
    vanished: int
    stage: str
    read: int
    total: int
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
