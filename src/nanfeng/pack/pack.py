"""A pack: all of a city's definitions, immutable, under one digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nanfeng.cases.case_form import form_name
from nanfeng.cases.flow import Flow
from nanfeng.cases.programme import Programme
from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Indicator
from nanfeng.figures.published import Published
from nanfeng.figures.warning import FallWarning
from nanfeng.forms.form import Form
from nanfeng.intake.layout import Layout
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.industry import Industry, IndustrySet
from nanfeng.kinds.place import Place
from nanfeng.kinds.provenance import Source
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Rate
from nanfeng.pack.publication import Publication
from nanfeng.plans.plan import Plan


@dataclass(frozen=True)
class Department(Definition):
    """A department or committee that leads or supports measures."""

    code: str
    name: Text


@dataclass(frozen=True)
class Alias(Definition):
    """Another name of a thing that the pack defines (`of` is its id), as met in `source`."""

    name: str
    of: str
    source: str


@dataclass(frozen=True)
class Pack:
    """A city as data. Mappings are by id; `digest` is the sha256 of all its files; `folder` is where it was loaded
    from. Forms, flows and indicators are those with a file of their own and those that follow from programmes.
    """

    id: str
    name: Text
    city: str
    zone: str
    digest: str
    folder: Path
    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    industries: Mapping[str, Industry]
    industry_sets: Mapping[str, IndustrySet]
    departments: Mapping[str, Department]
    forms: Mapping[str, Form]
    flows: Mapping[str, Flow]
    programmes: Mapping[str, Programme]
    layouts: Mapping[str, Layout]
    indicators: Mapping[str, Indicator]
    warnings: Mapping[str, FallWarning]
    plans: Mapping[str, Plan]
    published: tuple[Published, ...]
    publications: Mapping[str, Publication]
    aliases: tuple[Alias, ...]
    rates: tuple[Rate, ...]
    texts: Mapping[str, str]
    definitions: Definitions

    @cached_property
    def filed(self) -> Mapping[str, Form]:
        """The forms that people file: all but those of cases, whose records cases alone write."""
        of_cases = {form_name(programme) for programme in self.programmes}
        return {name: form for name, form in self.forms.items() if name not in of_cases}

    def filed_form(self, name: str) -> Form:
        """The form of that name that people file; raise ValueError that says why it is none, or lists those there
        are.
        """
        if name in self.filed:
            return self.filed[name]
        if name in self.forms:
            raise ValueError(f"{name!r} holds what cases say, and cases alone write it: do it on the case itself")
        raise ValueError(f"{name!r} is not a form of {self.id}; there are: {', '.join(self.filed)}")
