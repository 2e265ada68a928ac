"""Addresses of programmes and their cases."""

from django.urls import path

from nanfeng.web.programmes.views import (
    beginning,
    calendar,
    case,
    doing,
    finder,
    letters,
    linked,
    lists,
    past,
    planning,
    proposal,
    quick,
)

app_name = "programmes"

urlpatterns = [
    path("", lists.mine, name="mine"),
    path("finder/", finder.finder, name="finder"),
    path("finder/<slug:name>/consent/", finder.consent, name="consent"),
    path("calendar/", calendar.month, name="calendar"),
    path("log/", quick.choose, name="quick"),
    path("log/here/", quick.here, name="here"),
    path("log/<slug:name>/", quick.log, name="log"),
    path("worker.js", quick.worker, name="worker"),
    path("preview/", proposal.preview, name="preview"),
    path("programmes/", lists.programmes, name="programmes"),
    path("programmes/<slug:name>/", lists.programme, name="programme"),
    path("programmes/<slug:name>/begin/", beginning.begin, name="begin"),
    path("programmes/<slug:name>/move/", doing.move_together, name="move_together"),
    path("programmes/<slug:name>/past/", past.past, name="past"),
    path("programmes/<slug:name>/past/empty.xlsx", past.template, name="past_template"),
    path("programmes/<slug:name>/past/refused.xlsx", past.refused, name="past_refused"),
    path("programmes/<slug:name>/cases.xlsx", past.cases, name="cases"),
    path("case/<slug:number>/", case.show, name="case"),
    path("case/<slug:number>/save/<slug:section>/", case.save, name="save"),
    path("case/<slug:number>/move/", doing.move, name="move"),
    path("case/<slug:number>/papers/", doing.attach, name="attach"),
    path("case/<slug:number>/papers/<int:pk>/", case.paper, name="paper"),
    path("case/<slug:number>/papers/<int:pk>/back/", doing.take_back, name="take_back"),
    path("case/<slug:number>/records/<slug:form>/", linked.record, name="record"),
    path("case/<slug:number>/plan/", planning.show, name="plan"),
    path("case/<slug:number>/plan/add/", planning.add, name="plan_add"),
    path("case/<slug:number>/plan/<int:pk>/remove/", planning.remove, name="plan_remove"),
    path("case/<slug:number>/letters/<slug:name>.<str:kind>", letters.letter, name="letter"),
    path("case/<slug:number>/confirm/", doing.confirm, name="confirm"),
    path("case/<slug:number>/pay/", doing.pay, name="pay"),
    path("case/<slug:number>/say/", doing.say, name="say"),
    path("case/<slug:number>/tasks/", doing.add_task, name="add_task"),
    path("case/<slug:number>/tasks/<int:pk>/done/", doing.finish_task, name="finish_task"),
    path("case/<slug:number>/owner/", doing.hand_over, name="hand_over"),
    path("case/<slug:number>/over/", doing.move_over, name="move_over"),
]
