"""A field: one thing that a form asks for, declared once for template, parser, page, record and Parquet column."""

from dataclasses import dataclass
from enum import StrEnum

from nanfeng.forms.amount_kind import AmountKind
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


class FieldType(StrEnum):
    """What may be written into a field, and how it is kept.

    A number is DECIMAL(18,4), an amount of money DECIMAL(18,2) in the base unit of its dimension, whatever unit it
    was sent in.
    """

    TEXT = "text"
    CODE = "code"  # one of `codes`
    WHOLE = "whole"  # a whole number
    NUMBER = "number"
    AMOUNT = "amount"  # money
    DATE = "date"
    PERIOD = "period"  # canonical text of a Period
    BOOLEAN = "boolean"
    ORGANISATION = "organisation"  # an identifier, or a name that the register knows
    PLACE = "place"  # a place code, or a name that the pack knows
    INDUSTRY = "industry"  # a code of the industry classification


class Sensitivity(StrEnum):
    """Who may see a single value: anyone, the zone's staff, or only those who act for its organisation and the
    statisticians.
    """

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True)
class Code(Definition):
    """One allowed value of a coded field, with what people call it. `aliases` are other spellings met in
    spreadsheets.
    """

    code: str
    label: Text
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field(Definition):
    """One thing that a form asks for.

    `unit` is the unit in which it is asked (a header may say another, and it is then converted). `aliases` are other
    headers under which it is met. `year_ago_of` names the field whose value of the same period a year ago this one
    holds. `guard` asks for the check of magnitude (off by about 10, 10³, 10⁴ or 10⁸) against own history and peers.
    `amount` says what an amount of money stands for, so that nothing adds up two kinds; None: it is not said.
    """

    name: str
    label: Text
    type: FieldType
    unit: Unit | None = None
    required: bool = False
    codes: tuple[Code, ...] = ()
    aliases: tuple[str, ...] = ()
    help: Text | None = None
    sensitivity: Sensitivity = Sensitivity.INTERNAL
    year_ago_of: str | None = None
    guard: bool = False
    amount: AmountKind | None = None
