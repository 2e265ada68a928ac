"""The one tokenizer of search: Chinese as pairs of neighbouring characters, Latin text as words.

A text and a query cut alike: whatever stands in a text in one piece has all its pairs there too, so that part of a name
finds the whole. No dictionary is needed, and names, which no dictionary knows, are cut as surely as other words.
"""

import re
import unicodedata
from itertools import pairwise

_CHINESE = "\u3400-\u9fff\U00020000-\U000323af"
_RUN = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}]+")
_MARK = "Mn"


def tokens(text: str) -> list[str]:
    """The tokens of a query, in their order, each once: pairs of Chinese characters (one that stands alone as itself)
    and words of other scripts in lower case without accents.
    """
    found: list[str] = []
    for run in _runs(text):
        found += _pairs(run) if _is_chinese(run) else [run]
    return list(dict.fromkeys(found))


def index_tokens(text: str) -> list[str]:
    """The tokens under which a text is found, each once, in their order.

    Besides `tokens` they hold the last character of each Chinese run, so that a single character is the beginning of a
    token wherever it stands, and neighbouring words written as one, so that `lingge` finds `Ling Ge`.
    """
    runs = _runs(text)
    found = tokens(text) + [run[-1] for run in runs if _is_chinese(run)]
    neighbours = pairwise(runs)
    found += [one + other for one, other in neighbours if not (_is_chinese(one) or _is_chinese(other))]
    return list(dict.fromkeys(found))


def _runs(text: str) -> list[str]:
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return _RUN.findall("".join(letter for letter in parted if unicodedata.category(letter) != _MARK))


def _is_chinese(run: str) -> bool:
    return re.match(f"[{_CHINESE}]", run) is not None


def _pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]
