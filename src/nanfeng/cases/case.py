"""A case: one organisation's way through a programme, as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nanfeng.cases.course import Course
from nanfeng.forms.value import Value


@dataclass(frozen=True)
class Case:
    """What the rules of a programme read. `values` are its fields as last filled in; `papers` and `linked` say how many
    documents of a kind, and records of a form, belong to it; `confirmed` are the outcomes that the organisation has
    confirmed as they stand now.
    """

    course: Course
    values: Mapping[str, Value] = field(default_factory=dict)
    papers: Mapping[str, int] = field(default_factory=dict)
    linked: Mapping[str, int] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
