"""Why nothing can be said of the rows that no rule speaks of."""

from collections.abc import Iterable, Iterator

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, has_number
from nanfeng.figures.reconcile.finding import Finding, Outcome
from nanfeng.figures.reconcile.words import told
from nanfeng.kinds.text import Text


def unchecked(book: Book, findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding, with the reason, for each row that no finding is about."""
    spoken_of = {name for finding in findings for name in finding.about}
    for row in book.rows:
        if row.id not in spoken_of:
            why, said = _why(row), told(row)
            message = Text(f"{said.zh}无法核对：{why.zh}", f"{said.en} cannot be checked: {why.en}")
            yield Finding("unchecked", Outcome.NOT_CHECKABLE, (row.id,), message)


def _why(row: Published) -> Text:
    if row.kind == "mention":
        return Text("只提到名称", "it is only a mention of a name")
    if row.kind == "plan":
        return Text("是打算，不是结果", "it is an intention, no result")
    if not has_number(row):
        return Text("没有给出确定的数", "it gives no definite number")
    if row.kind == "target":
        return Text("是目标，尚无对应的观测值", "it is a target, and nothing observed is known to hold against it")
    if row.indicator is None:
        return Text(
            "所述不是已定义的指标，别处也没有记载", "it measures nothing that is defined, and nothing else tells of it"
        )
    return Text("没有第二个来源，也没有可计算的记录", "there is no second source, nor records to compute it from")
