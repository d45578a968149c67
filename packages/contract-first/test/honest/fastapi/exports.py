"""The exports of `exports.yaml`: jobs that go on after the response, with FastAPI."""

import datetime
import time
import uuid
from typing import Literal

from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel

DURATION = 0.05


class ExportRequest(BaseModel):
    format: Literal["csv", "json"]
    from_: datetime.date = None
    to: datetime.date = None

    model_config = {"populate_by_name": False, "alias_generator": lambda name: name.rstrip("_")}


class Job(BaseModel):
    job_id: uuid.UUID
    state: Literal["queued", "running", "done", "cancelled"]
    progress: float


class Export:
    def __init__(self, request: ExportRequest) -> None:
        self.id = uuid.uuid4()
        self.format = request.format
        self.started = time.monotonic()
        self.cancelled = False

    def job(self) -> Job:
        progress = min(1.0, (time.monotonic() - self.started) / DURATION)
        state = "cancelled" if self.cancelled else "done" if progress == 1 else "running"
        return Job(job_id=self.id, state=state, progress=progress)


app = FastAPI()
exports: dict[uuid.UUID, Export] = {}


def find(job_id: uuid.UUID) -> Export:
    if job_id not in exports:
        raise HTTPException(404, "No such export")
    return exports[job_id]


@app.post("/exports", status_code=202)
def start(request: ExportRequest, response: Response) -> Job:
    export = Export(request)
    exports[export.id] = export
    response.headers["Location"] = f"/exports/{export.id}"
    response.headers["Retry-After"] = "1"
    return export.job()


@app.get("/exports/{job_id}")
def status(job_id: uuid.UUID) -> Job:
    return find(job_id).job()


@app.delete("/exports/{job_id}", status_code=202)
def cancel(job_id: uuid.UUID) -> Job:
    export = find(job_id)
    if export.job().state == "done":
        raise HTTPException(409, "It is done")
    export.cancelled = True
    return export.job()


@app.get("/exports/{job_id}/result")
def result(job_id: uuid.UUID):
    export = find(job_id)
    if export.job().state != "done":
        raise HTTPException(409, "It is not done")
    if export.format == "csv":
        return PlainTextResponse("id,name\n1,Ada\n", media_type="text/csv")
    return JSONResponse([{"id": 1, "name": "Ada"}])
