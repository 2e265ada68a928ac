"""The demonstration's records: the spreadsheets that offices would have sent, taken in one after another."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.db import connection

from nanfeng.cases.day import beginning
from nanfeng.demo.make import SentFile
from nanfeng.web import city
from nanfeng.web.records.intake import Sender
from nanfeng.web.records.office import Office

Tell = Callable[[float], None]


def take_in(folder: Path, files: Sequence[SentFile], office: Office, tell: Tell) -> Counter[str]:
    """Take files of a folder in, in the order in which they were sent; count rows by what became of them."""
    counts: Counter[str] = Counter(files=len(files))
    for number, sent in enumerate(files, 1):
        taken = office.take_in(folder / sent.file, city.pack().forms[sent.form], _sender(sent)).taken
        counts.update(accepted=taken.accepted.num_rows, refused=len(taken.refused), questions=len(taken.questions))
        if number.bit_count() == 1:
            _know_the_size()
        tell(number / len(files))
    return counts


def _know_the_size() -> None:
    """Let the database look at a table that grows from nothing, each time that it has doubled: it plans by its size."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE records_record")


def _sender(sent: SentFile) -> Sender:
    return Sender(sent.entered_by, beginning(date.fromisoformat(sent.entered)), synthetic=True)
