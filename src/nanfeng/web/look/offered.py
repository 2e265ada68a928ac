"""What the apps add to shared pages: each says it in a module of its own, and the look finds it there."""

from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@cache
def offered(module: str, name: str) -> tuple[Any, ...]:
    """The thing called `name` of each app's `module`, in the order of the installed apps; apps without are left out."""
    found = [
        import_module(f"{config.name}.{module}")
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, module)
    ]
    return tuple(getattr(one, name) for one in found)
