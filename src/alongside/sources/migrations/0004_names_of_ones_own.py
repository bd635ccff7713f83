from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_credits_and_paths")]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="read_as",
            field=models.JSONField(blank=True, default=list, help_text="The names and addresses it was read for."),
        ),
        migrations.RemoveConstraint(model_name="notmine", name="one_refusal_per_address"),
        migrations.RenameField(model_name="notmine", old_name="email", new_name="value"),
        migrations.AddField(
            model_name="notmine",
            name="kind",
            field=models.CharField(
                choices=[("email", "e-mail address"), ("name", "name"), ("login", "login")],
                default="email",
                max_length=5,
            ),
        ),
        migrations.AddConstraint(
            model_name="notmine",
            constraint=models.UniqueConstraint(fields=("owner", "kind", "value"), name="one_refusal_each"),
        ),
    ]
