"""A page that sends statements which were taken down before, and prints what they give."""

import json
import os
from functools import cache
from pathlib import Path

from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

_COLUMNS = 22
"""Of a case; of them people read number, title, name, park, stage, state, due and owner."""

_READ = (1, 13, 9, 11, 17, 18, 20, 14)


@cache
def statements() -> list[list[str]]:
    """By the number of a page its statements."""
    return json.loads((Path(os.environ["NANFENG_HOME"]) / "same.json").read_text("utf-8"))


class Same(LoginRequiredMixin, View):
    """The statements of one page, whose number the address says, for those who are signed in."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        """What they give, a table each; of cases the columns that people read."""
        with transaction.atomic(), connection.cursor() as cursor:
            tables = [_rows(cursor, statement) for statement in statements()[number]]
        return render(request, "same.html", {"tables": tables})


def _rows(cursor: CursorWrapper, statement: str) -> list[list[object]]:
    cursor.execute(statement)
    columns = len(cursor.description)
    read = _READ if columns == _COLUMNS else range(columns)
    return [[row[place] for place in read] for row in cursor.fetchall()]
