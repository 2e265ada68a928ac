"""What the public site keeps of its own: articles, what readers report, and who wants mail."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from nanfeng.kinds.text import Text
from nanfeng.web.closing.models import Release


class Article(models.Model):
    """News or a notice. Bodies are Markdown in which every number is a reference to a figure.

    `release` is the one whose windows and place references without a period mean, None where each names its own.
    `embargo` is the first day on which the public sees it. `published_at` is None while it is a draft. `version`
    counts the changes, so that nobody overwrites what he has not seen.
    """

    class Kind(models.TextChoices):
        """What sort of article it is."""

        NEWS = "news", "news"
        NOTICE = "notice", "notice"

    kind = models.TextField(choices=Kind.choices, default=Kind.NEWS)
    title_zh = models.TextField()
    title_en = models.TextField()
    body_zh = models.TextField()
    body_en = models.TextField()
    release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True)
    embargo = models.DateField()
    written_by = models.TextField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-embargo", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["-embargo"], condition=Q(published_at__isnull=False), name="published_articles")
        ]

    def __str__(self) -> str:
        return self.title_zh

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(self.title_zh, self.title_en)

    @property
    def body(self) -> Text:
        """Its text, as written."""
        return Text(self.body_zh, self.body_en)


class ErrorReport(models.Model):
    """What a reader says is wrong, or asks. `number` is what he was given to ask after it with.

    `page` is the address that he was on, `figure` the canonical key of the figure there (empty: none). `mail` is
    empty where he wants no answer, or a year after he got it.
    """

    class State(models.TextChoices):
        """How far it is; the codes are those of `look.states`."""

        OPEN = "open", "open"
        ACCEPTED = "accepted", "accepted"
        REFUSED = "refused", "refused"
        CORRECTED = "corrected", "corrected"

    class Kind(models.TextChoices):
        """What sort of message it is."""

        ERROR = "error", "error"
        QUESTION = "question", "question"

    number = models.CharField(max_length=12, unique=True)
    kind = models.TextField(choices=Kind.choices, default=Kind.ERROR)
    page = models.TextField(blank=True)
    figure = models.TextField(blank=True)
    text = models.TextField()
    mail = models.EmailField(blank=True)
    language = models.TextField()
    made = models.DateTimeField()
    state = models.TextField(choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made"]
        indexes: ClassVar = [
            models.Index(fields=["state", "-made"], name="reports_by_state"),
            models.Index(fields=["mail"], condition=~Q(mail=""), name="reports_by_mail"),
        ]

    def __str__(self) -> str:
        return self.number


class Subscription(models.Model):
    """Who wants mail about what. It is deleted when it ends: nothing is kept of who once wanted it.

    `topics` are codes of `TOPICS`. `confirmed_at` is None until the link in the first mail was opened; `told_until` is
    up to when everything has been told.
    """

    email = models.EmailField(unique=True)
    topics = models.JSONField(default=list)
    language = models.TextField()
    made = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField()

    def __str__(self) -> str:
        return self.email


TOPICS = {
    "releases": Text("新发布的数据和报告", "new figures and reports"),
    "corrections": Text("更正", "corrections"),
    "news": Text("新闻与通知", "news and notices"),
}
"""What one can subscribe to."""
