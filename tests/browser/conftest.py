"""The system's Chromium before a live server; without one these tests skip and say so."""

import os
import shutil
from datetime import date

import pytest

from cohorts.models import CohortRole, Enrollment, PrivateDetails, Role, StudyGroup
from tests.factories import make_cohort, make_person, make_series, make_user

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PASSWORD = "qingshan-2026"


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("needs Chromium, which is not installed")
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in the test's thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server):
    """open_page(username="", width=…, …) → a page of a browser of its own, signed in; errors in its console fail the test."""
    contexts, errors = [], []

    def opened(username="", width=1366, height=768, **options):
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, locale="zh-CN", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        if username:
            page.goto("/accounts/login/")
            page.fill("[name=username]", username)
            page.fill("[name=password]", PASSWORD)
            page.click("main [type=submit]")
            page.wait_for_url("**/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def house(transactional_db):
    """A cohort with its series and everybody the main job needs; usernames are what they are."""
    cohort = make_cohort(name="澜江省农业科技系统第4期骨干研修班", slug="class-4")
    make_series(cohort, name="研修班论坛简报", slug="luntan")
    people = {
        "editor": Role.EDITOR, "reviewer1": Role.REVIEWER, "reviewer2": Role.REVIEWER,
        "reviewer3": Role.REVIEWER, "signatory": Role.SIGNATORY, "trainee": None,
    }  # fmt: skip
    for username, role in people.items():
        user = make_user(username=username)
        user.set_password(PASSWORD)
        user.save()
        if role:
            CohortRole.objects.create(cohort=cohort, user=user, role=role)
        else:
            Enrollment.objects.create(cohort=cohort, person=make_person(name="学员甲", user=user))
    return cohort


@pytest.fixture
def organizer(house):
    user = make_user(username="organizer")
    user.set_password(PASSWORD)
    user.save()
    CohortRole.objects.create(cohort=house, user=user, role=Role.ORGANIZER)
    return user


@pytest.fixture
def roster(house, organizer):
    """Fourteen trainees of two groups, one of whom has left."""
    groups = [StudyGroup.objects.create(cohort=house, number=n, name=f"第{n}组") for n in (1, 2)]
    for n in range(14):
        person = make_person(name=f"学员{chr(0x4E59 + n)}")
        PrivateDetails.objects.create(
            person=person, birth=f"{1970 + n}-05", gender="female" if n % 3 else "male"
        )
        Enrollment.objects.create(
            cohort=house, person=person, group=groups[n > 8], organization_name="云州水务局"
        )
    Enrollment.objects.get(person=person).leave(date(2026, 4, 1))
    return house
