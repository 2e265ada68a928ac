"""Accounts and posts."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q

from nanfeng.kinds.role import Role


class UserManager(BaseUserManager["User"]):
    """Makes accounts: they are known by their mail address."""

    def create_user(self, email: str, password: str | None = None, **more: object) -> "User":
        """An account; without a password nobody can sign in to it until one is set."""
        user = User(email=self.normalize_email(email).lower(), **more)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **more: object) -> "User":
        """An account that may do everything in the administration."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **more)


class User(AbstractBaseUser, PermissionsMixin):
    """An account, known by its mail address. `is_staff` opens the administration."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()  # pyright: ignore[reportIncompatibleVariableOverride]

    def __str__(self) -> str:
        return self.name or self.email


class Post(models.Model):
    """What an account acts as, and for whom: a role, with the organisation, park or department that it is for.

    Several posts of one account are taken up one at a time. `until` is the last day; a post that ended stays for the
    record. `organisation` is a canonical identifier, `park` a place code, `department` a code of the pack.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=40, choices=[(role.value, role.label.zh) for role in Role])
    organisation = models.CharField(max_length=60, blank=True)
    park = models.CharField(max_length=60, blank=True)
    department = models.CharField(max_length=60, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    granted_by = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "park", "department"],
                condition=Q(until=None),
                name="one_standing_post",
            ),
        ]

    def __str__(self) -> str:
        return " · ".join(filter(None, [Role(self.role).label.zh, self.organisation, self.park, self.department]))
