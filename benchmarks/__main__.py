"""All benchmarks, one after another: `python -m benchmarks`."""

import subprocess
import sys

for name in ("intake", "figures", "platform.pages", "platform.cases"):
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
