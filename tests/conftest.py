"""What all tests share: how long to search, what plain pytest leaves out, and where nothing may be skipped."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

import django
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

_BROWSERS = filter(None, [os.environ.get("NANFENG_CHROMIUM"), which("chromium-headless-shell"), which("chromium")])
CHROMIUM = next(_BROWSERS, "")
"""The Chromium that tests drive: the one without windows does with two thirds of the work of the other."""

PROVE = bool(os.environ.get("NANFENG_PROVE"))
"""Run the long checks at full length (`make prove`) instead of a sample."""

_ROOT = Path(__file__).resolve().parents[1]
_STATE = TemporaryDirectory(prefix="nanfeng-tests-")
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "nanfeng.web.settings",
    "NANFENG_HOME": f"{_STATE.name}/home",
    "NANFENG_PACK": str(_ROOT / "packs" / "foshan"),
    "NANFENG_HTTPS": "no",
    "NANFENG_DEMO": "yes",
}
os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")  # Spark answers small questions here
django.setup()  # before any test imports the platform


settings.register_profile("sample", deadline=None, max_examples=60, database=None)
settings.register_profile("full", deadline=None, max_examples=2_000, database=None)
settings.load_profile("full" if PROVE else "sample")


def pytest_configure() -> None:
    """End on SIGTERM as on Ctrl-C: what was started is stopped, a database above all."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let each process of a parallel run make a home and a database of its own: it would read ours before it can."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def golden(root: Path) -> Path:
    """Results that others published, beside the checkout; the test says that it is skipped where they are not there."""
    folder = root.parent / "shared" / "golden"
    if not folder.is_dir():
        pytest.skip("the golden results are not beside this checkout (../shared/golden)")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, started once."""
    if not CHROMIUM:
        pytest.skip("there is no browser: install chromium-headless-shell or chromium, or name one in NANFENG_CHROMIUM")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


_DEAR = frozenset(
    {"acting_as", "browser", "closed_town", "ground", "nanfeng", "people", "transactional_db", "tutorial", "zone"}
)
"""Fixtures that take half a second and more: programs that are run, a made-up zone with its people, a browser."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to `make test` what stands on a dear fixture, so that plain pytest answers within two minutes; the
    demonstration zone is made in one process.
    """
    for item in items:
        if item.path.parent.name == "zone":
            item.add_marker(pytest.mark.xdist_group("zone"))
        if _DEAR & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a skipped test is a failed one: a part that it needs was not installed."""
    report = yield
    if report.skipped and os.environ.get("NANFENG_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"
    return report
