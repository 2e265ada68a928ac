"""No number is printed that the release does not hold."""

import pytest

from nanfeng.kinds.text import Language
from nanfeng.report.cite import Citations
from nanfeng.report.document import Bullets, Cited, Paragraph, Subheading
from nanfeng.report.prose import blocks


def written(text, pack, release, language=Language.EN):
    citations = Citations(pack, release, language)
    return blocks(text, release, citations), citations


def test_a_reference_becomes_the_number_under_its_note(pack, release):
    (paragraph,), citations = written("In all [[visits @to_date]] visits.", pack, release)
    assert isinstance(paragraph, Paragraph)
    cited = [span for span in paragraph.spans if isinstance(span, Cited)]
    assert [(span.note, span.key.indicator) for span in cited] == [(1, "visits")]
    (note,) = citations.notes()
    assert "Vintage aaaaaaaaaaaa" in note.says
    assert "Definition bbbbbbbbbbbb" in note.says


def test_a_figure_cited_twice_has_one_note(pack, release):
    _, citations = written("[[visits @to_date]], again [[visits @to_date]]", pack, release)
    assert len(citations.notes()) == 1


def test_a_figure_that_is_not_there_is_refused(pack, release):
    with pytest.raises(KeyError, match="holds no figure visits/2026-Q1/park_north"):
        written("[[visits @to_date place=park_north]]", pack, release)


def test_a_window_that_is_not_there_is_refused(pack, release):
    with pytest.raises(ValueError, match="there are to_date"):
        written("[[visits @yesterday]]", pack, release)


def test_headings_and_lists(pack, release):
    found, _ = written("## Visits\n\n- first\n- **second** [[visits @to_date]]\n", pack, release)
    assert [type(block) for block in found] == [Subheading, Bullets]


def test_a_sentence_of_which_nothing_is_known_says_so(pack, emptied):
    (paragraph,), _ = written("So [[visits @to_date]] of [[exports @to_date]].", pack, emptied)
    assert isinstance(paragraph, Paragraph)
    assert "".join(span.text for span in paragraph.spans) == "Visits (not available), Exports (not available)."
