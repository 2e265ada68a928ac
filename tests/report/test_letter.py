"""Letters as files: everything that they say stands in Word and in PDF, whatever signs it holds."""

from io import BytesIO

import docx
import pytest

from nanfeng.kinds.text import Language
from nanfeng.report.letter import Letter, letter_docx, letter_pdf

SIGNS = "甲#公司 *a* [b] $c <d> @e “f” _g_ \\h"


@pytest.fixture(params=list(Language))
def letter(request) -> Letter:
    return Letter(
        request.param, "管委会", "告知书", "high_tech-2026-0001", SIGNS, ("第一段", SIGNS), "2026-03-01", "演示"
    )


def test_word_holds_every_part_of_it(letter):
    text = "\n".join(one.text for one in docx.Document(BytesIO(letter_docx(letter))).paragraphs)
    for said in ("管委会", "告知书", "high_tech-2026-0001", "第一段", SIGNS, "2026-03-01", "演示"):
        assert said in text


def test_it_is_a_pdf_of_one_page(letter):
    content = letter_pdf(letter)
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") + content.count(b"/Type/Page\n") <= 1
