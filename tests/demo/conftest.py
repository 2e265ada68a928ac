import pytest

from nanfeng.demo.calibration import Calibration
from nanfeng.pack.load import load, read_definition


@pytest.fixture(scope="session")
def town(root):
    """The small pack and its calibration."""
    return load(root / "packs" / "example"), read_definition(root / "packs" / "example" / "demo.toml", Calibration)


@pytest.fixture(scope="session")
def city(root):
    """The calibration of the real city."""
    return read_definition(root / "packs" / "foshan" / "demo.toml", Calibration)
