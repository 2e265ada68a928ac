from decimal import Decimal

import pytest

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator, satisfies, stated_range, wanted_range

C = Comparator


@pytest.mark.parametrize(
    ("said", "observed", "wanted", "target", "verdict"),
    [
        (C.EXACTLY, "99.96", C.REACH, "100", Verdict.NO),
        (C.EXACTLY, "100", C.REACH, "100", Verdict.YES),
        (C.EXACTLY, "100", C.EXCEED, "100", Verdict.NO),
        (C.EXCEED, "3e12", C.EXCEED, "3e12", Verdict.YES),
        (C.EXCEED, "3e12", C.REACH, "4e12", Verdict.UNKNOWN),
        (C.ABOUT, "10", C.AT_LEAST, "9", Verdict.YES),
        (C.ABOUT, "10", C.AT_LEAST, "10", Verdict.UNKNOWN),
        (C.EXACTLY, "9.6", C.ABOUT, "10", Verdict.YES),
        (C.EXACTLY, "12", C.ABOUT, "10", Verdict.YES),
        (C.EXACTLY, "9.4", C.ABOUT, "10", Verdict.NO),
        (C.EXACTLY, "5", C.AT_MOST, "5", Verdict.YES),
        (C.EXACTLY, "5", C.BELOW, "5", Verdict.NO),
        (C.EXACTLY, "-1", C.NOT_REDUCED, "0", Verdict.NO),
    ],
)
def test_targets_keep_their_comparator(said, observed, wanted, target, verdict):
    found = satisfies(stated_range(said, Decimal(observed)), wanted_range(wanted, Decimal(target)))
    assert found is verdict
