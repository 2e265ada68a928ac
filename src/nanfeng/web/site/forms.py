"""What readers and the office fill in on the site."""

from django import forms
from django.db.models import Model

from nanfeng.kinds.text import Text
from nanfeng.web.closing.models import Release
from nanfeng.web.look.language import later, reading, words
from nanfeng.web.site.models import TOPICS, Article, ErrorReport
from nanfeng.web.site.queries.catalogue import Asked, choices
from nanfeng.web.site.queries.releases import out, title
from nanfeng.web.site.services.articles import Draft
from nanfeng.web.site.services.reports import Said

Choices = list[tuple[str, str]]


KINDS = {Article.Kind.NEWS: Text("新闻", "news"), Article.Kind.NOTICE: Text("通知", "notice")}
"""What the kinds of articles are called."""


def _label(chinese: str, english: str) -> str:
    return later(Text(chinese, english))


def _all_and(kind: str) -> Choices:
    return [("", words(Text("全部", "All"))), *((code, words(label)) for code, label in choices()[kind])]


_HOW = _label(
    "用 Markdown 书写。数字请写成引用，例如 [[industrial_output/2023-01..2023-04/zone]]；选定发布后也可写 "
    "[[industrial_output growth:comparable @statistics style=change]]",
    "Markdown. Write numbers as references: [[industrial_output/2023-01..2023-04/zone]], or, with a release chosen "
    "below, [[industrial_output growth:comparable @statistics style=change]]",
)
_OUTCOMES = {
    ErrorReport.State.ACCEPTED: Text("已采纳，将更正", "accepted: it will be corrected"),
    ErrorReport.State.CORRECTED: Text("已更正", "corrected"),
    ErrorReport.State.REFUSED: Text("无需更正", "no correction is needed"),
}


class CatalogueForm(forms.Form):
    """What is looked for among the published figures."""

    q = forms.CharField(label=_label("关键词", "Words"), required=False, max_length=100)
    subject = forms.ChoiceField(label=_label("主题", "Subject"), required=False, choices=lambda: _all_and("subject"))
    plan = forms.ChoiceField(label=_label("规划", "Plan"), required=False, choices=lambda: _all_and("plan"))

    def asked(self) -> Asked:
        """What is looked for; what makes no sense is left out."""
        self.is_valid()
        said = self.cleaned_data
        return Asked(said.get("q", ""), said.get("subject", ""), said.get("plan", ""))


class _Trapped(forms.Form):
    """A form with a field that people do not see and machines fill in."""

    website = forms.CharField(label=_label("请留空", "Leave this empty"), required=False)

    @property
    def of_machine(self) -> bool:
        """Whether the hidden field was filled in."""
        return bool(self.data.get("website"))


class ReportForm(_Trapped):
    """What a reader says is wrong, or asks."""

    text = forms.CharField(
        label=_label("您发现了什么问题？", "What is wrong?"),
        help_text=_label(
            "请写明哪个数字或哪句话，您认为应当是什么，依据是什么",
            "which number or sentence, what it should be, and how you know",
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    mail = forms.EmailField(
        label=_label("电子邮箱", "Mail address"),
        help_text=_label("仅用于答复您，答复一年后删除", "only to answer you; it is deleted a year after the answer"),
        required=False,
    )
    page = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    figure = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    kind = ErrorReport.Kind.ERROR

    def said(self) -> Said:
        """What was said, as it is kept."""
        given = self.cleaned_data
        return Said(self.kind, given["text"], given["page"], given["figure"], given["mail"].lower(), reading().value)


class ContactForm(ReportForm):
    """A question, or anything else that somebody wants to tell."""

    text = forms.CharField(
        label=_label("您的问题或建议", "Your question or suggestion"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    kind = ErrorReport.Kind.QUESTION


class NumberForm(forms.Form):
    """The number that a reader was given."""

    number = forms.CharField(label=_label("编号", "Number"), max_length=12)


class MailForm(_Trapped):
    """A mail address."""

    email = forms.EmailField(label=_label("电子邮箱", "Mail address"))


class SubscriptionForm(MailForm):
    """Who wants mail, about what."""

    topics = forms.MultipleChoiceField(
        label=_label("订阅内容", "What about"),
        choices=lambda: [(code, words(label)) for code, label in TOPICS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=list(TOPICS),
    )


class AnswerForm(forms.Form):
    """The answer to what a reader said."""

    state = forms.ChoiceField(
        label=_label("处理结果", "What became of it"),
        choices=lambda: [(code, words(label)) for code, label in _OUTCOMES.items()],
    )
    answer = forms.CharField(
        label=_label("答复", "Answer"),
        help_text=_label("提交人会看到，请写完整", "the reader sees it: write it out"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class _ReleaseField(forms.ModelChoiceField):
    """A choice among releases that are out, by their titles."""

    def label_from_instance(self, obj: Model) -> str:
        """What the release is called."""
        return words(title(obj)) if isinstance(obj, Release) else str(obj)


class ArticleForm(forms.Form):
    """An article as its writer fills it in."""

    kind = forms.ChoiceField(
        label=_label("类别", "Kind"), choices=lambda: [(code, words(label)) for code, label in KINDS.items()]
    )
    title_zh = forms.CharField(label=_label("标题（中文）", "Title (Chinese)"), max_length=200)
    title_en = forms.CharField(label=_label("标题（英文）", "Title (English)"), max_length=200)
    body_zh = forms.CharField(
        label=_label("正文（中文）", "Text (Chinese)"), help_text=_HOW, widget=forms.Textarea(attrs={"rows": 10})
    )
    body_en = forms.CharField(
        label=_label("正文（英文）", "Text (English)"), help_text=_HOW, widget=forms.Textarea(attrs={"rows": 10})
    )
    release = _ReleaseField(label=_label("所涉发布", "The release that it is about"), queryset=out(), required=False)
    embargo = forms.DateField(
        label=_label("公开日期", "First day in public"), widget=forms.DateInput(attrs={"type": "date"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, article: Article) -> "ArticleForm":
        """The form filled with an article as it stands."""
        return cls(initial={name: getattr(article, name) for name in cls.base_fields})

    def draft(self) -> Draft:
        """What was filled in, as the service takes it."""
        said = self.cleaned_data
        title, body = (Text(said[f"{part}_zh"], said[f"{part}_en"]) for part in ("title", "body"))
        return Draft(said["kind"], title, body, said["embargo"], said["release"])
