"""The register that a process keeps: it follows what comes in, what is corrected, and what is undone."""

from datetime import date

import pytest
from django.db import transaction
from tests.web import zone
from tests.web.zone import NANHAI, SHUNDE

from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.register import _built, register

DAY = date(2026, 6, 1)
KNOWN, NEW = zone.enterprise(11, NANHAI), zone.enterprise(12, NANHAI)


@pytest.fixture
def known(db: None):
    zone.settle([KNOWN])
    register()


def said(number: zone.Enterprise) -> tuple[object, ...]:
    """What the kept register says of an enterprise; what one that is built anew says is the same."""
    with acting(SYSTEM, Doer("test")):
        kept, anew = (
            (one.knows(number.organisation), one.resolve(number.name, DAY), one.membership(number.organisation, DAY))
            for one in (register(), _built())
        )
    assert kept == anew
    known, meant, belonged = kept
    return known, meant, belonged and belonged.park


def test_whoever_is_entered_is_known(known):
    assert said(NEW) == (False, None, None)
    zone.settle([NEW])
    assert said(NEW) == (True, NEW.organisation, NANHAI)
    assert said(KNOWN) == (True, KNOWN.organisation, NANHAI)


def test_what_is_corrected_is_read_anew(known):
    zone.file(
        "membership",
        [{"organisation": KNOWN.organisation, "park": SHUNDE, "industry": "C3851", "since": "2020-01-01"}],
    )
    assert said(KNOWN) == (True, KNOWN.organisation, SHUNDE)


def test_what_was_undone_was_never_there(known):
    with transaction.atomic():
        zone.settle([NEW])
        assert said(NEW)[0]
        transaction.set_rollback(True)
    assert said(NEW) == (False, None, None)
    zone.settle([zone.enterprise(13, SHUNDE)])
    assert said(NEW) == (False, None, None)
