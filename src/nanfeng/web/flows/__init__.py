"""Flows: where everything stands that goes through stages, who moved it, and what may be done with it now."""
