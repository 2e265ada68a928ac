"""Vintages, releases, their figures, the release calendar, and what was revised."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Vintages, releases, their figures, the calendar, and what was revised."""

    initial = True

    dependencies = [
        ("flows", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vintage",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("closed_at", models.DateTimeField()),
                ("closed_by", models.TextField()),
                ("cut_off", models.DateTimeField()),
                ("rows", models.BigIntegerField()),
                ("receipt", models.CharField(max_length=64)),
                ("reason", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                ("synthetic", models.BooleanField(default=False)),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("faults", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["-closed_at"],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("publication", models.TextField()),
                ("place", models.TextField()),
                ("period", models.TextField()),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("built_at", models.DateTimeField()),
                ("built_by", models.TextField()),
                ("due", models.DateField(blank=True, null=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("synthetic", models.BooleanField(default=False)),
                ("report", models.BooleanField(default=False)),
                ("course", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="flows.course")),
                ("vintage", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="closing.vintage")),
            ],
            options={
                "ordering": ["-built_at"],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField()),
                ("old", models.JSONField(null=True)),
                ("new", models.JSONField(null=True)),
                ("reasons", models.JSONField(default=list)),
                ("at", models.DateTimeField()),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revised_by", to="closing.release"
                    ),
                ),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="closing.release"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CalendarEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("publication", models.TextField()),
                ("place", models.TextField()),
                ("period", models.TextField()),
                ("day", models.DateField()),
                ("planned_by", models.TextField()),
                (
                    "release",
                    models.OneToOneField(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="closing.release"
                    ),
                ),
            ],
            options={
                "ordering": ["day", "publication", "place"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("release", None)),
                        fields=("publication", "place", "period"),
                        name="one_planned_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleasedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField()),
                ("indicator", models.TextField()),
                ("place", models.TextField()),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("growth", models.TextField(blank=True)),
                ("scope", models.JSONField(default=dict)),
                ("status", models.TextField()),
                ("value", models.DecimalField(decimal_places=20, max_digits=40, null=True)),
                ("content", models.JSONField()),
                ("standing", models.BooleanField(default=False)),
                ("release", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="closing.release")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("standing", True)),
                        fields=["indicator", "place", "last"],
                        name="standing_figures",
                    ),
                    models.Index(fields=["release", "indicator", "place", "last"], name="figures_of_release"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "key"), name="one_figure"),
                    models.UniqueConstraint(
                        condition=models.Q(("standing", True)), fields=("key",), name="one_standing_figure"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="release",
            index=models.Index(fields=["publication", "place", "last"], name="closing_rel_publica_b3cbfa_idx"),
        ),
    ]
