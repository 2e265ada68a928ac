"""Checking the chain: an edited, deleted, reordered or cut-off entry is found and named."""

from collections.abc import Iterator, Mapping

from nanfeng.kinds.text import Text
from nanfeng.web.audit.chain import BEGIN, CHAINED, digest_of_entry
from nanfeng.web.audit.models import Entry, Head


def faults(kept: Mapping[int, str] | None = None) -> Iterator[Text]:
    """What is wrong with the log, from its first entry on; nothing where it is whole.

    `kept` are heads that were kept elsewhere, position to digest: each must still be there as it was.
    """
    kept = dict(kept or {})
    position, previous = 0, BEGIN
    for entry in Entry.objects.order_by("position").values(*CHAINED, "digest").iterator(chunk_size=2000):
        expected, position = position + 1, entry["position"]
        if position != expected:
            yield _missing(expected, position - 1)
        if entry["digest"] != digest_of_entry(entry):
            yield Text(f"第{position}条被改动过", f"entry {position} was changed")
        elif position == expected and entry["previous"] != previous:
            yield Text(
                f"第{position}条接不上前一条：次序或内容被动过", f"entry {position} does not follow the one before"
            )
        if kept.pop(position, entry["digest"]) != entry["digest"]:
            yield Text(f"第{position}条与另存的不同", f"entry {position} is not the one that was kept elsewhere")
        previous = entry["digest"]
    yield from _cut_off(position, previous)
    for lost in sorted(kept):
        yield Text(f"另存的第{lost}条已不在", f"entry {lost}, kept elsewhere, is gone")


def head() -> tuple[int, str]:
    """The position and digest of the last entry, to be kept elsewhere; 0 and zeros for an empty log."""
    found = Head.objects.filter(pk=1).first()
    return (found.position, found.digest) if found else (0, BEGIN)


def _missing(first: int, last: int) -> Text:
    if last < first:
        return Text(f"第{first}条的次序被动过", f"entry {first} stands out of order")
    return Text(f"第{first}至{last}条不见了", f"entries {first} to {last} are gone")


def _cut_off(position: int, digest: str) -> Iterator[Text]:
    last, expected = head()
    if last > position:
        yield Text(f"末尾第{position + 1}至{last}条被截去", f"the end was cut off: entries {position + 1} to {last}")
    elif (last, expected) != (position, digest):
        yield Text(f"末条与记下的第{last}条不符", f"the last entry is not entry {last} as it was noted")
