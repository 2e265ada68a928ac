"""The app hears of records that are about to be filed."""

from django.dispatch import receiver

from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.web.planning.access import barred
from nanfeng.web.records.signals import filing


@receiver(filing, dispatch_uid="planning.reports")
def bar_foreign_reports(form: Form, **_more: object) -> Barred | None:
    """Status reports come from the departments of the measure alone."""
    return barred(form)
