"""Every address × role × state of the thing × method answers what the table says."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.access.policy import OFFICE, READING, ROLES, STATES, declared, expected
from tests.access.world import SLIP, build

pytestmark = pytest.mark.django_db
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
# Settled elsewhere, by their own tables: see the notes in policy.py.
ELSEWHERE = {
    "admin:autocomplete",
    "admin:auth_user_password_change",
    "admin:briefings_issue_move",
    "admin:cohorts_cohort_exported",
}
# Nothing private: public pages, and those of Django that bear a form or words only.
SHARED = {"issue", "admin:jsi18n", "admin:password_change", "admin:password_change_done"}
# What else an address names beside its cohort.
BESIDE = {
    "admin:cohorts_cohort_private": ["enrollment"],
    "admin:cohorts_cohort_half_day": ["half_day"],
    "admin:cohorts_cohort_dismiss": ["appointment"],
    **{
        f"admin:cohorts_cohort_import_{page}": ["rosterimport"]
        for page in ("result", "columns", "review", "leftover", "cancel", "undo")
    },
    "admin:cohorts_cohort_leave": ["enrollment"],
    "admin:cohorts_cohort_return": ["enrollment"],
    "admin:cohorts_cohort_transfer": ["enrollment"],
}
WITH_A_KEY = {"activate": [SLIP], "password_reset_confirm": ["MQ", "set-password"]}
# What a POST must say to be about something.
BODIES = {
    "admin:briefings_issue_outline": {"do": "add-section", "heading": "新栏目"},
    "admin:briefings_forum_arrange": {"do": "approve-all"},
    "sharing": {"field": "mobile", "shared": "1"},
}


def names(resolver=None, prefix=""):
    """Every URL name of the site, with its namespace."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield prefix + pattern.name


def addresses(name, world, state):
    """The address of a name for the thing of this state; None where that state has none."""
    issue = world.things["unrecorded"] if name.endswith("_to_forum") else world.issues[state]
    article = issue.sections.first().articles.first()
    if name == "issue":
        return reverse(name, args=[issue.slug]) if issue.slug else None
    if name == "photo":
        photo = article.pictures.get().photo
        return reverse(name, args=[photo.pk, photo.widths[0]])
    if name.startswith("admin:briefings_issue_"):
        extra = {"article": [article.pk]}.get(name.rsplit("_", 1)[1], [])
        if name.endswith(("_version", "_version_text", "_restore")):
            if not (version := issue.versions.first()):
                return None
            extra = [version.pk]
        arguments = [issue.pk, *extra]
    elif name in ("contacts", "sharing"):
        arguments = [world.things["cohort"].slug]
    elif name in WITH_A_KEY:
        arguments = WITH_A_KEY[name]
    else:
        thing = world.things.get(name.removeprefix("admin:").split("_")[1] if "_" in name else "")
        arguments = [one.pk for one in (thing, *(world.things[each] for each in BESIDE.get(name, []))) if one]
    if name == "admin:app_list":
        arguments = ["briefings"]
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return reverse(name)


def outcome(response):
    if response.streaming:
        list(response)  # reading it to its end closes its file
    if response.status_code in (301, 302):
        path = response["Location"].partition("?")[0]
        if path in (reverse("login"), reverse("admin:login")):
            return "login"
        return (
            "refused"
            if path == reverse("admin:index") and "login" not in response.request["PATH_INFO"]
            else "open"
        )
    return {403: "refused", 404: "absent", 405: "no such method", 410: "gone"}.get(
        response.status_code, "open"
    )


def agrees(found, wanted):
    return found == wanted or (wanted == "refused" and found == "absent")


def test_every_address_is_in_the_table():
    assert sorted(set(names()) - declared()) == []


def test_the_table_speaks_of_no_address_that_is_gone():
    assert sorted(declared() - set(names())) == []


@pytest.fixture
def world():
    return build()


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_the_table_says(world, role):
    wrong, client = [], client_of(world, role)
    for name in sorted(set(names()) - ELSEWHERE - {"logout", "admin:logout"}):
        for state in STATES:
            address = addresses(name, world, state)
            if address is None:
                continue
            method = "GET" if answers(name, "GET") else "POST"
            response = client.get(address) if method == "GET" else client.post(address, BODIES.get(name, {}))
            found, wanted = outcome(response), expected(name, role, state)
            if not agrees(found, wanted):
                wrong.append((name, state, method, found, wanted))
            if not (name in READING and name in ("issue", "photo")) and not name.startswith(
                "admin:briefings_issue"
            ):
                break  # only issues and photos have states
    assert wrong == []


def answers(name, method):
    known = READING.get(name) or OFFICE.get(name.removeprefix("admin:"))
    return known is None or method in known[1]


@pytest.mark.parametrize("method", CHANGING)
def test_reading_addresses_answer_no_other_method(world, method):
    client = client_of(world, "trainee")
    wrong = [
        (name, response.status_code)
        for name, (_policy, methods) in READING.items()
        if method not in methods
        and (response := client.generic(method, addresses(name, world, "public"))).status_code != 405
    ]
    assert wrong == []


@pytest.mark.parametrize("role", ["trainee", "stranger", "foreign_editor"])
def test_forbidden_and_absent_answer_alike(world, role):
    client = client_of(world, role)
    hidden = world.issues["staff"]
    assert body(client, reverse("issue", args=[hidden.slug])) == body(
        client, reverse("issue", args=["luntan-999"])
    )
    for name in ("compose", "review", "preview", "versions"):
        forbidden = reverse(f"admin:briefings_issue_{name}", args=[hidden.pk])
        absent = reverse(f"admin:briefings_issue_{name}", args=[99999])
        assert body(client, forbidden) == body(client, absent)


def body(client, address):
    response = client.get(address)
    location = response.get("Location", "").replace(address, "here")
    return response.status_code, location, response.content.decode().replace(address, "here")


def client_of(world, role):
    client = Client()
    if role != "anonymous":
        client.force_login(world.users[role])
    return client


def places(world):
    """(name, an address of it) of all that has one."""
    for name in sorted(set(names()) - ELSEWHERE):
        found = next(filter(None, (addresses(name, world, state) for state in ("draft", "public"))), None)
        if found:
            yield name, found


def test_every_post_needs_its_token(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["superuser"])
    answered = {name: client.post(address).status_code for name, address in places(world)}
    assert {name: status for name, status in answered.items() if status != 403} == {}


def test_no_cache_keeps_a_page_of_the_office_or_of_ones_own(world):
    client, kept = client_of(world, "superuser"), {}
    for name, address in places(world):
        response = client.get(address)
        caching = set(response.get("Cache-Control", "").split(", "))
        if outcome(response) != "no such method" and name not in SHARED and "private" not in caching:
            kept[name] = caching
    assert kept == {}
