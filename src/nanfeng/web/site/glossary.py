"""The words of statistics that the public pages use, explained for everybody."""

from nanfeng.kinds.text import Text

GLOSSARY: tuple[tuple[Text, Text], ...] = (
    (
        Text("指标", "indicator"),
        Text("对“统计什么、怎样计算”的规定。", "The rule that says what is measured and how it is computed."),
    ),
    (
        Text("数据", "figure"),
        Text(
            "指标在某个时期、某个地方的值，带有单位、口径和来源。",
            "What an indicator comes to for a period and a place, with its unit, its basis and its source.",
        ),
    ),
    (
        Text("同比（与上年公布数相比）", "growth, nominal"),
        Text(
            "与企业上年同期报送的数字相比，企业范围各按当年。",
            "Against what was filed for the same time of the year before, each year with its own enterprises.",
        ),
    ),
    (
        Text("同比（可比口径）", "growth, comparable"),
        Text(
            "今年的企业与它们自己的上年同期数相比，企业范围相同。",
            "This year's enterprises against their own values of a year ago: the same enterprises on both sides.",
        ),
    ),
    (
        Text("同比（同企业口径）", "growth, matched enterprises"),
        Text(
            "只比较两年都报送的企业，合并的企业连在一起看。",
            "Only enterprises that filed in both years; those that merged are followed.",
        ),
    ),
    (
        Text("环比", "growth on the preceding period"),
        Text("与紧接着的上一个等长时期相比。", "Against the period of equal length just before."),
    ),
    (
        Text("累计", "year to date"),
        Text(
            "自1月起至当月。1月不单独统计，与2月合并。",
            "From January on. January is not collected alone but together with February.",
        ),
    ),
    (
        Text("不予公布", "not published"),
        Text(
            "公布会暴露单个企业的情况，因此依法不公布；不是零。",
            "To publish it would show what a single enterprise reported. It is not zero.",
        ),
    ),
    (
        Text("无数据", "not available"),
        Text(
            "没有收集，或无法计算；原因随数据说明。不是零。",
            "Not collected, or not computable; the reason is told. It is not zero.",
        ),
    ),
    (
        Text("数据版本", "vintage"),
        Text(
            "关账时冻结的全部记录。以后的更正形成新的版本，旧版本保留。",
            "All records as they were frozen at a closing. Corrections make a new one; the old one is kept.",
        ),
    ),
    (
        Text("发布", "release"),
        Text("由同一版本计算、一起公布的全部数据。", "The figures computed from one vintage and published together."),
    ),
    (
        Text("更正", "correction"),
        Text(
            "新的发布与以前公布的数字不同：两个数字和原因都写入更正记录。",
            "A release shows a figure otherwise than before: both numbers and the reason stand in the log.",
        ),
    ),
    (
        Text("暂不更正", "revision held back"),
        Text(
            "更正后的差额会暴露单个企业的情况，因此继续显示原来的数字。",
            "The difference would show what a single enterprise reported, so the earlier number stays for now.",
        ),
    ),
    (
        Text("目标", "target"),
        Text(
            "规划提出要达到的数字、称号或承诺。",
            "What a plan wants: a number, a status to be granted, or a commitment.",
        ),
    ),
    (
        Text("版本（定义）", "edition"),
        Text(
            "同一名称下同时有效的几种定义之一。",
            "One of several definitions of one thing that are in force side by side.",
        ),
    ),
)
"""Each word with its explanation."""
