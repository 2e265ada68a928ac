"""The board, the search and the page of a programme with 100,000 cases and a million events, each beside the same SQL
run bare.

Bare is a hand-written Django view behind the same gunicorn, with a sign-in: within the same scope of the database it
sends the very statements that our page sends for its content (they are taken down from the page first), and prints what
they give as plain tables; it has no navigation, no forms, no second language, no labels of codes, and computes nothing.
Both have to show the same cases. Prints the medians of alternated requests and their ratio (at most 2 is wanted), and
how long the statements take alone, without any page around them.
"""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median

from benchmarks.platform import surroundings  # first: it makes the database and sets Django up
from benchmarks.platform.filling import sessions
from benchmarks.platform.filling_cases import CASES, PROGRAMME, fill
from benchmarks.platform.servers import bare, platform
from benchmarks.platform.statements import alone, taken_down

RUNS = 41
PAGES = {
    "the board": f"/cases/programmes/{PROGRAMME}/",
    "the search for a text": "/cases/?text=%E7%AC%AC77",
    "the page of the programme, its funnel": f"/cases/programmes/{PROGRAMME}/?view=figures",
}
_CASE = re.compile(rf"{PROGRAMME}-2026-\d+".encode())


@dataclass(frozen=True)
class Answer:
    """What came of a request: its body, and how many seconds it took."""

    body: bytes
    seconds: float


def get(server: HTTPConnection, address: str, cookie: str) -> Answer:
    """Ask for a page, on a new connection: an idle one may be closed. Raise RuntimeError where there is none."""
    server.close()
    begin = time.perf_counter()
    server.request("GET", address, headers={"Cookie": cookie})
    answer = server.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} answered {answer.status}")
    return Answer(body, time.perf_counter() - begin)


def compare(pages: Mapping[str, list[str]], cookies: tuple[str, str]) -> None:
    """Print how long each page takes with both."""
    with platform() as ours, bare() as theirs:
        for number, (name, statements) in enumerate(pages.items()):
            pair = [(ours, PAGES[name], cookies[0]), (theirs, f"/same/{number}/", cookies[1])]
            taken = [[get(*each) for each in pair] for _ in range(RUNS)]
            check(name, *taken[-1])
            nanfeng, by_hand = (median(one.seconds for one in column) * 1e3 for column in zip(*taken, strict=True))
            sql = median(alone(statements) for _ in range(RUNS // 4)) * 1e3
            print(
                f"{name}: nanfeng {nanfeng:.1f} ms, the same SQL bare {by_hand:.1f} ms; "
                f"nanfeng / bare: {nanfeng / by_hand:.2f} (at most 2 is wanted); {len(statements)} statements, "
                f"{sql:.1f} ms alone"
            )


def check(name: str, ours: Answer, theirs: Answer) -> None:
    """Raise RuntimeError where the two do not show the same cases."""
    shown, by_hand = (set(_CASE.findall(answer.body)) for answer in (ours, theirs))
    if shown != by_hand:
        raise RuntimeError(f"{name}: {len(shown)} cases are shown, and bare {len(by_hand)}")


def main() -> None:
    """Fill the database, and compare."""
    events = fill()
    print(f"with {CASES:,} cases and {events:,} events, in {surroundings.HOME.parent.name}")
    cookies = sessions()
    said = {name: taken_down(address, cookies[0]) for name, address in PAGES.items()}
    surroundings.HOME.joinpath("same.json").write_text(json.dumps(list(said.values())), encoding="utf-8")
    compare(said, cookies)


if __name__ == "__main__":
    main()
