"""Eligibility: criteria over facts from elsewhere, each answering yes, no or unknown with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nanfeng.forms.rule import Rule
from nanfeng.forms.value import Value
from nanfeng.kinds.answer import Answer, Verdict
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text

REGISTERED = ("registered", "kind", "park", "industry", "name")
"""What the register says of an organisation; `registered` is the day."""

LAST_DAY = "_last"
"""What stands for a field of a return where the last day of its period is meant: how old it is."""

CERTIFICATES = "certificate"
"""The form whose records are certificates; its field `kind` says of which kind."""


class Origin(StrEnum):
    """Where a fact comes from."""

    REGISTER = "register"  # the organisation's own entry: one of `REGISTERED`
    RETURN = "return"  # a field of its last return of a form; read only with consent to this use
    CERTIFICATE = "certificate"  # whether one of a kind is valid on the day
    POINTS = "points"  # its innovation score
    CASE = "case"  # a field of this case


@dataclass(frozen=True)
class Reads(Definition):
    """A fact that criteria read: its name in their rules, what people call it, and where it stands (`at`: the field
    `form.field` of a return, the kind of a certificate, a field of the register or of the case). A fact that may stand
    in several places has several of these: the first that knows it answers.
    """

    name: str
    label: Text
    origin: Origin
    at: str


@dataclass(frozen=True)
class Criterion(Definition):
    """One condition of eligibility. `wrong` says what a no means, `mend` what one can do; `source` is where it is
    written.
    """

    id: str
    label: Text
    rule: Rule
    wrong: Text
    mend: Text
    source: str | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of an applicant by name, and why something is not (`withheld`: not read for want of consent)."""

    values: Mapping[str, Value]
    why_not: Mapping[str, Text]
    labels: Mapping[str, Text]


@dataclass(frozen=True)
class Assessed:
    """A criterion and how it was answered."""

    criterion: Criterion
    answer: Answer


def assess(criteria: tuple[Criterion, ...], facts: Facts) -> tuple[Assessed, ...]:
    """The answer of every criterion."""
    return tuple(Assessed(criterion, _answer(criterion, facts)) for criterion in criteria)


def verdict(assessed: tuple[Assessed, ...]) -> Verdict:
    """Yes where every criterion says yes; no where one says no; else unknown, which never counts as yes."""
    verdicts = {each.answer.verdict for each in assessed}
    if Verdict.NO in verdicts:
        return Verdict.NO
    return Verdict.UNKNOWN if Verdict.UNKNOWN in verdicts else Verdict.YES


def _answer(criterion: Criterion, facts: Facts) -> Answer:
    found = criterion.rule.evaluate(facts.values).verdict
    if found is Verdict.YES:
        return Answer(found, criterion.label)
    if found is Verdict.NO:
        return Answer(found, criterion.wrong)
    gaps = [name for name in criterion.rule.fields if facts.values.get(name) is None]
    return Answer(found, _unknown(gaps, facts))


def _unknown(gaps: list[str], facts: Facts) -> Text:
    """What is not known, those together that are not for the same reason."""
    reasons: dict[Text | None, list[Text]] = {}
    for name in gaps:
        reasons.setdefault(facts.why_not.get(name), []).append(facts.labels.get(name, Text(name, name)))
    said = [_gap(labels, why) for why, labels in reasons.items()]
    return Text("；".join(each.zh for each in said), "; ".join(each.en for each in said))


def _gap(labels: list[Text], why: Text | None) -> Text:
    zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
    if why is None:
        return Text(f"不知道{zh}", f"not known: {en}")
    return Text(f"不知道{zh}：{why.zh}", f"not known: {en} ({why.en})")
