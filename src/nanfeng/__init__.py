"""Nanfeng: open software on which a city and its high-tech zone run their industrial development."""

__version__ = "0.1.0"
