"""Records go in as a form's table and come out as the same table; every version stays; nobody sees another's."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from django.db import DatabaseError, transaction

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Purpose
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import PUBLIC, SYSTEM, Scope, acting
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import ALL, Which, records, table
from nanfeng.web.records.services import Written, write
from nanfeng.web.records.shape import Besides

FORM = city.pack().forms["monthly_return"]
ONE, OTHER = "uscc:91440605MA4UTQ5T3K", "uscc:91440606MA4UTQ5T0X"


def filed(organisation: str, output: str | None, entered: datetime = datetime(2023, 5, 6, 1, 2, 3, 4, tzinfo=UTC)):
    return {
        "_key": f"{organisation}|2023-01..2023-04",
        "_organisation": organisation,
        "_first": date(2023, 1, 1),
        "_last": date(2023, 4, 30),
        "_purpose": "statistics",
        "_status": "accepted",
        "_synthetic": True,
        "_entered": entered,
        "_by": "someone",
        "_file": 'a "quoted",\nname.xlsx',
        "_sheet": "",
        "_line": 7,
        "organisation": organisation,
        "period": "2023-01..2023-04",
        "output": None if output is None else Decimal(output),
    }


def rows(*filings) -> pa.Table:
    return pa.Table.from_pylist(list(filings), schema=schema(FORM))


def sent(*filings, park: str = "park_nanhai") -> Written:
    return write(FORM, rows(*filings), Besides([park] * len(filings)))


@pytest.mark.usefixtures("as_system")
def test_what_goes_in_comes_out():
    sent(filed(ONE, "1234567890.12"), filed(OTHER, None))
    found = table(FORM)
    assert found.schema.equals(schema(FORM))
    assert found["output"].to_pylist() == [Decimal("1234567890.12"), None]
    assert found["_entered"][0].as_py() == datetime(2023, 5, 6, 1, 2, 3, 4, tzinfo=UTC)
    assert found["_file"][0].as_py() == 'a "quoted",\nname.xlsx'
    assert found["_sheet"][0].as_py() is None
    assert found["_version"].to_pylist() == [1, 1]


@pytest.mark.usefixtures("as_system")
def test_a_new_filing_is_a_new_version_and_the_old_one_stays():
    sent(filed(ONE, "100"))
    assert sent(filed(ONE, "100")) == Written(added=0, repeated=1)
    assert sent(filed(ONE, "101")) == Written(added=1, repeated=0)
    found = table(FORM)
    assert found["_version"].to_pylist() == [1, 2]
    assert found["_current"].to_pylist() == [False, True]
    assert table(FORM, Which(current=True))["output"].to_pylist() == [Decimal("101.00")]


@pytest.mark.usefixtures("as_system")
def test_nobody_changes_or_deletes_a_record():
    sent(filed(ONE, "100"))
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Record.objects.update(content={})
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Record.objects.all().delete()


CLERK = Scope(organisations=(ONE,), writes=True)
PARK = Scope(parks=("park_nanhai",), purposes=(Purpose.STATISTICS,), writes=True)
OTHER_PARK = Scope(parks=("park_shunde",), purposes=(Purpose.STATISTICS,), writes=True)
SERVICE = Scope(parks=("*",), purposes=(Purpose.SERVICE,), writes=True)
AUDITOR = Scope(parks=("*",), purposes=tuple(Purpose))


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (CLERK, {ONE}),
        (PARK, {ONE, OTHER}),
        (OTHER_PARK, set()),
        (SERVICE, set()),
        (AUDITOR, {ONE, OTHER}),
        (PUBLIC, set()),
    ],
)
def test_everybody_sees_what_is_his_with_and_without_the_filter(db, scope, seen):
    with acting(SYSTEM, Doer()):
        sent(filed(ONE, "1"), filed(OTHER, "2"))
    with acting(scope, Doer()):
        assert set(records().values_list("organisation", flat=True)) == seen
        assert set(table(FORM, ALL)["_organisation"].to_pylist()) == seen
        assert set(Record.objects.values_list("organisation", flat=True)) == seen  # the database's own wall


@pytest.mark.parametrize("scope", [AUDITOR, OTHER_PARK, SERVICE, PUBLIC])
def test_nobody_writes_what_is_not_his(db, scope):
    with pytest.raises(DatabaseError, match="row-level security"), acting(scope, Doer()):
        sent(filed(ONE, "1"))
