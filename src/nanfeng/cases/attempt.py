"""One transition tried by somebody, and how a refusal of it is worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nanfeng.cases.course import Actor, Course
from nanfeng.cases.flow import Flow, Transition
from nanfeng.forms.value import Value
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Subject:
    """What goes through the flow, as it is now: the digest of its record, the facts that conditions read (a fact that
    is not there is not known), and the organisation that it is about, if any.
    """

    digest: str
    facts: Mapping[str, Value] = field(default_factory=dict)
    organisation: str | None = None


@dataclass(frozen=True)
class Attempt:
    """A transition that somebody tries, or could try, on a subject."""

    flow: Flow
    course: Course
    transition: Transition
    actor: Actor
    subject: Subject

    def refused(self, rule: str, why: Text, mend: Text) -> Issue:
        """An issue that says what was tried, from which stage, and why this rule (its stable code) refuses it."""
        return refusal(self.flow, self.course, self.transition.id, (rule, why, mend))


class FlowError(Exception):
    """A move that was refused; nothing has changed. `issues` name every rule that refused it, the gravest first."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        super().__init__("; ".join(f"{issue.wrong.en}; {issue.mend.en}" for issue in issues))

    @property
    def issue(self) -> Issue:
        """The gravest."""
        return self.issues[0]


def refusal(flow: Flow, course: Course, transition: str, said: tuple[str, Text, Text]) -> Issue:
    """The issue for a refused transition, which the flow need not know; `said` is the rule, why, and how to mend."""
    rule, why, mend = said
    known = {one.id: one.label for one in flow.transitions}
    tried, stage = known.get(transition, Text(transition, transition)), flow.stage(course.stage).label
    wrong = Text(
        f"不能“{tried.zh}”（现处于“{stage.zh}”）：{why.zh}", f"cannot {tried.en!r} while {stage.en!r}: {why.en}"
    )
    return Issue(rule, flow.id, transition, wrong, mend)


def possible_now(flow: Flow, course: Course) -> Text:
    """What leads on from where something stands, whoever may do it."""
    labels = listed([transition.label for transition in flow.leaving(course.stage)])
    if not labels.zh:
        return Text("这里已没有下一步", "nothing leads on from here")
    return Text(f"现在可以：{labels.zh}", f"possible now: {labels.en}")


def listed(labels: list[Text]) -> Text:
    """Several labels in a row, each once."""
    zh, en = dict.fromkeys(label.zh for label in labels), dict.fromkeys(label.en for label in labels)
    return Text("、".join(zh), ", ".join(en))
