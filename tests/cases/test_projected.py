"""Sources of a record that a case writes: a code that never changes, the day of a stage, or a field."""

import pytest

from nanfeng.cases.projected import entered_stage, fixed_code


@pytest.mark.parametrize(
    ("source", "code", "stage"),
    [
        ("'high_tech'", "high_tech", None),
        ("entered.signed", None, "signed"),
        ("amount", None, None),
        ("it's", None, None),
        ("'a' or 'b'", None, None),
    ],
)
def test_what_a_source_is(source, code, stage):
    assert (fixed_code(source), entered_stage(source)) == (code, stage)
