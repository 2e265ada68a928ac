"""What somebody may have meant who wrote a name that there is not."""

from collections.abc import Iterable
from difflib import get_close_matches

from nanfeng.kinds.text import Text

_SHOWN = 12


def suggestion(written: str, known: Iterable[str]) -> Text:
    """How to mend an unknown name: the nearest one there is, or the names there are."""
    names = sorted(known)
    near = get_close_matches(written, names, n=1, cutoff=0.6)
    if near:
        return Text(f"是否应为“{near[0]}”？", f"did you mean {near[0]!r}?")
    if not names:
        return Text("这里还没有定义任何名称，请先定义", "nothing of that kind is defined yet; define it first")
    more = "" if len(names) <= _SHOWN else " …"
    return Text(f"可用的有：{'、'.join(names[:_SHOWN])}{more}", f"there are: {', '.join(names[:_SHOWN])}{more}")
