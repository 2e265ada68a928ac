"""Courses and their steps, behind the database's wall; steps only grow."""

import django.db.models.deletion
from django.db import migrations, models

from nanfeng.web.walls import append_only, wall, wall_of_steps


class Migration(migrations.Migration):
    """Courses and their steps, behind the database's wall, whose rules come with the log."""

    initial = True

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("flow", models.TextField()),
                ("edition", models.TextField(blank=True, default="")),
                ("noun", models.TextField()),
                ("subject", models.TextField()),
                ("stage", models.TextField()),
                ("version", models.IntegerField(default=0)),
                ("digest", models.TextField(blank=True, default="")),
                ("organisation", models.TextField(blank=True, default="")),
                ("park", models.TextField(blank=True, default="")),
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
                ("first", models.DateField(null=True)),
                ("last", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["noun", "last", "stage"], name="course_of_period"),
                    models.Index(fields=["organisation", "noun", "last"], name="course_of_organisation"),
                ],
                "constraints": [models.UniqueConstraint(fields=("noun", "subject"), name="one_course")],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("transition", models.TextField()),
                ("source", models.TextField()),
                ("target", models.TextField()),
                ("by", models.TextField()),
                ("role", models.TextField()),
                ("acting_for", models.TextField(blank=True, default="")),
                ("happened", models.DateTimeField()),
                ("entered", models.DateTimeField()),
                ("round", models.IntegerField(default=1)),
                ("reason", models.TextField(blank=True, default="")),
                ("reason_code", models.TextField(blank=True, default="")),
                ("digest", models.TextField(null=True)),
                ("state", models.TextField(default="active")),
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="flows.course")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("course", "number"), name="one_step")],
            },
        ),
        wall("flows_course"),
        wall_of_steps("flows_step", "flows_course"),
        append_only("flows_step"),
    ]
