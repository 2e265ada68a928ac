"""The core of an organisation's name: what is left without place, brackets and legal form."""

import re

from nanfeng.ledger.names import normalised

_FORMS = re.compile(
    r"(?:集团|控股|股份|有限|责任|总|分|子)*公司$|(?:集团|控股)+$|\((?:有限合伙|普通合伙|特殊普通合伙)\)$|合伙企业$"
)
_LATIN_FORMS = re.compile(r"(?:(?:co|ltd|limited|inc|corp|corporation|llc|plc|gmbh|company|group|holdings?)[.,]*)+$")
_BRACKETED = re.compile(r"\([^()]*\)")
_PLACE = re.compile(r"^\w{2,3}?(?:省|市|自治区)")
_DISTRICT = re.compile(r"^\w{2}(?:区|县)")
_PROVINCES = re.compile(
    "^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南"
    "|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|台湾|中国)(?:省|市|自治区)?"
)
_SHORTEST = 2


def name_core(name: str) -> str:
    """A name without its legal form, brackets and the places before it, as `normalised`; the whole name where nothing
    would be left that tells it from others (fewer than two characters).
    """
    core = normalised(name)
    for pattern in (_BRACKETED, _FORMS, _BRACKETED, _LATIN_FORMS, _PROVINCES, _PLACE, _PLACE, _DISTRICT):
        core = _without(pattern, core)
    return core


def _without(pattern: re.Pattern[str], name: str) -> str:
    rest = pattern.sub("", name)
    return rest if len(rest) >= _SHORTEST else name
