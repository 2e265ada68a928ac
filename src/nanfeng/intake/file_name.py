"""Names of files as strangers send them, made fit to be part of a path and to be shown."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[/\\]")
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_LONGEST_BYTES = 150
_LONGEST_SUFFIX = 10


def clean_name(sent: str) -> str:
    """The last part of a name without folders, hidden characters, leading dots and more than 150 bytes of UTF-8; its
    suffix stays. `file` where nothing is left.
    """
    name = _SEPARATORS.split(unicodedata.normalize("NFC", sent))[-1]
    visible = "".join(character for character in name if unicodedata.category(character)[0] != "C")
    visible = _FORBIDDEN.sub("_", visible).strip().lstrip(".").rstrip(". ")
    stem, dot, suffix = visible.rpartition(".")
    if not stem or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = visible, "", ""
    end = dot + suffix
    kept = stem.encode()[: _LONGEST_BYTES - len(end.encode())].decode("utf-8", "ignore")
    return (kept + end) or "file"
