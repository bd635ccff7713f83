from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def read_again(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    """From the beginning with the next run: it changes no activity, and notes what each connection brings."""
    apps.get_model("sources", "Connection")._default_manager.update(state={})


class Migration(migrations.Migration):
    dependencies = [("evidence", "0003_corrections"), ("sources", "0004_names_of_ones_own")]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="brought",
            field=models.ManyToManyField(
                blank=True, help_text="Those, also where another had them first.", related_name="+", to="evidence.activity"
            ),
        ),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
