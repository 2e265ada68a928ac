"""The charting library as one script, out of the installed package: made once, then kept in the home folder.

It interprets the expressions of a chart instead of compiling them, so that pages need no permission to run text as
code. Its address names what it is made from and changes with it: browsers may keep it for ever.
"""

import gzip
import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import vl_convert

from nanfeng.web import city

_DRAW = """
window.drawChart = (holder, spec) =>
  vegaEmbed(holder, spec, {actions: false, renderer: 'svg', ast: true, tooltip: {theme: 'custom'}});
"""

_INGREDIENTS = f"{version('vl-convert-python')}\n{_DRAW}"

DIGEST = hashlib.sha256(_INGREDIENTS.encode()).hexdigest()[:16]
"""What the script is made from, in short."""


@cache
def packed() -> bytes:
    """The script, gzipped. Making it takes some seconds, once an installation."""
    path = city.home() / "scripts" / f"charts-{DIGEST}.js.gz"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:  # a name of its own for each worker
            unfinished.write(gzip.compress(vl_convert.javascript_bundle(_DRAW).encode(), mtime=0))
        Path(unfinished.name).replace(path)
    return path.read_bytes()
