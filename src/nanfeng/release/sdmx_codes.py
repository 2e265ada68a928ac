"""The code lists under which figures go out in SDMX: the pack's definitions, and SDMX's own lists of statuses."""

from collections.abc import Iterable, Mapping

from pysdmx.model import Code, Codelist

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis, Figure, Status
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.pack import Pack
from nanfeng.pack.reference import references_in
from nanfeng.release.labels import BASES, LEVEL, code_labels, field_label
from nanfeng.release.sdmx_time import FREQUENCIES

VERSION = "1.0"
TOTAL = "_T"
"""The code of what is not narrowed."""

LEVEL_CODE = "level"
"""The basis of a figure that is no growth."""

_TOTAL = Text("合计", "total")

OBS_STATUSES = {
    Status.COMPUTED: "A",
    Status.PUBLISHED: "A",
    Status.TARGET: "A",
    Status.MISSING: "O",
    Status.SUPPRESSED: "Q",
    Status.WITHHELD: "L",
}
"""Codes of the SDMX code list CL_OBS_STATUS by how a figure was come by."""

_OBS_STATUS = {
    "A": Text("正常", "normal value"),
    "L": Text("有数据但未获授权取用", "missing value; data exist but were not collected"),
    "O": Text("无数据", "missing value"),
    "Q": Text("不予公布", "missing value; suppressed"),
}
_CONF_STATUS = {
    "F": Text("可公布", "free"),
    "C": Text("涉密的统计信息", "confidential statistical information"),
    "D": Text("为保护他数而不公布", "secondary confidentiality set by the sender"),
}


def confidentiality(figure: Figure) -> str:
    """The code of the SDMX code list CL_CONF_STATUS: whether it is left out for its own sake (C), to protect others
    (D), or free.
    """
    if figure.status is not Status.SUPPRESSED:
        return "F"
    return "D" if "suppressed_secondary" in figure.flags else "C"


def scope_fields(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """The fields and industry sets that any publication of the pack breaks down by, each with the indicators that are,
    both sorted: the dimensions beside time, place, indicator and basis.
    """
    tables = [table for publication in pack.publications.values() for table in publication.tables]
    pairs = [(field, table.indicator) for table in tables for field in table.by]
    references = [reference for text in pack.texts.values() for reference in references_in(text)]
    pairs += [(field, reference.indicator) for reference in references for field, _ in reference.scope]
    found: dict[str, set[str]] = {}
    for field, indicator in pairs:
        found.setdefault(field, set()).add(indicator)
    return {field: tuple(sorted(found[field])) for field in sorted(found)}


def dimension_id(field: str) -> str:
    """The id of the dimension of a field: capitals, and nothing that SDMX does not allow."""
    return "".join(sign if sign.isalnum() else "_" for sign in field.upper())


def codelists(pack: Pack) -> Mapping[str, Codelist]:
    """Every code list by the id of the component that it is for."""
    scopes = {dimension_id(field): code_labels(pack, of, field) for field, of in scope_fields(pack).items()}
    lists = {
        "FREQ": FREQUENCIES,
        "INDICATOR": {one.id: one.name for one in pack.indicators.values()},
        "REF_AREA": {code: place.name for code, place in pack.places.items()},
        "BASIS": {LEVEL_CODE: LEVEL} | {basis.value: BASES[basis] for basis in Basis},
        **{dimension: {TOTAL: _TOTAL} | codes for dimension, codes in scopes.items()},
        "UNIT_MEASURE": {unit.value: unit.label for unit in Unit},
        "OBS_STATUS": _OBS_STATUS,
        "CONF_STATUS": _CONF_STATUS,
        "COMPARATOR": {one.value: Text(one.value, one.value) for one in Comparator},
    }
    return {name: _codelist(pack, name, codes.items()) for name, codes in lists.items()}


def scope_names(pack: Pack) -> Mapping[str, Text]:
    """What the dimensions of fields are called, by the dimension's id."""
    return {dimension_id(field): field_label(pack, of[0], field) for field, of in scope_fields(pack).items()}


def agency(pack: Pack) -> str:
    """The id under which the pack's structures stand."""
    return dimension_id(pack.id)


def _codelist(pack: Pack, name: str, codes: Iterable[tuple[str, Text]]) -> Codelist:
    items = [Code(code, name=label.both() or code) for code, label in codes]
    return Codelist(f"CL_{name}", name=name, agency=agency(pack), version=VERSION, items=items)
