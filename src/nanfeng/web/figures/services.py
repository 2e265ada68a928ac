"""What of reading figures goes into the log: looks at single organisations, and files that are taken away."""

from collections.abc import Iterable, Mapping

from nanfeng.web.audit.services import Note, looked, note, present_doer


def note_look(noun: str, what: str, organisations: Iterable[str | None]) -> None:
    """Note that the data of these organisations was looked at; of none where they are all one's own."""
    others = sorted({one for one in organisations if one and one != present_doer().acting_for})
    if len(others) == 1:
        looked(noun, what, others[0])
    elif others:
        note(Note("look", noun, what, changes={"organisations": others}))


def note_export(noun: str, what: str, changes: Mapping[str, object]) -> None:
    """Note that somebody with an account took a file away; the public's downloads are not followed."""
    if present_doer().who:
        note(Note("export", noun, what, changes=changes))
