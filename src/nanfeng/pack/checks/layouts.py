"""What holds for the layouts of other returns: they fill fields of a form, each from titles that mean one thing."""

from collections import Counter
from collections.abc import Iterator

from nanfeng.intake.titles import normalised
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.checks.subject import FIELD, FORM, Subject


def layouts_fill_fields(subject: Subject) -> Iterator[Issue]:
    """The form of a layout and the fields that it fills are there."""
    forms = subject.pack.forms
    for layout in subject.pack.layouts.values():
        yield from subject.unknown(layout.form, forms, FORM, subject.spot("layout", layout.id, "form"))
        names = [field.name for field in forms[layout.form].fields] if layout.form in forms else []
        for source in layout.sources if names else ():
            yield from subject.unknown(source.field, names, FIELD, subject.spot("layout", layout.id, "sources"))


def layouts_are_told_apart(subject: Subject) -> Iterator[Issue]:
    """A layout says by what it is recognised, and no title of it means two fields."""
    for layout in subject.pack.layouts.values():
        if not layout.marks:
            wrong, mend = (
                Text("没有写凭什么识别", "nothing says how it is recognised"),
                Text("写上 marks", "write `marks`"),
            )
            yield subject.spot("layout", layout.id, "marks").issue("empty", wrong, mend)
        titles = Counter(normalised(title) for source in layout.sources for title in source.titles)
        for title in (title for title, times in titles.items() if times > 1):
            wrong = Text(f"“{title}”写了两次", f"the title {title!r} is there twice")
            yield subject.spot("layout", layout.id, "sources").issue(
                "twice", wrong, Text("只留一处", "keep one of them")
            )
