"""Reconciliation: what published figures say of one another, of targets and of what is computed.

Every rule is a function from a `Book` to findings; no rule knows a claim, a place or a number of any city.
"""
