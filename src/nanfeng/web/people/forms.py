"""What people fill in about themselves, invitations and claims."""

from django import forms
from django.conf import settings

from nanfeng.kinds.identifier import CREDIT_CODE, credit_code_fault, parse_identifier
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.look.choices import Choices, a_park, or_none
from nanfeng.web.look.language import later, words
from nanfeng.web.people.models import Office
from nanfeng.web.people.services.claims import Document, Statement


def _label(chinese: str, english: str) -> str:
    return later(Text(chinese, english))


def departments() -> Choices:
    """The departments of the city, to choose from."""
    return or_none((one.code, words(one.name)) for one in city.pack().departments.values())


class OrganisationField(forms.CharField):
    """An organisation's identifier as people write it; its value is the canonical identifier, empty for none."""

    def clean(self, value: object) -> str:
        """Read the identifier; a credit code that was typed must pass its check."""
        typed = super().clean(value)
        if not typed:
            return ""
        found = parse_identifier(typed)
        if found is None:
            raise forms.ValidationError(
                _label(
                    f"“{typed}”不是统一社会信用代码：应为 18 位数字和大写字母，请对照营业执照",
                    f"“{typed}” is no credit code: it has 18 digits and capitals; look at the business licence",
                )
            )
        fault = credit_code_fault(found.number) if found.register == CREDIT_CODE else None
        if fault:
            raise forms.ValidationError(later(fault))
        return str(found)


class AccountForm(forms.Form):
    """What one is called, and in what language one's mails are."""

    name = forms.CharField(label=_label("姓名", "Name"), max_length=100, required=False)
    language = forms.ChoiceField(label=_label("邮件语言", "Language of mails"), choices=settings.LANGUAGES)


class InvitationForm(forms.Form):
    """Whom to invite, and to what office."""

    email = forms.EmailField(label=_label("电子邮箱", "Mail address"))
    role = forms.ChoiceField(label=_label("角色", "Role"), choices=lambda: [(r.value, words(r.label)) for r in Role])
    organisation = OrganisationField(
        label=_label("机构（统一社会信用代码）", "Organisation (credit code)"), max_length=60, required=False
    )
    park = forms.ChoiceField(label=_label("园区", "Park"), choices=a_park, required=False)
    department = forms.ChoiceField(label=_label("市直部门", "City department"), choices=departments, required=False)

    def clean(self) -> dict[str, object]:
        """Ask for whom a role is held, where it is held for somebody."""
        said = super().clean() or {}
        needed = _NEEDS.get(Role(said["role"])) if said.get("role") else None
        if needed and not said.get(needed) and needed not in self.errors:
            self.add_error(needed, _label("这个角色须写明代表谁", "say for whom this role is held"))
        return said

    def office(self) -> Office:
        """The office that was chosen, without what its role has no use for."""
        role, needed = Role(self.cleaned_data["role"]), _NEEDS.get(Role(self.cleaned_data["role"]))
        return Office(role, **({needed: self.cleaned_data[needed]} if needed else {}))


class ClerkInvitationForm(forms.Form):
    """Whom an officer invites for an enterprise of his park."""

    email = forms.EmailField(label=_label("电子邮箱", "Mail address"))
    organisation = OrganisationField(
        label=_label("企业（统一社会信用代码）", "Enterprise (credit code)"), max_length=60
    )

    def office(self) -> Office:
        """Clerk of that enterprise."""
        return Office(Role.ENTERPRISE_CLERK, self.cleaned_data["organisation"])


class OpeningForm(forms.Form):
    """What somebody who was invited says to get his account."""

    name = forms.CharField(label=_label("姓名", "Name"), max_length=100)
    password = forms.CharField(
        label=_label("设置密码", "Choose a password"),
        help_text=_label("至少 12 个字符；可以是几个词组成的句子", "at least 12 characters; a few words will do"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ClaimForm(forms.Form):
    """What a claimant says of an organisation, and how he proves that he may act for it."""

    organisation = OrganisationField(label=_label("统一社会信用代码", "Credit code"), max_length=60)
    name = forms.CharField(label=_label("机构全称", "Full name"), max_length=200)
    park = forms.ChoiceField(label=_label("所在园区", "Park"), choices=a_park)
    industry = forms.CharField(
        label=_label("行业代码", "Industry code"),
        help_text=_label("国民经济行业代码，如 C3850", "GB/T 4754-2017, such as C3850"),
        max_length=5,
    )
    established = forms.DateField(
        label=_label("成立日期", "Date of registration"), widget=forms.DateInput(attrs={"type": "date"})
    )
    address = forms.CharField(label=_label("地址", "Address"), max_length=300, required=False)
    document = forms.FileField(
        label=_label("营业执照或授权书", "Business licence or letter of authority"),
        help_text=_label("PDF、PNG 或 JPEG，不超过 10 MB", "PDF, PNG or JPEG, at most 10 MB"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    words = forms.CharField(
        label=_label("说明", "What else shows it"),
        help_text=_label(
            "没有文件时，请写明您的职务和园区可核实的联系方式", "without a file: your position, and whom to ask"
        ),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_industry(self) -> str:
        """An industry that the city knows, in capitals."""
        code = self.cleaned_data["industry"].strip().upper()
        if code not in city.pack().industries:
            raise forms.ValidationError(_label(f"没有行业代码 {code}", f"there is no industry {code}"))
        return code

    def statement(self) -> Statement:
        """What was said, as the claim takes it."""
        said, sent = self.cleaned_data, self.cleaned_data["document"]
        document = Document(sent.name, sent.read()) if sent else None
        names = ("organisation", "park", "name", "industry", "address", "established", "words")
        return Statement(**{name: said[name] for name in names}, document=document)


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_label("原因", "Reason"), max_length=1000)


_NEEDS = {
    Role.ENTERPRISE_CLERK: "organisation",
    Role.SERVICE_ORGANISATION: "organisation",
    Role.BANK_OFFICER: "organisation",
    Role.GUARANTOR: "organisation",
    Role.RESEARCH_INSTITUTION: "organisation",
    Role.PARK_OFFICER: "park",
    Role.DEPARTMENT_OFFICER: "department",
}
"""For whom a role is held: the field that must be filled in."""
