"""Figures over half a million enterprises: Nanfeng beside hand-written SQL and pandas.

Each run is a process of its own (its peak memory is what the system says of it), warm but for the question itself;
five alternated runs, medians.
`python -m benchmarks.figures` prints times, peak memory and ratios, and fails where the answers differ.
"""

import json
import resource
import subprocess
import sys
import time
from math import isclose
from statistics import median
from typing import Any

from benchmarks.figures_contenders import CONTENDERS
from benchmarks.figures_world import folder

RUNS = 5


def main() -> None:
    subprocess.run([sys.executable, "-c", "from benchmarks.figures_world import folder; folder()"], check=True)
    for task, contenders in CONTENDERS.items():
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in contenders}
        for _ in range(RUNS):
            for name in contenders:
                runs[name].append(_in_process(task, name))
        _report(task, runs)


def _report(task: str, runs: dict[str, list[dict[str, Any]]]) -> None:
    seconds = {name: median(run["seconds"] for run in each) for name, each in runs.items()}
    for name, each in runs.items():
        print(f"{task:8} {name:8} {seconds[name]:7.3f} s  peak {median(run['megabytes'] for run in each):6.0f} MB")
        _agree(each[0]["answer"], runs["sql"][0]["answer"])
    against_sql, against_pandas = seconds["nanfeng"] / seconds["sql"], seconds["pandas"] / seconds["nanfeng"]
    print(
        f"{task:8} {against_sql:.2f} times the time of hand-written SQL; {against_pandas:.1f} times as fast as pandas"
    )


def _agree(one: dict[str, list[float]], other: dict[str, list[float]]) -> None:
    if one.keys() != other.keys():
        raise SystemExit(f"the answers cover different cells: {sorted(one.keys() ^ other.keys())[:5]}")
    for cell, values in one.items():
        if not all(isclose(a, b, rel_tol=1e-9, abs_tol=1e-6) for a, b in zip(values, other[cell], strict=True)):
            raise SystemExit(f"the answers differ in {cell}: {values} and {other[cell]}")


def _in_process(task: str, name: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.figures", task, name]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _run(task: str, name: str) -> None:
    CONTENDERS["largest"][name](folder())  # whoever computes figures has loaded the libraries long before
    begun = time.perf_counter()
    answer = CONTENDERS[task][name](folder())
    seconds = time.perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain = {cell: [float(value) for value in values] for cell, values in answer.items()}
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "answer": plain}))


if __name__ == "__main__":
    _run(*sys.argv[1:]) if len(sys.argv) == 3 else main()
