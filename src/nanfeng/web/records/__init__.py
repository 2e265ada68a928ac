"""Records: every filled form, every version of it, in one table."""
