"""Courses and their steps, behind the database's wall; steps only grow."""

import django.db.models.deletion
from django.db import migrations, models

from nanfeng.web.walls import append_only, wall

_STEPS_WALL = """
ALTER TABLE flows_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE flows_step FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON flows_step FOR SELECT
  USING (EXISTS (SELECT 1 FROM flows_course c WHERE c.id = course_id));
CREATE POLICY added ON flows_step FOR INSERT
  WITH CHECK (EXISTS (SELECT 1 FROM flows_course c
                      WHERE c.id = course_id AND nanfeng_writes(c.organisation, c.park, c.purpose)));
CREATE POLICY changed ON flows_step FOR UPDATE USING (true);
CREATE POLICY removed ON flows_step FOR DELETE USING (true);
"""
"""A step is seen by who sees its course, and taken by who may write there. Whoever tries to change or delete one meets
the trigger that refuses it.
"""

_STEPS_OPEN = """
DROP POLICY seen ON flows_step; DROP POLICY added ON flows_step; DROP POLICY changed ON flows_step;
DROP POLICY removed ON flows_step;
ALTER TABLE flows_step NO FORCE ROW LEVEL SECURITY; ALTER TABLE flows_step DISABLE ROW LEVEL SECURITY;
"""


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
                ("course", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="flows.course")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("course", "number"), name="one_step")],
            },
        ),
        wall("flows_course"),
        migrations.RunSQL(_STEPS_WALL, _STEPS_OPEN),
        append_only("flows_step"),
    ]
