"""What is said when PostgreSQL does not do as it is told: what failed, its own last words, and how to mend it."""

from pathlib import Path

_LINES = 15

_LIMITED = "a limit on the size of files is set (ulimit -f): lift it and start again"

_MENDS = {
    "No space left on device": "the disk is full: make room on it and start again; nothing that was confirmed is lost",
    "Disk quota exceeded": "the disk quota is used up: make room and start again; nothing that was confirmed is lost",
    "File too large": _LIMITED,
    "File size limit exceeded": _LIMITED,
    "incompatible with server": "another version of PostgreSQL made this database: start it with the platform's "
    "earlier version, make a backup, and restore that into a new home",
    "could not map anonymous shared memory": "the machine has too little memory free: free some and start again",
    "could not create shared memory": "the machine's shared memory is used up: free some and start again",
    "is another postmaster": "another server runs on the same folder, perhaps from another machine: stop that first",
    "the database system is starting up": "it still recovers from a crash: wait a minute and start again",
    "Permission denied": "a file or folder in the home does not belong to the user of the database: give it back",
    "invalid page": "the disk gave back damaged data: check the disk, then restore a backup into a new home",
}


def trouble(failed: str, words: str, log: Path) -> RuntimeError:
    """The error to raise: what `failed`, the program's `words` and the end of the newest file in `log`."""
    said = "\n".join(part for part in (words.strip(), tail(log)) if part)
    mend = next((mend for sign, mend in _MENDS.items() if sign in said), f"the server's own words are in {log}")
    return RuntimeError(f"{failed}; {mend}\n{said}")


def tail(log: Path) -> str:
    """The last lines of the newest file in a folder of logs, or nothing."""
    files = [file for file in log.glob("*.log") if file.is_file()]
    ordered = sorted(files, key=lambda file: file.stat().st_mtime, reverse=True)
    texts = (file.read_text("utf-8", errors="replace").splitlines() for file in ordered)
    return next(("\n".join(lines[-_LINES:]) for lines in texts if lines), "")
