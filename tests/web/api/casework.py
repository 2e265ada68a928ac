"""What people do with cases over the API, as tests of it say."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.programmes.conftest import PDF, TRIAL

APPLICATION = {"programme": TRIAL, "values": {"forklifts": 2, "requested": "30"}}
"""An application for two forklifts and 300,000 yuan, by who acts for an enterprise."""


def post(caller: Client, path: str, body: dict, **headers: str):
    """The answer to a write; headers are named with `_` for `-`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return caller.post(f"/api/v1/{path}", body, content_type="application/json", headers=named)


def get(caller: Client, path: str, **asked: object):
    """The answer to a question."""
    return caller.get(f"/api/v1/{path}", asked)


def begun(caller: Client, **more: object) -> str:
    """A new application; its number."""
    answer = post(caller, "cases", APPLICATION | more)
    assert answer.status_code == 201, answer.json()
    return answer.json()["number"]


def saved(caller: Client, number: str, **values: object) -> dict:
    """The case with fields filled in, as it was read just before."""
    tag = get(caller, f"cases/{number}").headers["ETag"]
    answer = post(caller, f"cases/{number}/values", {"values": values}, If_Match=tag)
    assert answer.status_code == 200, answer.json()
    return answer.json()


def stepped(caller: Client, number: str, transition: str, **more: object):
    """The answer to a step, as the case is now."""
    version = get(caller, f"cases/{number}").json()["version"]
    return post(caller, f"cases/{number}/moves", {"transition": transition, "version": version} | more)


def attached(caller: Client, number: str, content: bytes = PDF):
    """The answer to a safety plan that is sent."""
    file = SimpleUploadedFile("方案.pdf", content)
    return caller.post(f"/api/v1/cases/{number}/papers", {"kind": "safety_plan", "file": file})


def codes(answer) -> list[str]:
    """The rules that a refusal names."""
    return [each["code"] for each in answer.json()["errors"]]
