"""The directory, pairs of entries that may be one organisation, and merges; the last two behind the wall. The log's wall asks
the directory.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from nanfeng.web.walls import append_only, wall, wall_of_log


class Migration(migrations.Migration):
    """The directory, pairs of entries that may be one organisation, and merges."""

    initial = True

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("loser", models.TextField()),
                ("loser_name", models.TextField()),
                ("organisation", models.TextField()),
                ("name", models.TextField()),
                ("park", models.TextField(blank=True, default="")),
                ("purpose", models.TextField(default="service")),
                ("moves", models.JSONField()),
                ("merged", models.DateTimeField()),
                ("merged_by", models.TextField()),
                ("why", models.TextField(blank=True, default="")),
                ("undone", models.DateTimeField(null=True)),
                ("undone_by", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [models.Index(fields=["organisation"], name="merged_into")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone", None)), fields=("loser",), name="one_standing_merge"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("identifier", models.TextField(primary_key=True, serialize=False)),
                ("number", models.TextField()),
                ("name", models.TextField()),
                ("name_en", models.TextField(blank=True, default="")),
                ("kind", models.TextField(blank=True, default="")),
                ("park", models.TextField(blank=True, default="")),
                ("industry", models.TextField(blank=True, default="")),
                ("since", models.DateField(null=True)),
                ("plain", models.TextField()),
                ("core", models.TextField()),
                ("names", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("tokens", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("synthetic", models.BooleanField(default=False)),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("tokens"), function="array_to_tsvector"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["number"], name="organisation_number", opclasses=["text_pattern_ops"]),
                    models.Index(fields=["plain"], name="organisation_plain", opclasses=["text_pattern_ops"]),
                    models.Index(fields=["name", "identifier"], name="organisation_name"),
                    models.Index(fields=["park", "name", "identifier"], name="organisation_park"),
                    models.Index(fields=["industry"], name="organisation_industry", opclasses=["text_pattern_ops"]),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["names"], name="organisation_names", fastupdate=False
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["words"], name="organisation_words", fastupdate=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspect",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation", models.TextField()),
                ("other", models.TextField()),
                ("park", models.TextField(blank=True, default="")),
                ("purpose", models.TextField(default="service")),
                ("signs", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "Open"), ("different", "Different"), ("merged", "Merged"), ("gone", "Gone")],
                        default="open",
                    ),
                ),
                ("found", models.DateTimeField()),
                ("decided", models.DateTimeField(null=True)),
                ("decided_by", models.TextField(blank=True, default="")),
                ("why", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["park", "id"], name="open_suspicions")
                ],
                "constraints": [models.UniqueConstraint(fields=("organisation", "other"), name="one_suspicion")],
            },
        ),
        wall("organisations_suspect"),
        wall("organisations_merge"),
        append_only("organisations_merge", "undone", "undone_by"),
        wall_of_log(),
    ]
