"""A token in every text of every object: each role pulls every channel and sees what it may, and no more."""

import pytest
from django.urls import reverse

from cohorts.models import Enrollment, PrivateDetails
from tests.access.policy import OFFICE_STAFF, ORGANIZERS, PRESS, READERS, ROLES, STAFF, STATES
from tests.access.test_matrix import ELSEWHERE, addresses, answers, client_of, names
from tests.access.world import build

pytestmark = pytest.mark.django_db

# Every field one may choose in by typing: app, model, field, and a word that is in all tokens.
CHOICES = (
    ("cohorts", "enrollment", "person"), ("cohorts", "enrollment", "organization"), ("cohorts", "enrollment", "cohort"),
    ("cohorts", "appointment", "enrollment"), ("cohorts", "affiliation", "organization"), ("cohorts", "cohortrole", "user"),
    ("cohorts", "person", "user"), ("briefings", "articlebyline", "person"), ("briefings", "articlephoto", "photo"),
    ("briefings", "editionentry", "persons"), ("briefings", "speaker", "person"), ("briefings", "speaker", "talk"),
    ("briefings", "talk", "session"), ("briefings", "session", "forum"), ("briefings", "comment", "talk"),
    ("briefings", "comment", "session"), ("briefings", "quote", "session"), ("briefings", "quote", "person"),
    ("briefings", "forum", "duty_group"), ("briefings", "photo", "talk"), ("briefings", "photo", "forum"), ("briefings", "issue", "series"), ("briefings", "step", "version"),
)  # fmt: skip


SEEN_BY = {
    "house": OFFICE_STAFF,
    "photo": PRESS,
    "records": PRESS,
    "account": set(),
    "attendance": ORGANIZERS,
    "private of trainee": ORGANIZERS,
    "private of left_trainee": ORGANIZERS,
    "private of program_trainee": set(),
    "private of stranger": set(),
}


@pytest.fixture
def world():
    return build()


def may_see(role, hidden):
    """Whether a role may see a token hidden in a state, on a roster, in the photo store or in the house's lists."""
    if role == "superuser" or hidden == "nobody":
        return hidden != "nobody"
    if hidden.startswith("roster of "):
        whose = hidden.removeprefix("roster of ")
        return role == whose or (role == "foreign_editor" if whose == "stranger" else role in STAFF)
    if hidden in SEEN_BY:
        return role in SEEN_BY[hidden]
    return role in PRESS or role in READERS.get(hidden, ())


def channels(world):
    """Every address that can be read, for every thing, and every list with its filters and searches."""
    for name in sorted(set(names()) - ELSEWHERE):
        if answers(name, "GET"):
            for state in STATES:
                if address := addresses(name, world, state):
                    yield address
    cohort = world.things["cohort"]
    yield from (
        f"{reverse('archive')}?cohort={cohort.slug}",
        f"{reverse('archive')}?year=2026",
        f"{reverse('archive')}?page=2",
    )
    for name in names():
        if name.startswith("admin:") and name.endswith("_changelist"):
            yield f"{reverse(name)}?q=金丝雀"
    for place in Enrollment.objects.all():
        for number in (place.cohort_id, cohort.pk):
            yield reverse("admin:cohorts_cohort_private", args=[number, place.pk])
        yield reverse("admin:cohorts_enrollment_change", args=[place.pk])
        yield reverse("admin:cohorts_person_change", args=[place.person_id])
        yield reverse("admin:cohorts_person_erase", args=[place.person_id])
    for app, model, field in CHOICES:
        yield f"{reverse('admin:autocomplete')}?term=金丝雀&app_label={app}&model_name={model}&field_name={field}"


def text(response):
    body = b"".join(response) if response.streaming else response.content
    if "json" in response.get("Content-Type", ""):
        body = body.decode().encode().decode("unicode_escape").encode("utf-8", "surrogatepass")
    return body.decode("utf-8", "replace") + str(response.headers)


@pytest.mark.parametrize("role", ROLES)
def test_no_channel_shows_a_role_what_it_may_not_see(world, role):
    client, leaks = client_of(world, role), set()
    for address in dict.fromkeys(channels(world)):
        page = text(client.get(address))
        leaks |= {
            (token, hidden, address)
            for token, hidden in world.canaries.items()
            if token in page and not may_see(role, hidden)
        }
    assert leaks == set()


@pytest.mark.parametrize("role", ["organizer", "superuser"])
def test_who_keeps_the_roster_is_shown_what_is_private_and_numbers_masked(world, role):
    place = world.things["enrollment"]
    page = text(
        client_of(world, role).get(reverse("admin:cohorts_cohort_private", args=[place.cohort_id, place.pk]))
    )
    details = PrivateDetails.objects.get(person=place.person)
    shown = [details.ethnicity, details.party, details.education, details.id_number_tail]
    masked = [f"199****{details.mobile[-4:]}", "c***@example.cn"]
    assert [each for each in shown + masked if each not in page] == []


@pytest.mark.parametrize("role", ["organizer", "superuser"])
def test_no_list_finds_anybody_by_what_is_private(world, role):
    client, details = client_of(world, role), PrivateDetails.objects.get(person=world.things["person"])
    found = {}
    for name in sorted(set(names())):
        if name.startswith("admin:cohorts_") and name.endswith("_changelist"):
            for words in (details.mobile, details.email, details.id_number_tail, details.id_number_digest):
                listed = client.get(reverse(name), {"q": words}).context
                if "cl" in (listed or {}) and listed["cl"].search_fields and listed["cl"].result_count:
                    found[name, words] = listed["cl"].result_count
    assert found == {}


@pytest.mark.parametrize("role", ROLES)
def test_a_page_shows_its_readers_all_of_it(world, role):
    client = client_of(world, role)
    for state in READERS:
        if role in READERS[state] or role == "superuser":
            page = text(client.get(reverse("issue", args=[world.issues[state].slug])))
            missing = {
                token for token, hidden in world.canaries.items() if hidden == state and token not in page
            }
            assert missing == set()


def test_exports_of_a_public_issue_hold_nothing_of_the_others(world, tmp_path):
    from django.core.management import call_command

    for format in ("json", "html", "text"):
        target = tmp_path / format
        call_command("export_issue", world.issues["public"].slug, format=format, output=target)
        page = target.read_text()
        assert {hidden for token, hidden in world.canaries.items() if token in page} == {"public"}
