"""Cases and what belongs to them, behind the database's wall; payments and confirmations only grow."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from nanfeng.web.walls import append_only, wall_of_parts, wall_with_parties


class Migration(migrations.Migration):
    """Cases and what belongs to them, behind the database's wall."""

    initial = True

    dependencies = [
        ("flows", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("programme", models.TextField()),
                ("year", models.IntegerField()),
                ("serial", models.IntegerField()),
                ("client", models.UUIDField(null=True, unique=True)),
                ("cohort", models.TextField(blank=True, default="")),
                ("organisation", models.TextField(blank=True, default="")),
                ("name", models.TextField()),
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("park", models.TextField(blank=True, default="")),
                ("purpose", models.TextField()),
                ("title", models.TextField()),
                ("owner", models.TextField(blank=True, default="")),
                ("begun", models.DateTimeField()),
                ("version", models.IntegerField(default=0)),
                ("stage", models.TextField()),
                ("state", models.TextField(default="active")),
                ("since", models.DateTimeField()),
                ("due", models.DateTimeField(null=True)),
                ("merge", models.BigIntegerField(null=True)),
                ("course", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="flows.course")),
            ],
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("by", models.TextField()),
                ("role", models.TextField()),
                ("acting_for", models.TextField()),
                ("entered", models.DateTimeField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.case")),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.TextField()),
                ("key", models.TextField()),
                ("stands", models.BooleanField(default=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.case")),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("inbound", models.BooleanField()),
                ("text", models.TextField()),
                ("by", models.TextField()),
                ("entered", models.DateTimeField()),
                ("read", models.DateTimeField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.case")),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.TextField()),
                ("name", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.BigIntegerField()),
                ("type", models.TextField()),
                ("by", models.TextField()),
                ("entered", models.DateTimeField()),
                ("taken_back", models.DateTimeField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.case")),
            ],
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instalment", models.TextField()),
                ("of", models.TextField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=18)),
                ("day", models.DateField()),
                ("reference", models.TextField()),
                ("by", models.TextField()),
                ("entered", models.DateTimeField()),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.case")),
            ],
        ),
        migrations.CreateModel(
            name="Taken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("programme", models.TextField()),
                ("limit", models.TextField()),
                ("pot", models.TextField(blank=True, default="")),
                ("amount", models.DecimalField(decimal_places=4, max_digits=20)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.case")),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("day", models.DateField()),
                ("who", models.TextField()),
                ("by", models.TextField()),
                ("entered", models.DateTimeField()),
                ("done", models.DateTimeField(null=True)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="programmes.case")),
            ],
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.TextField()),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["programme", "stage", "due", "id"], name="case_on_board"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["programme", "due", "id"], name="case_of_programme"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["organisation", "programme"], name="case_of_organisation"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state__in", ["active", "paused"])),
                fields=["owner", "due", "id"],
                name="case_of_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("state", "active")), fields=["due", "id"], name="case_due"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("programme", "year", "serial"), name="one_case"),
        ),
        migrations.AddIndex(
            model_name="confirmation",
            index=models.Index(fields=["case", "outcome", "-id"], name="confirmation_of_case"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(fields=("case", "form", "key"), name="linked_once"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["case", "id"], name="words_on_case"),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["case", "kind"], name="paper_of_case"),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(fields=("case", "instalment"), name="paid_once"),
        ),
        migrations.AddIndex(
            model_name="taken",
            index=models.Index(fields=["programme", "limit", "pot"], name="taken_of_limit"),
        ),
        migrations.AddConstraint(
            model_name="taken",
            constraint=models.UniqueConstraint(fields=("case", "limit"), name="taken_once"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["who", "done", "day"], name="task_of_account"),
        ),
        migrations.AddConstraint(
            model_name="told",
            constraint=models.UniqueConstraint(fields=("email", "day"), name="told_once_a_day"),
        ),
        wall_with_parties("programmes_case"),
        *(
            wall_of_parts(f"programmes_{part}", "programmes_case", "case_id")
            for part in ("confirmation", "link", "message", "paper", "payment", "taken", "task")
        ),
        append_only("programmes_confirmation"),
        append_only("programmes_payment"),
    ]
