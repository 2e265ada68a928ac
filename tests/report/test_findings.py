"""The section about the figures: the surest first, nothing twice, and no more than a reader can take in."""

from dataclasses import replace

from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.kinds.text import Language, Text
from nanfeng.release.release import HELD
from nanfeng.report.annex import Judged
from nanfeng.report.cells import Edition
from nanfeng.report.document import Bullets, Paragraph, Subheading
from nanfeng.report.findings import about


def found(name, cause, likelihood=Likelihood.PROBABLE, about=("S-1",)):
    return Finding("rule", Outcome.INCONSISTENT, about, Text(name, name), likelihood=likelihood, cause=cause)


def test_findings_are_grouped_by_sureness_and_ordered_by_weight(pack, release):
    findings = (
        found("pace", Cause.CHANGE_OF_PACE, Likelihood.POSSIBLE, ("S-2",)),
        found("names", Cause.SEVERAL_NAMES, about=("S-3",)),
        found("size", Cause.POWER_OF_TEN),
        found("windows", Cause.DIFFERENT_WINDOWS, Likelihood.CERTAIN, ("S-4",)),
    )
    blocks = about(Edition(pack, release, Language.EN), Judged({}, findings))
    headings = [block.text for block in blocks if isinstance(block, Subheading)]
    assert headings == ["Inconsistent beyond doubt", "Probably inconsistent", "Worth a look"]
    listed = [item[0].text for block in blocks if isinstance(block, Bullets) for item in block.items]
    assert listed == ["windows (S-4)", "size (S-1)", "names (S-3)", "pace (S-2)"]


def test_one_slip_found_twice_is_told_once_by_the_better_witness(pack, release):
    weak = found("weak", Cause.POWER_OF_TEN)
    strong = replace(weak, message=Text("strong", "strong"), against=("S-7", "S-8"))
    blocks = about(Edition(pack, release, Language.EN), Judged({}, (weak, strong)))
    (listed,) = [block for block in blocks if isinstance(block, Bullets)]
    assert [item[0].text for item in listed.items] == ["strong (S-1)"]


def test_what_disclosure_control_took_out_is_counted(pack, release):
    hidden = sum(figure.status == "suppressed" for figure in release.figures.values())
    summary = about(Edition(pack, release, Language.EN), Judged({}, ()))[0]
    assert isinstance(summary, Paragraph)
    assert hidden > 0
    assert f"{hidden} of them are not published" in summary.spans[0].text


def test_held_revisions_are_counted(pack, release):
    key, figure = next((key, figure) for key, figure in release.figures.items() if figure.value is not None)
    held = replace(release, figures={**release.figures, key: replace(figure, flags=(HELD,))})
    for language, words in ((Language.EN, "Another 1 repeat"), (Language.ZH, "另有 1 个数字已有更正")):
        summary = about(Edition(pack, held, language), Judged({}, ()))[0]
        assert isinstance(summary, Paragraph)
        assert words in summary.spans[0].text
