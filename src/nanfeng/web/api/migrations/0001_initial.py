"""Tokens, and answers that are given again, behind the wall."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from nanfeng.web.walls import wall


class Migration(migrations.Migration):
    """Tokens, and answers that are given again, behind the wall."""

    initial = True

    dependencies = [
        ("people", "0002_invitations_claims"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.TextField()),
                ("key", models.CharField(max_length=200)),
                ("asked", models.CharField(max_length=64)),
                ("status", models.IntegerField()),
                ("headers", models.JSONField(default=dict)),
                ("body", models.TextField()),
                ("organisation", models.TextField(blank=True)),
                ("park", models.TextField(blank=True)),
                ("purpose", models.TextField()),
                ("made", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["made"], name="answer_by_age")],
                "constraints": [models.UniqueConstraint(fields=("who", "key"), name="one_answer")],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("prefix", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=80)),
                (
                    "covers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None),
                ),
                ("made", models.DateTimeField()),
                ("expires", models.DateTimeField()),
                ("last_used", models.DateTimeField(blank=True, null=True)),
                ("revoked", models.DateTimeField(blank=True, null=True)),
                (
                    "post",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.post"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["post", "-made"], name="token_of_post")],
            },
        ),
        wall("api_answer"),
    ]
