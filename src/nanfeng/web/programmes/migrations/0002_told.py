"""Who was mailed on which day what is new and due on cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Who was mailed on which day."""

    dependencies = [
        ("programmes", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", models.TextField()),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["email", "day"], name="told_once_a_day")],
            },
        ),
    ]
