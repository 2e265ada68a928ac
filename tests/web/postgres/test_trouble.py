"""The words that an administrator gets when the server fails."""

from pathlib import Path

from nanfeng.web.postgres.trouble import tail, trouble


def test_a_full_disk_in_the_log_is_said_first(tmp_path: Path) -> None:
    (tmp_path / "server-1.log").write_text("PANIC:  could not write to file: No space left on device\n", "utf-8")
    said = str(trouble("it did not start", "pg_ctl: could not start server", tmp_path)).splitlines()
    assert said[0].startswith("it did not start; the disk is full: make room")
    assert said[-1].startswith("PANIC")


def test_unknown_trouble_names_the_log(tmp_path: Path) -> None:
    assert str(tmp_path) in str(trouble("it did not start", "", tmp_path))


def test_the_tail_is_of_the_newest_log_that_says_something(tmp_path: Path) -> None:
    (tmp_path / "server-1.log").write_text("\n".join(f"line {number}" for number in range(40)), "utf-8")
    (tmp_path / "start.log").write_text("", "utf-8")
    assert tail(tmp_path).splitlines()[0] == "line 25"
    assert tail(tmp_path / "missing") == ""
