"""Whole numbers in given proportions that add up exactly: the method of the largest remainder."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]


def apportion(weights: Floats, total: int) -> Whole:
    """Whole numbers in proportion to `weights` (any shape) that add up to `total`; equal remainders go to the first.

    Single weights may be negative; raise ValueError where they do not add up to something positive.
    """
    weight = float(weights.sum())
    if weight <= 0:
        raise ValueError("weights that add up to nothing cannot share out a total")
    return _round_to(weights * (total / weight), total)


def apportion_between(weights: Floats, total: int, low: int, high: int) -> Whole:
    """Like `apportion` for one row of weights, with every number between `low` and `high`.

    Raise ValueError where the total cannot be reached within the bounds.
    """
    if not low * len(weights) <= total <= high * len(weights):
        raise ValueError(f"{len(weights)} numbers between {low} and {high} cannot add up to {total}")
    below, above = 0.0, float(high / weights.min())
    for _ in range(200):
        scale = (below + above) / 2
        if np.clip(weights * scale, low, high).sum() < total:
            below = scale
        else:
            above = scale
    return _round_to(np.clip(weights * above, low, high), total)


def _round_to(exact: Floats, total: int) -> Whole:
    whole = np.floor(exact).astype(np.int64)
    short = total - int(whole.sum())
    order = np.argsort((whole - exact).ravel(), kind="stable")[:short]
    whole.ravel()[order] += 1
    return whole
