"""The release calendar as iCalendar (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from nanfeng.web.links import absolute, origin

_WIDTH = 73
"""Octets of a line before it is folded, so that with the blank and the line's end there are at most 75 and two."""


def calendar_text(days: Iterable[tuple[str, date, str]], now: datetime) -> str:
    """A calendar of whole days, each with the name that it is known by and what happens on it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nanfeng//Release calendar//EN", "METHOD:PUBLISH"]
    for known_by, day, words in days:
        lines += _event(known_by, day, words, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(known_by: str, day: date, words: str, now: datetime) -> list[str]:
    host = origin().partition("://")[2]
    return [
        "BEGIN:VEVENT",
        f"UID:{known_by}@{host}",
        f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(words)}",
        f"URL:{absolute('site:calendar')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(words: str) -> str:
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in parts of at most 75 octets, none of which cuts a character."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _WIDTH:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
