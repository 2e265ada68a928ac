"""An organisation that was claimed and confirmed is entered in the register, where it is not there yet."""

from nanfeng.web.organisations import registering
from nanfeng.web.people.models import Claim
from nanfeng.web.records.register import register


def enter(claim: Claim) -> None:
    """Enter the organisation of a claim with what the claimant said, in the name of the officer who confirms it.

    Raise FaultsError where the register does not take it.
    """
    if register().knows(claim.organisation):
        return
    established = claim.established.isoformat() if claim.established else ""
    said = {
        "organisation": claim.organisation,
        "name": claim.name,
        "kind": "enterprise",
        "established": established,
        "address": claim.address,
        "park": claim.park,
        "industry": claim.industry,
        "since": established,
    }
    registering.enter(said, f"claim {claim.pk}")
