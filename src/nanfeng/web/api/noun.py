"""How an operation is declared: its noun, its address, what it answers, and by its door who may call it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ninja import Router

from nanfeng.web.api.guard import guarded
from nanfeng.web.api.problem import Problem
from nanfeng.web.doors import allowed

View = TypeVar("View", bound=Callable)

_READS = (400, 401, 403, 404, 405, 413, 422, 429, 500, 503)
_WRITES = (*_READS, 409, 412, 415)
_REPLACES = (*_WRITES, 428)


class Stated(StrEnum):
    """What an operation has to do with the state of the thing that it is about (see `conditions`)."""

    SHOWN = "shown"  # its answer's ETag names the state
    MINDED = "minded"  # it takes `If-Match` too, and is refused where the state is another by now
    REQUIRED = "required"  # it is refused without `If-Match`


class Noun:
    """The operations on one noun (of `covering.NOUNS`).

    Each is a function under `allow(…)` of the doors: an operation that does not say who may call it is refused when it
    is declared. Its docstring is what the document says of it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.router = Router(tags=[name])
        self.router.add_decorator(guarded(name), mode="view")

    def get(self, path: str, answer: Any, *, stated: Stated | None = None) -> Callable[[View], View]:
        """An operation that reads."""
        return self._operation("GET", path, _Said(200, answer, _READS, stated))

    def post(
        self, path: str, answer: Any, status: int = 200, *, stated: Stated | None = None
    ) -> Callable[[View], View]:
        """An operation that writes; an idempotency key keeps it from being done twice."""
        refusals = _REPLACES if stated is Stated.REQUIRED else _WRITES
        return self._operation("POST", path, _Said(status, answer, refusals, stated))

    def put(self, path: str, answer: Any) -> Callable[[View], View]:
        """An operation that replaces something; it has to say by `If-Match` which state of it."""
        return self._operation("PUT", path, _Said(200, answer, _REPLACES, Stated.REQUIRED))

    def file(self, path: str, media_type: str) -> Callable[[View], View]:
        """An operation that gives a file."""
        shape = {"type": "object"} if media_type == "application/json" else {"type": "string", "format": "binary"}
        content = {media_type: {"schema": shape}}
        extra = {"responses": {200: {"description": "OK", "content": content}}}
        return self._operation("GET", path, _Said(200, None, _READS), extra)

    def _operation(
        self, method: str, path: str, said: "_Said", extra: Mapping[str, Any] | None = None
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            rule = allowed(view)
            if rule is None:
                raise LookupError(f"{self.name}.{view.__name__} does not say who may call it (see doors.py)")
            view.__dict__["noun"] = self.name
            summary, description = described(view.__doc__ or "")
            self.router.add_api_operation(
                path,
                [method],
                view,
                response=said.responses,
                operation_id=f"{self.name}_{view.__name__}",
                summary=summary,
                description=description,
                openapi_extra={"x-public": rule.public, "x-stated": said.stated, **(extra or {})},
            )
            return view

        return declare


@dataclass(frozen=True)
class _Said:
    """What an operation answers: its status and shape where all is well, and with what it may refuse."""

    status: int
    answer: Any
    refusals: tuple[int, ...]
    stated: Stated | None = None

    @property
    def responses(self) -> dict[int, Any]:
        """The shape of each answer by its status."""
        return {self.status: self.answer} | dict.fromkeys(self.refusals, Problem)


def described(docstring: str) -> tuple[str, str]:
    """A summary for lists (`中文 / English`, up to the first full stop of the English), and all that is said."""
    said = " ".join(docstring.split())
    chinese, _, english = said.partition(" / ")
    first = english.split(". ")[0].removesuffix(".")
    return f"{chinese} / {first}", said
