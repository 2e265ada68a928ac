"""From the errors of the first pass (a definition does not have its shape) to issues with file, key and mend."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from nanfeng.figures.indicator import Formula
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.near import suggestion

Place = tuple[str | int, ...]

_MEMBERS = {member.__name__: member for member in get_args(Formula)}
_KINDS = {name: get_args(get_type_hints(member)["kind"])[0] for name, member in _MEMBERS.items()}
"""Which `kind` each member of the formula union is written as; errors of the other members say nothing."""

_EXPECTED = {
    "string_type": Text("这里应写文字（用引号括起）", "write text here, in quotes"),
    "int_type": Text("这里应写整数", "write a whole number here"),
    "int_parsing": Text("这里应写整数", "write a whole number here"),
    "int_from_float": Text("这里应写整数", "write a whole number here"),
    "decimal_type": Text("这里应写数字", "write a number here"),
    "decimal_parsing": Text("这里应写数字，不带单位和千分位", "write a number here, without unit and separators"),
    "bool_type": Text("这里应写 true 或 false", "write true or false here"),
    "bool_parsing": Text("这里应写 true 或 false", "write true or false here"),
    "date_from_datetime_parsing": Text("日期写作 2023-06-30", "write the day as 2023-06-30"),
    "date_parsing": Text("日期写作 2023-06-30", "write the day as 2023-06-30"),
    "tuple_type": Text("这里应写列表，用方括号括起", "write a list here, in square brackets"),
    "dict_type": Text("这里应写表，如 [windows.half]", "write a table here, such as [windows.half]"),
    "dataclass_type": Text(
        '这里应写表，如 { zh = "…", en = "…" }', 'write a table here, such as { zh = "…", en = "…" }'
    ),
}


def shape_issues(errors: Sequence[Mapping[str, Any]], shape: type, written: Any, where: str) -> Iterator[Issue]:
    """One issue for each thing that is wrong with `written` as a `shape`.

    `errors` are the validator's, each with `type`, `loc`, `msg` and `ctx`; `where` is the file (and line).
    """
    unknown_kinds: set[Place] = set()
    for error in errors:
        place: Place = error["loc"]
        member = next((step for step in place if step in _KINDS), None)
        kind = _kind_at(written, place[: place.index(member)]) if member else None
        if member is None or kind == _KINDS[str(member)]:
            yield _issue(error, (shape, written), where)
        elif kind not in _KINDS.values() and place[: place.index(member)] not in unknown_kinds:
            unknown_kinds.add(place[: place.index(member)])
            yield _unknown_kind(place[: place.index(member)], kind, written, where)


def dotted(place: Place, written: Any) -> str:
    """The key as a person would say it: `fields.output.unit`, entries of a list by name or id, or counted from 1."""
    parts: list[str] = []
    at = written
    for step in place:
        at = _step(at, step)
        parts.append(_entry_name(at, step) if isinstance(step, int) else str(step))
    return ".".join(parts)


def _issue(error: Mapping[str, Any], subject: tuple[type, Any], where: str) -> Issue:
    shape, written = subject
    place: Place = error["loc"]
    at = dotted(tuple(step for step in place if step not in _KINDS), written)
    last = str(place[-1]) if place else ""
    match error["type"]:
        case "missing":
            wrong, mend = Text(f"缺少“{last}”", f"{last!r} is missing"), Text(f"补写 {last}", f"add {last}")
        case "unexpected_keyword_argument" | "extra_forbidden":
            wrong = Text(f"这里没有“{last}”这个键", f"there is no key {last!r} here")
            mend = suggestion(last, _keys_at(shape, place[:-1]))
        case "enum" | "literal_error":
            value, allowed = str(error["input"]), error["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
            wrong = Text(f"“{value}”不在允许的取值之中", f"{value!r} is not one of the values allowed here")
            mend = suggestion(value, allowed.split(", "))
        case "value_error":
            reason = str(error["ctx"]["error"])
            wrong = Text(f"写法不对：{reason}", reason)
            mend = Text("按上面所说的写法改写", "write it as described")
        case other:
            wrong = Text(f"写的值不合适：{error['input']!r}", f"{error['input']!r} does not fit: {error['msg']}")
            mend = _EXPECTED.get(other, Text("按文档所说的类型填写", "write a value of the documented type"))
    return Issue("shape", where, at, wrong, mend)


def _unknown_kind(place: Place, kind: str | None, written: Any, where: str) -> Issue:
    at = dotted((*place, "kind"), written)
    if kind is None:
        wrong = Text("没有写公式的种类（kind）", "the formula does not say its kind")
    else:
        wrong = Text(f"没有“{kind}”这种公式", f"there is no formula of kind {kind!r}")
    kinds = sorted(_KINDS.values())
    mend = Text(f"写下列之一：{'、'.join(kinds)}", f"write one of {', '.join(kinds)}")
    return Issue("shape", where, at, wrong, mend)


def _kind_at(written: Any, place: Place) -> str | None:
    at = written
    for step in place:
        at = _step(at, step)
    return at.get("kind") if isinstance(at, dict) else None


def _step(at: Any, step: str | int) -> Any:
    if isinstance(step, int):
        return at[step] if isinstance(at, list) and step < len(at) else None
    return at.get(step) if isinstance(at, dict) else None


def _entry_name(entry: Any, index: int) -> str:
    names = entry if isinstance(entry, dict) else {}
    name = names.get("id") or names.get("name") or names.get("code")
    return name if isinstance(name, str) else str(index + 1)


def _keys_at(shape: type, place: Place) -> list[str]:
    """The keys that the shape has at a place; none where the place is not the field of a dataclass."""
    at: Any = shape
    for step in place:
        if isinstance(step, str) and is_dataclass(at):
            at = get_type_hints(at).get(step)
        at = _MEMBERS.get(str(step)) or _dataclass_in(at)
    return [field.name for field in fields(at)] if is_dataclass(at) else []


def _dataclass_in(hint: Any) -> Any:
    """The dataclass that an annotation such as `tuple[Field, ...]` or `Text | None` speaks of, else the annotation."""
    if is_dataclass(hint):
        return hint
    inner = [found for argument in get_args(hint) if is_dataclass(found := _dataclass_in(argument))]
    return inner[0] if inner else hint
