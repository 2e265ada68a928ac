"""The letters of a programme: each follows from steps that there are, and names only what a case can say."""

from collections.abc import Iterator

from nanfeng.cases.letter import OWN, names_in
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Language, Text
from nanfeng.pack.checks.programmes import programmes
from nanfeng.pack.checks.subject import FIELD, Spot, Subject, twice

_STEP = Text("步骤", "step")


def letters_can_be_written(subject: Subject) -> Iterator[Issue]:
    """A letter follows from steps of the programme, and its text names fields of it or what every case has."""
    for programme, spot in programmes(subject):
        yield from twice((one.id for one in programme.letters), spot.key("letters"))
        steps = [one.id for one in programme.transitions]
        known = [*OWN, *(each.name for each in programme.fields)]
        for letter in programme.letters:
            at = spot.key("letters", letter.id)
            for step in letter.after:
                yield from subject.unknown(step, steps, _STEP, at.key("after"))
            for language in Language:
                for name in names_in(letter.text.in_language(language)):
                    yield from subject.unknown(name, known, FIELD, at.key("text", language.value))
            yield from _never(letter.after, at)


def _never(after: tuple[str, ...], at: Spot) -> Iterator[Issue]:
    if not after:
        wrong = Text("没有写在哪一步之后出具", "it does not say after which step it is written")
        yield at.key("after").issue("empty", wrong, Text("写上步骤", "name the steps"))
