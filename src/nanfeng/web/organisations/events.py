"""What happened, in the reader's words."""

from nanfeng.kinds.text import Text
from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.wording import action_words, noun_words
from nanfeng.web.look.kinds import Event
from nanfeng.web.look.language import words
from nanfeng.web.organisations.access import Sight
from nanfeng.web.organisations.printing import headline
from nanfeng.web.organisations.timeline import Happened, Stretch, was_withdrawn
from nanfeng.web.records.models import Record


def events(stretch: Stretch, sight: Sight) -> list[Event]:
    """A stretch of a timeline for the page; who did it is told to those who see the log."""
    return [_event(one, sight) for one in stretch.happened]


def _event(happened: Happened, sight: Sight) -> Event:
    if happened.record is not None:
        record = happened.record
        return Event(happened.when, _of_record(record), record.by if sight.log else "", tone=_tone(record))
    entry = happened.entry
    return Event(happened.when, _of_entry(entry), entry.who, "") if entry else Event(happened.when, "")


def _of_record(record: Record) -> str:
    line = headline(record)
    did = Text("登记", "entered") if record.version == 1 else Text("更正", "corrected")
    if was_withdrawn(record):
        did = Text("撤回", "withdrawn")
    why = f"（{record.why}）" if record.why else ""
    return f"{line} · {words(did)}{why}"


def _of_entry(entry: Entry) -> str:
    why = f"（{entry.why}）" if entry.why else ""
    return f"{noun_words(entry.noun)} · {action_words(entry.action)}{why}"


def _tone(record: Record) -> str:
    if was_withdrawn(record):
        return "bad"
    return "" if record.version == 1 else "warn"
