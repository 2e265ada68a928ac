"""The platform's tables, as far as the pages read them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models


class Account(AbstractBaseUser):
    """Somebody who signs in."""

    email = models.EmailField(unique=True)
    USERNAME_FIELD = "email"

    class Meta:
        managed = False
        db_table = "people_user"


class Organisation(models.Model):
    """A line of the directory, with all its columns but those of the search."""

    identifier = models.TextField(primary_key=True)
    number = models.TextField()
    name = models.TextField()
    name_en = models.TextField()
    kind = models.TextField()
    park = models.TextField()
    industry = models.TextField()
    since = models.DateField(null=True)

    class Meta:
        managed = False
        db_table = "organisations_organisation"


class ReleasedFigure(models.Model):
    """A published figure: `content` is all that it says."""

    key = models.TextField()
    indicator = models.TextField()
    place = models.TextField()
    first = models.DateField()
    last = models.DateField()
    content = models.JSONField()
    standing = models.BooleanField()

    class Meta:
        managed = False
        db_table = "closing_releasedfigure"
        ordering: ClassVar = ["-last", "first", "indicator", "place", "key"]
