"""Figures on the page: dashboards, each figure with all that stands behind it, tables that readers build themselves."""
