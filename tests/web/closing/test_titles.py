"""What the public log of corrections says of why a number was revised."""

from nanfeng.web.closing.titles import why_revised


def test_the_reason_of_the_correction_stands_before_what_moved_the_number():
    assert [why.zh for why in why_revised(["record_corrected"], "unit_slip")] == ["计量单位错误", "有记录被更正"]


def test_where_nothing_was_reopened_only_what_moved_it_is_said():
    assert [why.en for why in why_revised(["record_added"], "")] == ["records were added"]
