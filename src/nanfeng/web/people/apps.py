"""The app of accounts and posts."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """Lets every app hear what it wants to hear: its module `receivers` is loaded at the start."""

    name = "nanfeng.web.people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the receivers of all apps."""
        autodiscover_modules("receivers")
