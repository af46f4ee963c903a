"""A day asked for by the browser's own field, which takes and gives it as 2026-09-01 only."""

from django import forms


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")
