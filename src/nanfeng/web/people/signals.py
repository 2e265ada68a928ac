"""What people tells the apps above it."""

from django.dispatch import Signal

claim_confirmed = Signal()
"""A claim is being confirmed (`claim`: Claim), inside the transaction and scope of the officer who does it. An
organisation that the register does not know yet is to be written into it from the claim; a RefusedError keeps the claim
from being confirmed.
"""
