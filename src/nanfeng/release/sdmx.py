"""Figures of releases in SDMX: the structure, made of the pack, and the data as SDMX-CSV 2.0.

Dimensions are frequency, indicator, place, basis, every field that publications break down by, and time. The observed
value keeps every digit, and is empty where there is none to publish; the status says why.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

import pyarrow as pa
from pysdmx.io import write_sdmx
from pysdmx.io.format import Format
from pysdmx.io.pd import PandasDataset
from pysdmx.model import (
    Component,
    Components,
    Concept,
    ConceptScheme,
    Dataflow,
    DataStructureDefinition,
    DataType,
    ItemReference,
    Organisation,
    Role,
    Schema,
)
from pysdmx.model.message import Header

from nanfeng.kinds.text import Text
from nanfeng.pack.pack import Pack
from nanfeng.release.labels import SYNTHETIC
from nanfeng.release.sdmx_codes import (
    LEVEL_CODE,
    OBS_STATUSES,
    TOTAL,
    VERSION,
    agency,
    codelists,
    confidentiality,
    dimension_id,
    scope_fields,
    scope_names,
)
from nanfeng.release.sdmx_time import frequency, time_period
from nanfeng.release.select import Released

FLOW = "FIGURES"
"""The id of the dataflow and of its structure."""

_CONCEPTS = "CONCEPTS"
_NAMES = {
    "FREQ": Text("频率", "Frequency"),
    "INDICATOR": Text("指标", "Indicator"),
    "REF_AREA": Text("地点", "Reference area"),
    "BASIS": Text("口径", "Level or growth basis"),
    "TIME_PERIOD": Text("时期", "Time period"),
    "OBS_VALUE": Text("数值", "Observed value"),
    "UNIT_MEASURE": Text("单位", "Unit of measure"),
    "OBS_STATUS": Text("状态", "Observation status"),
    "CONF_STATUS": Text("保密状态", "Confidentiality status"),
    "COMPARATOR": Text("比较符", "How the number is meant"),
    "COMMENT_OBS": Text("无数原因", "Why there is no value"),
    "FLAGS": Text("标记", "Flags"),
    "VINTAGE": Text("数据版本", "Vintage"),
    "RELEASE": Text("发布", "Release"),
    "NOTICE": Text("声明", "Notice"),
}
_REQUIRED = {"UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS", "COMPARATOR", "RELEASE"}
_ATTRIBUTES = tuple(_NAMES)[6:]


def sdmx_csv(pack: Pack, chosen: Sequence[Released]) -> str:
    """The figures as SDMX-CSV 2.0; raise ValueError for one that is narrowed by a field which no publication of the
    pack breaks down by, or where there are none.
    """
    if not chosen:
        raise ValueError("there are no figures to write: choose at least one")
    known = scope_fields(pack)
    rows = [_row(one, known) for one in chosen]
    schema = _schema(pack)
    table = pa.Table.from_pylist(
        rows, schema=pa.schema([(component.id, pa.string()) for component in schema.components])
    )
    return write_sdmx(PandasDataset(structure=schema, data=table.to_pandas()), Format.DATA_SDMX_CSV_2_0_0) or ""


def structure_xml(pack: Pack, prepared: datetime) -> str:
    """The structure of the data as SDMX-ML 3.0: code lists, concepts, data structure and dataflow; `prepared` is when
    the message is made.
    """
    owner = agency(pack)
    lists = codelists(pack)
    concepts = [Concept(name, name=label.both()) for name, label in _names(pack).items()]
    scheme = ConceptScheme(_CONCEPTS, name="Concepts", agency=owner, version=VERSION, items=concepts)
    components = Components(_components(pack, DataType.DECIMAL))
    structure = DataStructureDefinition(
        FLOW, name=pack.name.both(), agency=owner, version=VERSION, components=components
    )
    flow = Dataflow(FLOW, name=pack.name.both(), agency=owner, version=VERSION, structure=structure)
    header = Header(id=f"{FLOW}-{pack.digest[:12]}", prepared=prepared, sender=Organisation(owner))
    return write_sdmx([*lists.values(), scheme, structure, flow], Format.STRUCTURE_SDMX_ML_3_0, header=header) or ""


def _schema(pack: Pack) -> Schema:
    """The structure for writing: the value as text, because a number would be rounded to a float."""
    components = Components(_components(pack, DataType.STRING))
    return Schema("dataflow", agency(pack), FLOW, components, VERSION, name=pack.name.both())


def _names(pack: Pack) -> dict[str, Text]:
    return _NAMES | dict(scope_names(pack))


def _components(pack: Pack, value: DataType) -> list[Component]:
    names, lists = _names(pack), codelists(pack)
    dimensions = ["FREQ", "INDICATOR", "REF_AREA", "BASIS", *scope_names(pack), "TIME_PERIOD"]

    def component(name: str, role: Role) -> Component:
        return Component(
            name,
            required=role is Role.DIMENSION or name in _REQUIRED,
            role=role,
            concept=ItemReference("Concept", agency(pack), _CONCEPTS, VERSION, name),
            local_dtype={"OBS_VALUE": value, "TIME_PERIOD": DataType.PERIOD}.get(name, DataType.STRING),
            name=names[name].both(),
            local_codes=lists.get(name),
            attachment_level="O" if role is Role.ATTRIBUTE else None,
        )

    return [
        *(component(name, Role.DIMENSION) for name in dimensions),
        component("OBS_VALUE", Role.MEASURE),
        *(component(name, Role.ATTRIBUTE) for name in _ATTRIBUTES),
    ]


def _row(one: Released, known: Collection[str]) -> dict[str, str | None]:
    figure, key = one.figure, one.figure.key
    narrowed = dict(key.scope)
    if unknown := sorted(set(narrowed) - set(known)):
        raise ValueError(f"{key} is narrowed by {unknown[0]}, which no publication of this pack breaks down by")
    return {
        "FREQ": frequency(key.period),
        "INDICATOR": key.indicator,
        "REF_AREA": key.place,
        "BASIS": key.growth.value if key.growth else LEVEL_CODE,
        **{dimension_id(field): narrowed.get(field, TOTAL) for field in known},
        "TIME_PERIOD": time_period(key.period),
        "OBS_VALUE": None if figure.value is None else str(figure.value),
        "UNIT_MEASURE": figure.unit.value,
        "OBS_STATUS": OBS_STATUSES[figure.status],
        "CONF_STATUS": confidentiality(figure),
        "COMPARATOR": figure.comparator.value,
        "COMMENT_OBS": figure.reason.both() if figure.reason else None,
        "FLAGS": " ".join(figure.flags) or None,
        "VINTAGE": figure.vintage,
        "RELEASE": one.release.id,
        "NOTICE": SYNTHETIC.both() if "synthetic" in figure.flags else None,
    }
