"""The columns of the open data, as CSV files and spreadsheets have them: the documentation of both."""

from dataclasses import dataclass

from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Column:
    """A column: its stable name, its heading for people, and what it holds."""

    name: str
    heading: Text
    meaning: Text


def _column(name: str, heading: tuple[str, str], meaning: tuple[str, str]) -> Column:
    return Column(name, Text(*heading), Text(*meaning))


COLUMNS = (
    _column("figure", ("数字代号", "Figure"), ("永久代号，引用时用它", "stable identity, to cite the figure by")),
    _column("indicator", ("指标代码", "Indicator code"), ("指标定义的代码", "code of the indicator's definition")),
    _column("indicator_zh", ("指标", "Indicator (Chinese)"), ("指标中文名称", "the indicator's name in Chinese")),
    _column("indicator_en", ("指标（英文）", "Indicator"), ("指标英文名称", "the indicator's name in English")),
    _column(
        "period",
        ("时期", "Period"),
        ("如 2023-01..2023-04；一月不单独采集", "such as 2023-01..2023-04; January is not collected alone"),
    ),
    _column("first_day", ("起始日", "First day"), ("含当日", "of the period, included")),
    _column("last_day", ("截止日", "Last day"), ("含当日", "of the period, included")),
    _column("place", ("地点代码", "Place code"), ("城市定义中的代码", "code in the city's definitions")),
    _column("place_zh", ("地点", "Place (Chinese)"), ("地点中文名称", "the place's name in Chinese")),
    _column("place_en", ("地点（英文）", "Place"), ("地点英文名称", "the place's name in English")),
    _column(
        "scope",
        ("范围代码", "Scope code"),
        ("字段=代码，多项以 / 分隔；空为合计", "field=code, several separated by /; empty for the total"),
    ),
    _column("scope_zh", ("范围", "Scope (Chinese)"), ("行业组或类别的中文名称", "industries or kinds in Chinese")),
    _column("scope_en", ("范围（英文）", "Scope"), ("行业组或类别的英文名称", "industries or kinds in English")),
    _column(
        "basis",
        ("口径代码", "Basis code"),
        ("level 为水平，其余为增速口径", "level, or what the growth compares with"),
    ),
    _column("basis_zh", ("口径", "Basis (Chinese)"), ("水平或增速口径", "level or growth basis in Chinese")),
    _column("basis_en", ("口径（英文）", "Basis"), ("水平或增速口径", "level or growth basis in English")),
    _column(
        "value",
        ("数值", "Value"),
        ("未舍入；空表示没有可公布的数，绝不是零", "unrounded; empty means none to publish, never zero"),
    ),
    _column("unit", ("单位", "Unit"), ("单位代码，见说明页", "code of the unit")),
    _column(
        "comparator",
        ("比较符", "Comparator"),
        ("exactly 为确数；exceed 为“超过”等", "exactly, or as stated: exceed, about, at_least"),
    ),
    _column(
        "status",
        ("状态", "Status"),
        (
            "computed 计算，published 他处公布，missing 无数据，suppressed 不予公布，withheld 未获授权",
            "computed, published (by others), missing, suppressed or withheld",
        ),
    ),
    _column("reason_zh", ("无数原因", "Why none (Chinese)"), ("没有数值时的原因", "why there is no value, in Chinese")),
    _column("reason_en", ("无数原因（英文）", "Why none"), ("没有数值时的原因", "why there is no value, in English")),
    _column(
        "contributors",
        ("单位数", "Contributors"),
        ("该数背后的单位数", "distinct organisations behind the figure"),
    ),
    _column("flags", ("标记", "Flags"), ("以空格分隔的代码", "codes separated by blanks, such as negative_month")),
    _column("source", ("来源", "Source"), ("他处公布的数的来源代码", "of a figure that others published")),
    _column("vintage", ("数据版本", "Vintage"), ("冻结数据的哈希", "hash of the frozen records")),
    _column("definition", ("定义版本", "Definition"), ("指标定义的哈希", "hash of the indicator's definition")),
    _column("release", ("发布", "Release"), ("发布的哈希", "hash of the release")),
    _column("released", ("发布时间", "Released"), ("协调世界时", "when the release was made, UTC")),
    _column("notice", ("声明", "Notice"), ("合成数据的声明", "says so where the records are made up")),
)
"""In the order in which they stand."""
