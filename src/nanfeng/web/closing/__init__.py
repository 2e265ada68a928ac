"""Closing and publishing: records freeze into vintages, vintages become releases, releases go out by the calendar."""
