"""Texts that name something which is kept elsewhere, as the number of a case: whether it is there, and whose it is."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.fault import Fault, Finding

Whose = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Asked with names, it gives the organisations behind each one that is there; none where it is no organisation's."""


@dataclass(frozen=True)
class Names:
    """What a text field may hold: a name that is there (else `unknown`), and that is of the organisation whose record
    it is (else `foreign`).
    """

    whose: Whose
    unknown: Fault
    foreign: Fault


NamesOf = Callable[[Form], Mapping[str, Names]]
"""By the fields of a form what each may name; fields that name nothing are left out."""


def no_names(_form: Form) -> Mapping[str, Names]:
    """Nothing is known of what texts name."""
    return {}


def misnamed(table: pa.Table, names: Mapping[str, Names]) -> list[Finding]:
    """A finding beside each field that names nothing, or another organisation's; `table` has the shape of
    `forms.columns.schema`. Blank fields name nothing, and a record without an organisation may name anybody's.
    """
    return [found for field, known in names.items() for found in _misnamed(table, field, known)]


def _misnamed(table: pa.Table, field: str, known: Names) -> list[Finding]:
    said, whose = table[field].to_pylist(), table["_organisation"].to_pylist()
    there = known.whose({name for name in said if name})
    findings = []
    for row, (name, organisation) in enumerate(zip(said, whose, strict=True)):
        if name and name not in there:
            findings.append(Finding(row, field, known.unknown))
        elif name and organisation and there[name] and organisation not in there[name]:
            findings.append(Finding(row, field, known.foreign))
    return findings
