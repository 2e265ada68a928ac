"""The site's tables."""
