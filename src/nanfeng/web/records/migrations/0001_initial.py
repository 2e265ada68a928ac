"""Records and the files that they came in, behind the database's wall."""

import django.utils.timezone
from django.db import migrations, models

from nanfeng.web.walls import append_only, wall


class Migration(migrations.Migration):
    """Records and the files that they came in, behind the database's wall."""

    initial = True

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.TextField()),
                ("name", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("organisation", models.TextField(blank=True, default="")),
                ("park", models.TextField(blank=True, default="")),
                ("purpose", models.TextField()),
                ("by", models.TextField()),
                ("acting_for", models.TextField(blank=True, default="")),
                ("entered", models.DateTimeField(default=django.utils.timezone.now)),
                ("synthetic", models.BooleanField(default=False)),
                (
                    "state",
                    models.TextField(
                        choices=[("waiting", "Waiting"), ("done", "Done"), ("failed", "Failed")], default="waiting"
                    ),
                ),
                ("accepted", models.IntegerField(default=0)),
                ("handed_back", models.IntegerField(default=0)),
                ("protocol", models.JSONField(default=dict)),
                ("refused", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.TextField()),
                ("form_digest", models.CharField(max_length=64)),
                ("key", models.TextField()),
                ("version", models.IntegerField()),
                ("current", models.BooleanField(default=True)),
                ("organisation", models.TextField(blank=True, default="")),
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
                ("park", models.TextField(blank=True, default="")),
                ("place", models.TextField(null=True)),
                ("industry", models.TextField(null=True)),
                (
                    "purpose",
                    models.TextField(
                        choices=[
                            ("statistics", "statistics"),
                            ("service", "service"),
                            ("finance", "finance"),
                            ("public", "public"),
                        ]
                    ),
                ),
                ("status", models.TextField(default="accepted")),
                ("synthetic", models.BooleanField(default=False)),
                ("content", models.JSONField()),
                ("entered", models.DateTimeField()),
                ("by", models.TextField(blank=True, default="")),
                ("acting_for", models.TextField(blank=True, default="")),
                ("file", models.TextField(blank=True, default="")),
                ("sheet", models.TextField(blank=True, default="")),
                ("line", models.IntegerField(null=True)),
                ("why", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["form", "id"], name="record_of_form"),
                    models.Index(fields=["form", "organisation", "last"], name="record_of_organisation"),
                    models.Index(fields=["organisation", "entered"], name="record_timeline"),
                    models.Index(
                        condition=models.Q(("current", True)), fields=["form", "park", "last"], name="record_of_park"
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("form", "key", "version"), name="one_version")],
            },
        ),
        wall("records_record", public=True),
        wall("records_sending"),
        append_only("records_record", "current", "status"),
    ]
