"""The platform: Django, one app a feature; the only room that knows Django."""
