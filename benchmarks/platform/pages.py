"""The list of enterprises and a public page of figures, each beside the same page written by hand (`bare`).

Both stand behind gunicorn, on the same database, with the same query, the same rows and a sign-in; the bare page has no
navigation, no second language, no scope, and shows codes and numbers as they are stored. Prints the medians of
alternated requests and their ratio (at most 2 is wanted).
"""

import time
from http.client import HTTPConnection
from statistics import median

from benchmarks.platform import surroundings  # first: it makes the database and sets Django up
from benchmarks.platform.filling import ORGANISATIONS, fill, sessions
from benchmarks.platform.servers import bare, platform

RUNS = 201


def seconds(connection: HTTPConnection, address: str, cookie: str) -> float:
    """How long an answer takes; raise RuntimeError where it is none."""
    begin = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": cookie})
    answer = connection.getresponse()
    read = answer.read()
    took = time.perf_counter() - begin
    if answer.status != 200 or read.count(b"<tr>") < 50:
        raise RuntimeError(f"{address} answered {answer.status} with {read.count(b'<tr>')} rows")
    return took


def compare(name: str, address: str, cookies: tuple[str, str]) -> None:
    """Print how long a page takes with both."""
    with platform() as ours, bare() as theirs:
        contenders = list(zip((ours, theirs), cookies, strict=True))
        taken = [[seconds(connection, address, cookie) for connection, cookie in contenders] for _ in range(RUNS)]
    nanfeng, by_hand = (median(column) * 1e3 for column in zip(*taken, strict=True))
    print(
        f"{name}: nanfeng {nanfeng:.1f} ms, bare Django {by_hand:.1f} ms; "
        f"nanfeng / bare: {nanfeng / by_hand:.2f} (at most 2 is wanted)"
    )


def main() -> None:
    """Fill the database, and compare."""
    fill()
    print(f"with {ORGANISATIONS:,} organisations, in {surroundings.HOME.name}")
    compare("the list of enterprises", "/organisations/", sessions())
    compare("the published figures of an indicator", "/data/industrial_output/", ("", ""))


if __name__ == "__main__":
    main()
