"""A cohort's page in a browser: every form of it accessible when open, and a post given and taken back there."""

import pytest

from tests.browser.test_accessible import look, violations


def overview(cohort):
    return f"/admin/cohorts/cohort/{cohort.pk}/overview/"


@pytest.mark.parametrize(
    ("size", "scheme"), [((390, 844), "dark"), ((1366, 768), "light")], ids=["phone", "desktop"]
)
def test_a_cohorts_pages_are_accessible(roster, open_page, size, scheme):
    page = open_page("organizer", *size, color_scheme=scheme, bypass_csp=True)
    trainee = roster.enrollments.first().pk
    place = f"/admin/cohorts/cohort/{roster.pk}/trainees/{trainee}"
    form = f"/admin/cohorts/enrollment/{trainee}/change/"
    assert look(page, [f"{place}/leave/", f"{place}/transfer/", form, overview(roster)]) == {}
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_organizer_gives_a_post_and_takes_it_back(roster, open_page):
    page = open_page("organizer")
    page.goto(overview(roster))
    page.click("#monitor summary")
    page.select_option("#monitor select", index=2)
    page.click("#monitor form button")
    holder = page.inner_text("#monitor dd a")
    assert roster.appointments.get().enrollment.person.name == holder
    page.click("#monitor form button")
    assert page.locator("#monitor .vacant").count() == 1
    assert roster.appointments.get().until is not None
