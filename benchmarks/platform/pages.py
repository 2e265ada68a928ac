"""The list of enterprises and a public page of figures, each beside a bare Django view that asks the database the same.

The bare view runs the very statements that the page ran, and writes their rows into a plain table by a template: no
session, no scope, no navigation, no numbers in the reader's habit. Prints the medians of alternated requests and their
ratio (at most 2 is wanted), and the number of statements.
"""

import time
from collections.abc import Callable
from statistics import median

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from benchmarks.platform import surroundings  # first: it makes the database and sets Django up
from benchmarks.platform.filling import ORGANISATIONS, fill, statistician

RUNS = 41

_TABLE = engines["django"].from_string(
    "<html><body>{% for rows in tables %}<table>{% for row in rows %}"
    "<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>{% endfor %}</body></html>"
)
_KEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET", "INSERT", "UPDATE")


def statements(ask: Callable[[], HttpResponse]) -> list[str]:
    """The questions that a page puts to the database."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    return [each["sql"] for each in asked if not each["sql"].startswith(_KEEPING)]


def bare(asked: list[str]) -> Callable[[HttpRequest], HttpResponse]:
    """A view that asks the same and shows the rows as they come."""

    @transaction.atomic
    def view(_request: HttpRequest) -> HttpResponse:
        tables = []
        with connection.cursor() as cursor:
            for statement in asked:
                cursor.execute(statement)
                tables.append(cursor.fetchall() if cursor.description else [])
        return HttpResponse(_TABLE.render({"tables": tables}))

    return view


def seconds(ask: Callable[[], HttpResponse]) -> float:
    begin = time.perf_counter()
    answer = ask()
    if answer.status_code != 200:
        raise RuntimeError(f"the page answered {answer.status_code}")
    return time.perf_counter() - begin


def compare(name: str, client: Client, address: str) -> None:
    def page() -> HttpResponse:
        return client.get(address)

    page()
    asked = statements(page)
    view, request = bare(asked), RequestFactory().get(address)
    ours, theirs = [], []
    for _ in range(RUNS):
        ours.append(seconds(page))
        theirs.append(seconds(lambda: view(request)))
    print(
        f"{name}: nanfeng {median(ours) * 1e3:.1f} ms, bare Django {median(theirs) * 1e3:.1f} ms, "
        f"{len(asked)} statements; nanfeng / bare: {median(ours) / median(theirs):.2f} (at most 2 is wanted)"
    )


def main() -> None:
    fill()
    print(f"with {ORGANISATIONS:,} organisations, in {surroundings.HOME.name}")
    office = statistician()
    compare("the list of enterprises", office, "/organisations/")
    compare("the list of enterprises, searched", office, "/organisations/?text=制造")
    compare("the published figures of an indicator", Client(), "/data/industrial_output/")


if __name__ == "__main__":
    main()
