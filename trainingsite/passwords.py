"""How long a password is, said in a sentence our catalogs translate: Django's Chinese one has none for it."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengthValidator(MinimumLengthValidator):
    def get_error_message(self):
        return _("The password is too short: it needs at least %(count)d characters.") % {
            "count": self.min_length
        }
