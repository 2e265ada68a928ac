"""Accounts, posts, invitations to posts, and claims of organisations."""

from dataclasses import dataclass
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


class User(AbstractBaseUser, PermissionsMixin):
    """An account, known by its mail address. `language` is that of the mails it gets.

    What it may do is said by its posts alone; `is_staff` and `is_superuser` open nothing.
    """

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
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

    @property
    def office(self) -> "Office":
        """The role and for whom it is held."""
        return Office(Role(self.role), self.organisation, self.park, self.department)


@dataclass(frozen=True)
class Office:
    """A role and for whom it is held; what does not apply is empty."""

    role: Role
    organisation: str = ""
    park: str = ""
    department: str = ""

    def columns(self) -> dict[str, str]:
        """The office as the columns of a post or invitation."""
        return {
            "role": self.role.value,
            "organisation": self.organisation,
            "park": self.park,
            "department": self.department,
        }


class Invitation(models.Model):
    """An office offered to a mail address, taken up once by a link that holds a secret; only its sha256 is kept.

    It is open until it `expires`, is `accepted` or `withdrawn`.
    """

    digest = models.CharField(max_length=64, unique=True)
    email = models.EmailField()
    role = models.CharField(max_length=40)
    organisation = models.CharField(max_length=60, blank=True)
    park = models.CharField(max_length=60, blank=True)
    department = models.CharField(max_length=60, blank=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made = models.DateTimeField()
    expires = models.DateTimeField()
    accepted = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["park", "-made"]), models.Index(fields=["email"])]

    @property
    def office(self) -> Office:
        """What is offered."""
        return Office(Role(self.role), self.organisation, self.park, self.department)


class Claim(models.Model):
    """Somebody says that he may act for an organisation, and the officer of its park says whether that is so.

    `organisation` is a canonical identifier. `name`, `industry`, `address` and `established` are what the claimant
    says of it: the register takes them, once confirmed, where it does not know the organisation yet. `evidence` is
    the sha256 of a document in the home (empty: none), `statement` what he writes himself.
    """

    class State(models.TextChoices):
        """Where the claim stands."""

        PENDING = "pending"
        CONFIRMED = "confirmed"
        REJECTED = "rejected"

    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=60)
    park = models.CharField(max_length=60)
    purpose = models.CharField(max_length=20, default="service")
    name = models.CharField(max_length=200)
    industry = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=300, blank=True)
    established = models.DateField(null=True, blank=True)
    statement = models.TextField(blank=True)
    evidence = models.CharField(max_length=64, blank=True)
    evidence_name = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.PENDING)
    made = models.DateTimeField()
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["park", "state", "made"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(state="pending"), name="one_pending_claim"
            ),
        ]
