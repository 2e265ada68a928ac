"""Single cells of everything that is no quantity: texts, codes, days, periods, truth values, organisations, places.

A reader takes a raw cell and gives the kept value, None where the cell is blank, or a Fault.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form
from nanfeng.intake.blank import clean, is_blank, spoilt
from nanfeng.intake.days import period_reader, read_day
from nanfeng.intake.fault import Fault
from nanfeng.intake.sheet import PRECISE, Raw, as_text
from nanfeng.kinds.identifier import mangled_by_spreadsheet, parse_identifier
from nanfeng.kinds.reading import plain
from nanfeng.kinds.text import BETWEEN, Text

Kept = str | bool | date
Reader = Callable[[Raw], Kept | Fault | None]

_YES = frozenset(["是", "有", "对", "真", "√", "✓", "✔", "☑", "y", "yes", "true", "t", "1"])
_NO = frozenset(["否", "无", "不是", "没有", "错", "假", "×", "✗", "✘", "☐", "x", "n", "no", "false", "f", "0"])
_INDUSTRY = re.compile(r"[A-T]?(?:\d{2,4})?")


@dataclass(frozen=True)
class Vocabulary:
    """What names mean here: places and industries by everything that people call them (codes included), normalised by
    `key`. `industries` empty: any code of the right shape is taken. `year` serves periods that name none.
    """

    places: Mapping[str, str] = field(default_factory=dict)
    industries: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None


@lru_cache(maxsize=1 << 13)
def key(name: str) -> str:
    """A name as it is compared: one width, one case, no blanks."""
    return re.sub(r"\s+", "", plain(clean(name))).lower()


def reader(form: Form, field: Field, vocabulary: Vocabulary) -> Reader:
    """The reader for one field of a form. An organisation reads as its canonical identifier, or as its name where it
    is to be looked up in the register.
    """
    match field.type:
        case FieldType.CODE:
            return _from_texts(_code_reader(field))
        case FieldType.DATE:
            return read_day
        case FieldType.PERIOD:
            return period_reader(form, vocabulary.year)
        case FieldType.BOOLEAN:
            return _from_texts(_read_truth)
        case FieldType.ORGANISATION:
            return _read_organisation
        case FieldType.PLACE:
            return _from_texts(_named_reader(vocabulary.places, _unknown_place))
        case FieldType.INDUSTRY:
            return _from_texts(_industry_reader(vocabulary.industries))
        case _:
            return _from_texts(lambda text: text)


def _from_texts(read: Callable[[str], Kept | Fault]) -> Reader:
    def from_cell(cell: Raw) -> Kept | Fault | None:
        text = as_text(cell)
        if is_blank(text):
            return None
        if isinstance(cell, float) and abs(cell) >= PRECISE:
            return _lost_digits(text)
        return spoilt(text) or read(text)

    return from_cell


def _code_reader(field: Field) -> Callable[[str], Kept | Fault]:
    meanings: dict[str, str] = {}
    for code in field.codes:
        for name in (code.code, code.label.zh, code.label.en, *code.aliases):
            meanings.setdefault(key(name), code.code)
    allowed = Text("、".join(c.label.zh for c in field.codes), ", ".join(c.label.en for c in field.codes))

    def read(text: str) -> Kept | Fault:
        return _meaning(meanings, text) or Fault(
            "unknown_code",
            Text(f"“{text}”不在可选范围内", f"“{text}” is none of the allowed values"),
            Text(f"请填写：{allowed.zh}", f"Write one of: {allowed.en}"),
        )

    return read


def _meaning(meanings: Mapping[str, str], text: str) -> str | None:
    """What a name means; what a template offers, `东园 / East Park`, means what its first part does."""
    return meanings.get(key(text)) or meanings.get(key(text.partition(BETWEEN)[0]))


def _read_truth(text: str) -> Kept | Fault:
    word = key(text.partition(BETWEEN)[0])
    if word in _YES or word in _NO:
        return word in _YES
    return Fault(
        "not_yes_or_no",
        Text(f"“{text}”既不是“是”也不是“否”", f"“{text}” is neither yes nor no"),
        Text("请填写“是”或“否”", "Write yes or no"),
    )


def _read_organisation(cell: Raw) -> Kept | Fault | None:
    text = as_text(cell)
    if is_blank(text):
        return None
    if mangled_by_spreadsheet(text) or (isinstance(cell, float) and abs(cell) >= PRECISE):
        return _lost_digits(text)
    identifier = parse_identifier(text)
    return str(identifier) if identifier else spoilt(text) or text


def named_by(one: Raw, other: Raw) -> Raw:
    """Of two cells that name one organisation, the one to go by: the code before the name, what is there before what
    is not.
    """
    texts = as_text(one), as_text(other)
    if is_blank(texts[0]) or (not is_blank(texts[1]) and _is_code(texts[1]) and not _is_code(texts[0])):
        return other
    return one


def _is_code(text: str) -> bool:
    return mangled_by_spreadsheet(text) or parse_identifier(text) is not None


def _lost_digits(text: str) -> Fault:
    return Fault(
        "digits_lost",
        Text(
            f"代码已被表格软件变成 {text}，后面的数字丢失",
            f"the code has become the number {text}; its last digits are lost",
        ),
        Text("请把该列设为“文本”格式，重新填写完整代码", "Format the column as text and write the full code again"),
    )


def _named_reader(meanings: Mapping[str, str], unknown: Callable[[str], Fault]) -> Callable[[str], Kept | Fault]:
    def read(text: str) -> Kept | Fault:
        return _meaning(meanings, text) or unknown(text)

    return read


def _unknown_place(text: str) -> Fault:
    return Fault(
        "unknown_place",
        Text(f"不认识地点“{text}”", f"the place “{text}” is not known"),
        Text("请填写园区、区或镇街的名称或代码", "Write the name or code of a park, district or town"),
    )


def _industry_reader(meanings: Mapping[str, str]) -> Callable[[str], Kept | Fault]:
    def read(text: str) -> Kept | Fault:
        if known := _meaning(meanings, text):
            return known
        code = plain(text.partition(BETWEEN)[0]).upper()
        if not meanings and _INDUSTRY.fullmatch(code):
            return code
        return Fault(
            "unknown_industry",
            Text(f"“{text}”不是行业代码", f"“{text}” is not a code of the industry classification"),
            Text("请按《国民经济行业分类》（GB/T 4754）填写", "Write a code of GB/T 4754, such as 3911"),
        )

    return read
