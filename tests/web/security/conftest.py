"""Everybody signed in, asked once for many pages."""

import pytest


@pytest.fixture(autouse=True)
def unhurried(settings) -> None:
    """Let tests call as often as they like."""
    settings.API_CALLS_A_MINUTE = {"token": 10**6, "address": 10**6}
