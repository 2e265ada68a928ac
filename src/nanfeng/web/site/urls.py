"""Addresses of the public site, and of the newsroom and inbox behind it."""

from django.urls import path

from nanfeng.web.site.views import feeds, figures, machines, news, readers, releases, sources, subscriptions

app_name = "site"

urlpatterns = [
    path("data/", figures.figures, name="figures"),
    path("data/<slug:indicator>/", figures.indicator, name="indicator"),
    path("definitions/", figures.all_definitions, name="definitions"),
    path("definitions/<slug:indicator>/", figures.definition, name="definition"),
    path("glossary/", figures.glossary, name="glossary"),
    path("reports/", releases.reports, name="reports"),
    path("calendar/", releases.calendar, name="calendar"),
    path("calendar.ics", releases.calendar_file, name="calendar_file"),
    path("corrections/", releases.corrections, name="corrections"),
    path("timeline/", releases.timeline, name="timeline"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<slug:source>/", sources.source, name="source"),
    path("claims/<slug:claim>/", sources.claim, name="claim"),
    path("news/", news.news, name="news"),
    path("news/<int:article>/", news.article, name="article"),
    path("newsroom/", news.newsroom, name="newsroom"),
    path("newsroom/write/", news.write, name="write"),
    path("newsroom/<int:article>/", news.preview, name="preview"),
    path("newsroom/<int:article>/rewrite/", news.rewrite, name="rewrite"),
    path("newsroom/<int:article>/publish/", news.publish, name="publish"),
    path("newsroom/<int:article>/withdraw/", news.withdraw, name="withdraw"),
    path("report-an-error/", readers.report_error, name="report_error"),
    path("report-an-error/state/", readers.report_state, name="report_state"),
    path("contact/", readers.contact, name="contact"),
    path("inbox/", readers.inbox, name="inbox"),
    path("inbox/<int:report>/", readers.answer, name="answer"),
    path("subscribe/", subscriptions.subscribe, name="subscribe"),
    path("subscribe/mail/", subscriptions.look_in_mail, name="look_in_mail"),
    path("subscribe/confirm/<str:token>/", subscriptions.confirm, name="confirm"),
    path("subscribe/end/<str:token>/", subscriptions.end, name="end"),
    path("privacy/", subscriptions.privacy, name="privacy"),
    path("privacy/mine/", subscriptions.my_data, name="my_data"),
    path("privacy/mine/<str:token>/", subscriptions.held, name="held"),
    path("feeds/news.xml", feeds.news, name="news_feed"),
    path("feeds/releases.xml", feeds.released, name="release_feed"),
    path("feeds/corrections.xml", feeds.corrections, name="correction_feed"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
