"""A bulletin tells in words what disagrees with its own figures, and nothing else."""

from dataclasses import replace

from nanfeng.figures.reconcile.finding import Finding, Outcome
from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.text import Language, Text
from nanfeng.report.annex import Judged
from nanfeng.report.cells import Edition
from nanfeng.report.concern import concerning, in_words
from nanfeng.report.document import Bullets, Paragraph
from nanfeng.report.findings import about

SAID = Text("E1与2.2亿元（E3）不符", "E1 is not 220 million yuan (E3)")
OF_OUTPUT = Finding("rule", Outcome.INCONSISTENT, ("E1",), SAID, ("E3",))
OF_EXPORTS = Finding("rule", Outcome.INCONSISTENT, ("E5",), Text("E5 不符", "E5 disagrees"))


def bulletin(pack, release, language=Language.EN, years=-3):
    """A release without an annex of published numbers that tells of output alone; `years` later than the quarter."""
    figures = {
        replace(key, period=key.period.shifted(years)): figure
        for key, figure in release.figures.items()
        if key.indicator == "industrial_output"
    }
    return Edition(pack, replace(release, publication="tables", figures=figures), language)


def summary(blocks):
    first = blocks[0]
    assert isinstance(first, Paragraph)
    return first.spans[0].text


def test_ids_become_statements_and_sources(pack, release):
    title = pack.sources["press"].title
    said = in_words(OF_OUTPUT, bulletin(pack, release))
    assert said.startswith(pack.indicators["industrial_output"].name.en)
    assert "“Industrial output of the zone in the first quarter: 222 million yuan” is not" in said
    assert said.endswith(f"(“{title.en}”)")
    chinese = in_words(OF_OUTPUT, bulletin(pack, release, Language.ZH))
    assert f"（《{title.zh}》）" in chinese
    assert "E1" not in chinese


def test_only_what_concerns_the_figures_is_listed(pack, release):
    edition = bulletin(pack, release)
    assert concerning([OF_EXPORTS, OF_OUTPUT], edition) == [OF_OUTPUT]
    blocks = about(edition, Judged({}, (OF_EXPORTS, OF_OUTPUT)))
    (listed,) = [block for block in blocks if isinstance(block, Bullets)]
    assert len(listed.items) == 1
    assert "0 findings are of agreement, 1 of disagreement" in summary(blocks)


def test_another_time_is_another_matter(pack, release):
    edition = bulletin(pack, release, years=0)
    assert concerning([OF_OUTPUT], edition) == []
    assert "Nobody else has published" in summary(about(edition, Judged({}, (OF_OUTPUT,))))


def test_a_finding_against_a_computed_figure_concerns_it(pack, release):
    edition = bulletin(pack, release)
    key: FigureKey = next(iter(edition.release.figures))
    assert concerning([replace(OF_EXPORTS, against=(str(key),))], edition)
