"""Calls, returns and messages about them, the latter two behind the database's wall."""

import django.db.models.deletion
from django.db import migrations, models

from nanfeng.web.walls import wall


class Migration(migrations.Migration):
    """Calls for returns, who owes them, and what they are told."""

    initial = True

    dependencies = [
        ("flows", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.TextField()),
                ("period", models.TextField()),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("deadline", models.DateField()),
                ("provisional", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.TextField(blank=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["-last", "form"],
                "constraints": [models.UniqueConstraint(fields=("form", "period"), name="one_call")],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.TextField()),
                ("name", models.TextField()),
                ("park", models.TextField(blank=True, default="")),
                ("purpose", models.TextField()),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("draft", models.JSONField(default=list)),
                ("merge", models.BigIntegerField(null=True)),
                ("laid_aside", models.BooleanField(default=False)),
                ("call", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="returns.call")),
                ("course", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="flows.course")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "-call"], name="return_of_organisation"),
                    models.Index(fields=["call", "park", "name"], name="return_of_park"),
                ],
                "constraints": [models.UniqueConstraint(fields=("call", "organisation"), name="one_return")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField()),
                ("organisation", models.TextField()),
                ("park", models.TextField(blank=True, default="")),
                ("purpose", models.TextField()),
                ("title_zh", models.TextField()),
                ("title_en", models.TextField()),
                ("text_zh", models.TextField()),
                ("text_en", models.TextField()),
                ("made", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                ("about", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="returns.return")),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-made"], name="message_of_organisation")],
                "constraints": [models.UniqueConstraint(fields=("about", "key"), name="told_once")],
            },
        ),
        wall("returns_return"),
        wall("returns_message"),
    ]
