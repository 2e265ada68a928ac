"""The OpenAPI document, where django-ninja leaves something unsaid: tags, problems, headers, how to sign in."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from nanfeng.web.api.covering import NOUNS
from nanfeng.web.api.noun import Stated
from nanfeng.web.api.problem import MEDIA_TYPE

_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "账号页制作的令牌 / a token made on the account page"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "session",
        "description": "登录后的会话；写操作须带 X-CSRFToken / a signed-in session; writes bring X-CSRFToken",
    },
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "同一键重发不会重复办理 / sent again with the same key, the write is not done twice",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[\\x21-\\x7e]+$"},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "description": "读取时得到的 ETag；已被他人更改则返回 412 / the ETag that you read; 412 where it has changed since",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[\\x21-\\x7e]+$"},
}
_ETAG = {
    "ETag": {"schema": {"type": "string"}, "description": "内容的版本，供 If-Match 使用 / its state, for If-Match"}
}
_RETRY = {"Retry-After": {"schema": {"type": "integer"}, "description": "秒 / seconds"}}
_METHODS = ("get", "post", "put", "patch", "delete")


def finished(document: Any) -> Any:
    """The document of django-ninja made complete, in place."""
    document["components"]["securitySchemes"] = _SCHEMES
    document["tags"] = [{"name": noun, "description": label.both()} for noun, label in NOUNS.items()]
    for method, operation in _operations(document):
        if method != "get":
            operation["parameters"].append(_KEY)
        _state(operation, operation.pop("x-stated", None))
        operation["security"] = [{}] if operation.pop("x-public", False) else [{"token": []}, {"session": []}]
        for status, answer in operation["responses"].items():
            _finish_answer(int(status), answer)
    return document


def _operations(document: Any) -> Iterator[tuple[str, Any]]:
    for path in document["paths"].values():
        yield from ((method, path[method]) for method in _METHODS if method in path)


def _state(operation: Any, stated: Stated | None) -> None:
    """Say that the answer has an ETag, and that the call takes `If-Match`."""
    if stated is None:
        return
    good = next(answer for status, answer in operation["responses"].items() if int(status) < HTTPStatus.BAD_REQUEST)
    good["headers"] = _ETAG
    if stated is not Stated.SHOWN:
        operation["parameters"].append(_IF_MATCH | {"required": stated is Stated.REQUIRED})


def _finish_answer(status: int, answer: Any) -> None:
    if status >= HTTPStatus.BAD_REQUEST:
        answer["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        answer["headers"] = _RETRY
