"""What search finds of records."""

from django.urls import reverse

from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.look.search import Finder, Hit, alike
from nanfeng.web.records.access import filed_records
from nanfeng.web.records.models import Record


def _records(text: str, most: int) -> list[Hit]:
    """Those whose key is the text, of the forms that one's role files: keys stand in an index, parts of them do not."""
    found = filed_records().filter(current=True, key=text).order_by("-pk")
    return [_hit(one) for one in found[:most]]


def _hit(one: Record) -> Hit:
    address = reverse("records:record", args=[one.pk])
    return Hit(str(one.pk), alike(one.key), city.pack().forms[one.form].label, address)


FINDERS = (Finder("records", Text("报送记录", "Records"), "records:kept", _records),)
