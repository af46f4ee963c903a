"""How tests meet the rules the database holds: every constraint of an app, and a row that breaks one."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction


def constraints_of(app):
    """{name: (model, constraint)} of an app's models."""
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config(app).get_models()
        for constraint in model._meta.constraints
    }


def assert_refused(app, name, row):
    """`row`, not saved yet, is refused by this constraint: in a form's words, and by the database."""
    model, constraint = constraints_of(app)[name]
    assert type(row) is model
    with pytest.raises(ValidationError):
        constraint.validate(model, row)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        model._base_manager.bulk_create([row])
    assert spoken_of(model, constraint) in str(error.value)


def spoken_of(model, constraint):
    """What the database calls the constraint: SQLite names the columns of a unique one."""
    if connection.vendor == "sqlite" and getattr(constraint, "fields", ()):
        columns = [model._meta.get_field(field).column for field in constraint.fields]
        return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return constraint.name
