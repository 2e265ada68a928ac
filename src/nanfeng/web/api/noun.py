"""How an operation is declared: its noun, its address, what it answers, and by its door who may call it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ninja import Router

from nanfeng.web.api.guard import guarded
from nanfeng.web.api.problem import Problem
from nanfeng.web.doors import allowed

View = TypeVar("View", bound=Callable)

_READS = (400, 401, 403, 404, 405, 413, 422, 429, 500, 503)
_WRITES = (*_READS, 409, 412, 415)


class Noun:
    """The operations on one noun (of `covering.NOUNS`).

    Each is a function under `allow(…)` of the doors: an operation that does not say who may call it is refused when it
    is declared. Its docstring is what the document says of it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.router = Router(tags=[name])
        self.router.add_decorator(guarded(name), mode="view")

    def get(self, path: str, answer: Any) -> Callable[[View], View]:
        """An operation that reads."""
        return self._operation("GET", path, {200: answer} | dict.fromkeys(_READS, Problem))

    def post(self, path: str, answer: Any, status: int = 200) -> Callable[[View], View]:
        """An operation that writes; an idempotency key keeps it from being done twice."""
        return self._operation("POST", path, {status: answer} | dict.fromkeys(_WRITES, Problem))

    def file(self, path: str, media_type: str) -> Callable[[View], View]:
        """An operation that gives a file."""
        content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
        extra = {"responses": {200: {"description": "OK", "content": content}}}
        return self._operation("GET", path, {200: None} | dict.fromkeys(_READS, Problem), extra)

    def _operation(
        self, method: str, path: str, answers: Mapping[int, Any], extra: Mapping[str, Any] | None = None
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            rule = allowed(view)
            if rule is None:
                raise LookupError(f"{self.name}.{view.__name__} does not say who may call it (see doors.py)")
            view.__dict__["noun"] = self.name
            self.router.add_api_operation(
                path,
                [method],
                view,
                response=dict(answers),
                operation_id=f"{self.name}_{view.__name__}",
                openapi_extra={"x-public": rule.public} | dict(extra or {}),
            )
            return view

        return declare
