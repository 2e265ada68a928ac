"""The line that an issue is about is found in the file, as people would point at it."""

import pytest

from nanfeng.pack.lines import line_of

TEXT = """\
id = "trial"
label = { zh = "试用", en = "Trial" }

[[stages]]
id = "applied"

[[stages]]  # the second
id = "approved"
within = { hours = 1 }

[[sections]]
id = "application"
filled_by = ["clerk"]

[[sections.fields]]
name = "forklifts"
type = "whole"

[[sections.fields]]
name = "granted"
type = "amount"

[[sections]]
id = "result"

[[sections.fields]]
name = "hours"
type = "whole"

[[projections]]
form = "visit"
fields = { case = "case" }

[[renamed]]
part = "stage"
was = "testing"
now = "approved"
"""


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("id", 'id = "trial"'),
        ("label.zh", "label ="),
        ("stages.approved.within", "within ="),
        ("stages.approved.id", 'id = "approved"'),
        ("stages.applied", "[[stages]]"),
        ("sections.application.filled_by", "filled_by"),
        ("sections.application.fields.granted.type", 'type = "amount"'),
        ("fields.granted.type", 'type = "amount"'),
        ("sections.result.fields.hours.type", 'type = "whole"'),
        ("projections.visit.fields.case", "fields ="),
        ("renamed.testing.now", 'now = "approved"'),
        ("stages.approved.nothing", "[[stages]]  # the second"),
    ],
)
def test_a_key_is_found_on_its_line(at, said):
    line = line_of(TEXT, at)
    assert line is not None
    assert TEXT.splitlines()[line - 1].startswith(said)


def test_two_entries_are_told_apart():
    assert line_of(TEXT, "stages.applied") == 4
    assert line_of(TEXT, "stages.approved") == 7
    assert line_of(TEXT, "sections.result.fields.hours.type") == 28


@pytest.mark.parametrize("at", ["", "transitions", "limits.seats.total"])
def test_what_no_line_says_has_none(at):
    assert line_of(TEXT, at) is None
