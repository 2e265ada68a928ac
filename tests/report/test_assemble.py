"""One definition serves every place and every state of knowledge."""

import pytest

from nanfeng.kinds.text import Language
from nanfeng.report.assemble import assemble
from nanfeng.report.cells import Edition
from nanfeng.report.document import Picture
from nanfeng.report.printed import pdf


@pytest.mark.parametrize("language", list(Language))
def test_a_report_of_which_nothing_is_known_is_still_a_report(pack, emptied, judged, language):
    document = assemble(Edition(pack, emptied, language), pack.publications["quarter"], judged)
    drawn = [block.id for part in document.parts for block in part.blocks if isinstance(block, Picture)]
    assert drawn == ["progress"]
    assert pdf(document).startswith(b"%PDF")


def test_the_same_definition_serves_one_park(pack, park_release, judged):
    document = assemble(Edition(pack, park_release, Language.EN), pack.publications["quarter"], judged)
    assert document.place == "North Bank Park"
    assert {note.figure.key.place for note in document.notes} == {"park_north"}
