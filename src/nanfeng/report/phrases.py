"""The report's own words, in both languages."""

from collections.abc import Mapping

from nanfeng.kinds.text import Language

PHRASES: Mapping[Language, Mapping[str, str]] = {
    Language.ZH: {
        "back": "返回报告",
        "components": "由哪些数字算得",
        "contents": "目录",
        "exact": "未舍入的数值：",
        "figure": "数字",
        "highlights": "主要数字",
        "hint": "点击任何数字，即可看到它的定义、组成和逐行来源。",
        "name": "项目",
        "note": "注",
        "notes": "数字注释",
        "other": "English",
        "role": "作用",
        "skip": "跳到正文",
        "table": "表",
        "trace": "查看来源",
        "value": "数值",
        "word": "Word 版",
        "pdf": "PDF 版",
    },
    Language.EN: {
        "back": "Back to the report",
        "components": "What it was computed from",
        "contents": "Contents",
        "exact": "Unrounded:",
        "figure": "Figure",
        "highlights": "Key figures",
        "hint": "Click any number to see its definition, its parts and the rows that it comes from.",
        "name": "Item",
        "note": "note",
        "notes": "Notes on the figures",
        "other": "中文",
        "role": "Role",
        "skip": "Skip to the text",
        "table": "Table",
        "trace": "where it comes from",
        "value": "Value",
        "word": "Word",
        "pdf": "PDF",
    },
}
"""By language and name."""
