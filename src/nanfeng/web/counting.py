"""How often something happened within a while, counted in the cache that all processes share."""

from django.core.cache import cache


def counted(key: str, seconds: int) -> int:
    """Count once more, and say how often by now, this time included; after so many seconds it begins anew."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # between the two it ran out, or was thrown out of a full cache
        return 1
