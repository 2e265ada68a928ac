"""The queue over Django's own connection, so that work is put there in the caller's transaction, in a worker too."""

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

QUEUE = JobManager(DjangoConnector())
