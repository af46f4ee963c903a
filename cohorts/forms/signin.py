"""The form of both doors, site and office: Django's, tried so often and no more."""

from django.contrib.auth.forms import AuthenticationForm

from cohorts.throttling import SIGN_IN_ACCOUNT, SIGN_IN_ADDRESS, address_of


class SignInForm(AuthenticationForm):
    """A known and an unknown name are counted, refused and answered alike."""

    def clean(self):
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return self.cleaned_data
        from_here = SIGN_IN_ADDRESS.enter(address_of(self.request))
        SIGN_IN_ACCOUNT.enter(username)
        cleaned = super().clean()
        from_here.delete()  # only failures count
        SIGN_IN_ACCOUNT.clear(username)
        return cleaned
