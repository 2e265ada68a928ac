"""The progress methods there are."""

from nanfeng.plans.course import Method
from nanfeng.plans.statcan import STATCAN_CIF
from nanfeng.plans.trend import LOG_LINEAR_TREND

METHODS = (LOG_LINEAR_TREND, STATCAN_CIF)
"""All methods; the first is the default."""


def method_of(method_id: str) -> Method:
    """The method `name@version`; raise KeyError that lists those there are."""
    for method in METHODS:
        if method.id == method_id:
            return method
    raise KeyError(f"no progress method {method_id}; there are {', '.join(method.id for method in METHODS)}")
