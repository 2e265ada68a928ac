"""What lists of cases are asked, and what is sent from their pages."""

from collections.abc import Mapping

from django import forms

from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.intake.limits import Limits
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.flows.services import Asked
from nanfeng.web.look.choices import Choices, a_park, a_park_or_all, or_all
from nanfeng.web.look.language import later, words
from nanfeng.web.programmes.queries.lists import Which

_NAME, _PARK = Text("未登记单位的名称", "Name, if not registered"), Text("其所在园区", "Its park, if not registered")
_OF_PARK = Text("所属园区（全区的留空）", "Park (none: the whole zone)")
_STAGE, _COHORT = Text("阶段", "Stage"), Text("批次", "Cohort")


def _states() -> Choices:
    return or_all((state.value, words(state.label)) for state in State)


def _programmes() -> Choices:
    return or_all((one.id, words(one.label)) for one in city.pack().programmes.values())


class FindForm(forms.Form):
    """Which cases to show, of all programmes."""

    text = forms.CharField(
        label=later(Text("编号、单位或名称", "Number, organisation or title")), required=False, max_length=100
    )
    programme = forms.ChoiceField(label=later(Text("项目", "Programme")), required=False, choices=_programmes)
    park = forms.ChoiceField(label=later(Text("园区", "Park")), required=False, choices=a_park_or_all)
    state = forms.ChoiceField(label=later(Text("状态", "State")), required=False, choices=_states)
    late = forms.BooleanField(label=later(Text("只看超期", "Late only")), required=False)

    def which(self, programme: str = "") -> Which:
        """The question; what could not be read asks for nothing."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        named = {name: said.get(name, "") for name in ("text", "park", "state", "stage", "cohort")}
        late = clock.now() if said.get("late") else None
        return Which(programme=programme or said.get("programme", ""), late=late, **named)


def list_form(programme: Programme, data: Mapping[str, str]) -> FindForm:
    """Which cases of one programme to show."""
    form = FindForm(data)
    del form.fields["programme"]
    offered = {"stage": (_STAGE, programme.stages), "cohort": (_COHORT, programme.cohorts)}
    for name, (label, choices) in offered.items():
        if choices:
            listed = or_all((one.id, words(one.label)) for one in choices)
            form.fields[name] = forms.ChoiceField(label=words(label), required=False, choices=listed)
    return form


class PastForm(forms.Form):
    """Past cases in a workbook."""

    file = forms.FileField(label=later(Text("已有办件表", "Workbook of past cases")))

    def clean_file(self) -> object:
        """Refuse what intake would refuse anyway, before it is kept."""
        file = self.cleaned_data["file"]
        if file.size > Limits().file_bytes:
            raise forms.ValidationError(
                words(Text("文件太大，请分几次导入", "The file is too large: send parts of it"))
            )
        return file


class BeginForm(forms.Form):
    """Whose case is begun, and what it is called. Who acts for an organisation is not asked whose."""

    organisation = forms.CharField(
        label=later(Text("单位", "Organisation")),
        required=False,
        max_length=200,
        help_text=later(
            Text(
                "写名称或统一社会信用代码；名录中没有的，在下面写名称",
                "name or credit code; where it is in no register yet, write its name below",
            )
        ),
    )
    name = forms.CharField(label=later(_NAME), required=False, max_length=200)
    park = forms.ChoiceField(label=later(_PARK), required=False, choices=a_park)
    title = forms.CharField(label=later(Text("办件名称", "Title")), required=False, max_length=200)
    cohort = forms.ChoiceField(label=later(_COHORT), required=False)


def begin_form(programme: Programme, data: Mapping[str, str] | None, *, own: bool, park: str = "") -> BeginForm:
    """The form to begin a case of a programme; `own` where it is the present doer's organisation, `park` where he
    works. Its names are told apart from those of the programme's fields.
    """
    form = BeginForm(data, prefix="whose", initial={"park": park})
    if programme.cohorts:
        today = clock.today()
        open_now = [one for one in programme.cohorts if one.opens <= today <= one.closes] or programme.cohorts
        form.fields["cohort"] = _chosen_of(_COHORT, [(one.id, words(one.label)) for one in open_now])
    else:
        del form.fields["cohort"]
    for name in _not_asked(programme, own=own):
        del form.fields[name]
    if programme.of_zone and not own:
        form.fields["park"].label = words(_OF_PARK)
    return form


def _not_asked(programme: Programme, *, own: bool) -> list[str]:
    """What is known of a case before it begins, or is asked among its fields."""
    whose = ["organisation", "name", "park"] if own else ["organisation", "name"] if programme.of_zone else []
    return [*whose, "title"] if programme.titled_by else whose


def _chosen_of(label: Text, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=words(label), choices=choices)


class TogetherForm(forms.Form):
    """A step with many cases as they were seen in a list: their numbers, each with its version."""

    transition = forms.CharField()
    reason = forms.CharField(required=False, max_length=2000)
    chosen = forms.Field(widget=forms.SelectMultiple)

    def clean_chosen(self) -> dict[str, int]:
        """The versions that were seen, by number."""
        try:
            return {number: int(version) for number, version in (one.split(":") for one in self.cleaned_data["chosen"])}
        except ValueError as error:
            raise forms.ValidationError(f"what was ticked is not understood: {error}") from error

    def asked(self) -> Asked:
        """The step, after the form was found valid; each kind of reason is asked for beside its step."""
        said = self.cleaned_data
        return Asked(said["transition"], None, {}, said["reason"], self.data.get(f"code-{said['transition']}", ""))


class TaskForm(forms.Form):
    """Something to follow up."""

    what = forms.CharField(label=later(Text("跟进事项", "What to do")), max_length=500)
    day = forms.DateField(label=later(Text("截止日", "By")), widget=forms.DateInput({"type": "date"}))
    who = forms.EmailField(label=later(Text("谁来办（留空为自己）", "Who (empty: oneself)")), required=False)


class PayForm(forms.Form):
    """That an instalment was paid."""

    instalment = forms.CharField()
    day = forms.DateField()
    reference = forms.CharField(max_length=100)


class PaperForm(forms.Form):
    """A document and its kind."""

    kind = forms.CharField()
    file = forms.FileField()
