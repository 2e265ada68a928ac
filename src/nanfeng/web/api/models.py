"""Tokens with which programs come, and answers that are given again to a write that is sent again."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from nanfeng.web.people.models import Post


class Token(models.Model):
    """A secret with which a program acts in a post, as far as its holder lets it.

    Only the secret's sha256 is kept (`digest`); `prefix` is its beginning, to tell tokens apart. `covers` are the nouns
    and deeds that it may ask for (`returns:write`; see `covering`). `purposes` are those of records that are not its
    own organisation's. It serves while the post stands, until it `expires` or is `revoked`.
    """

    digest = models.CharField(max_length=64, unique=True)
    prefix = models.CharField(max_length=12)
    name = models.CharField(max_length=80)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    covers = ArrayField(models.CharField(max_length=40))
    purposes = ArrayField(models.CharField(max_length=20))
    made = models.DateTimeField()
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["post", "-made"], name="token_of_post")]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"


class Answer(models.Model):
    """What was answered to a write that named an idempotency key, to be given again where it comes again.

    `who` is the account (without one, the address), post and token that asked, `asked` the digest of the request.
    Writes that were refused leave none. `organisation`, `park` and `purpose` are the asker's own, for the wall.
    """

    who = models.TextField()
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    status = models.IntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    organisation = models.TextField(blank=True)
    park = models.TextField(blank=True)
    purpose = models.TextField()
    made = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["who", "key"], name="one_answer")]
        indexes: ClassVar = [models.Index(fields=["made"], name="answer_by_age")]

    def __str__(self) -> str:
        return f"{self.who} {self.key}: {self.status}"
