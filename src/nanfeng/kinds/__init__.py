"""The vocabulary that every other room speaks: periods, quantities, comparators, places, identifiers, figures,
issues.
"""
