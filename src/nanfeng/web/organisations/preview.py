"""What a person is shown before deciding: pairs with their likenesses, and what a merge would do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nanfeng.kinds.text import Text
from nanfeng.ledger.duplicates import Sign
from nanfeng.web import city
from nanfeng.web.look.language import words
from nanfeng.web.organisations.merging import Plan
from nanfeng.web.organisations.models import Organisation, Suspect
from nanfeng.web.organisations.printing import headline
from nanfeng.web.organisations.queries import by_identifier
from nanfeng.web.people.scope import present

_SIGNS = {
    Sign.SAME_NAME: Text("名称相同", "same name"),
    Sign.MISTYPED_CODE: Text("代码疑似录错一位", "code one slip apart"),
    Sign.SAME_BODY: Text("代码中的主体标识相同", "same body in the credit code"),
    Sign.SAME_CORE: Text("字号与行业相同", "same name but for place and legal form"),
    Sign.SIMILAR_NAME: Text("同园区内名称只差一字", "names one character apart in one park"),
}


@dataclass(frozen=True)
class Proposal:
    """A pair to decide on: both entries, and why they may be one."""

    suspect: Suspect
    one: Organisation
    other: Organisation
    signs: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One record of a preview: what it is, and whether it would be filed anew or only withdrawn."""

    label: str
    moves: bool


@dataclass(frozen=True)
class Preview:
    """The records that a merge would touch: those that the reader may see, and how many others there are by form."""

    lines: tuple[Line, ...]
    hidden: tuple[tuple[str, int], ...]


def proposals(suspects: Iterable[Suspect]) -> list[Proposal]:
    """The pairs with their entries, looked up together; a pair of which one has gone meanwhile is left out."""
    pairs = list(suspects)
    known = by_identifier([who for one in pairs for who in (one.organisation, one.other)])
    return [
        Proposal(one, known[one.organisation], known[one.other], tuple(words(_SIGNS[Sign(sign)]) for sign in one.signs))
        for one in pairs
        if one.organisation in known and one.other in known
    ]


def preview(plan: Plan) -> Preview:
    """A plan in words, as far as the reader may see the records."""
    scope = present()
    lines: list[Line] = []
    hidden: Counter[str] = Counter()
    for move, record in zip(plan.moves, plan.records, strict=True):
        form = city.pack().forms[record.form]
        if form.purpose == "public" or scope.holds(record.organisation, record.park, form.purpose):
            lines.append(Line(headline(record), bool(move.to)))
        else:
            hidden[words(form.label)] += 1
    return Preview(tuple(lines), tuple(sorted(hidden.items())))
