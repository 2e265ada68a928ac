"""What is written down about an intake."""

import json

from nanfeng.intake.protocol import protocol
from nanfeng.intake.take import take
from nanfeng.intake.typed import EXPLAINED, take_rows


def test_a_file_has_a_protocol_that_can_be_kept_as_json(write, visit_form, context):
    path = write([["走访编号", "走访日期"], ["1", "not a day"]], name="月" * 80 + ".xlsx")
    written = json.loads(json.dumps(protocol(take(path, visit_form, context), context, "digest")))
    assert written["file"] == path.name
    assert (written["sent"], written["refused"], written["unchanged"]) == (1, 1, 0)
    (issue,) = written["issues"]
    assert (issue["code"], issue["line"], issue["column"], issue["field"]) == ("not_a_date", 2, "走访日期", "date")


def test_an_explanation_is_written_down_with_the_key_of_its_record(visit_form, context):
    row = {"visit_no": "7", "date": "2023-08-01", EXPLAINED: "已约定"}
    (said,) = protocol(take_rows(visit_form, [row], context), context, "digest")["explanations"]
    assert (said["key"], said["because"], said["asked"]["en"]) == ("7", "已约定", "2023-08-01 is still to come")
