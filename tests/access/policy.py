"""What every address answers, by who asks and in which state the thing is: the one table of rights.

An address is named in READING, OFFICE or RIGHTS, or the build fails. Outcomes: "open" · "login" (to sign-in) ·
"absent" (404) · "gone" (withdrawn) · "refused" (403, 404 or back to the admin's index: as if it were not there).
"""

from tests.access.world import ROLES, STATES

EDITORS, REVIEWERS, SIGNATORIES, ORGANIZERS = {"editor"}, {"reviewer"}, {"signatory"}, {"organizer"}
PRESS = EDITORS | REVIEWERS | SIGNATORIES
STAFF = PRESS | ORGANIZERS
OFFICE_STAFF = STAFF | {"foreign_editor", "superuser"}  # who gets through the admin's door at all
NOBODY = set()

# Who may read an edition of this state; superusers always.
READERS = {
    "public": set(ROLES),
    "correcting": set(ROLES),
    "program": STAFF | {"trainee", "program_trainee"},
    "cohort": STAFF | {"trainee"},
    "staff": STAFF,
}


def anyone(role, state):
    return "open"


def signed_in(role, state):
    return "login" if role == "anonymous" else "open"


def read_issue(role, state):
    if state == "withdrawn":
        return "gone"  # it was public: everybody could read it
    if role in READERS.get(state, NOBODY) or (role == "superuser" and state in READERS):
        return "open"
    return "login" if role == "anonymous" else "absent"


def see_photo(role, state):
    if role in STAFF | {"superuser"} | READERS.get(state, NOBODY):
        return "open"
    return "login" if role == "anonymous" else "absent"


def read_contacts(role, state):
    if role == "anonymous":
        return "login"
    return "open" if role in {"trainee", "organizer", "superuser"} else "absent"


def share_contacts(role, state):
    if role == "anonymous":
        return "login"
    return "open" if role == "trainee" else "absent"


def mailed(role, state):
    return "absent"  # the site sends no mail; with it, see tests/cohorts/views/test_reset.py


# What readers meet: name → (policy, methods that are answered)
READING = {
    "home": (anyone, {"GET", "HEAD"}),
    "health": (anyone, {"GET", "HEAD"}),
    "archive": (anyone, {"GET", "HEAD"}),
    "issue": (read_issue, {"GET", "HEAD"}),
    "photo": (see_photo, {"GET", "HEAD"}),
    "account": (signed_in, {"GET", "HEAD"}),
    "activate_by_hand": (anyone, {"GET", "HEAD", "POST"}),
    "activate": (anyone, {"GET", "HEAD", "POST"}),
    "contacts": (read_contacts, {"GET", "HEAD"}),
    "sharing": (share_contacts, {"POST"}),
    "password_reset": (mailed, {"GET", "HEAD", "POST"}),
    "password_reset_done": (mailed, {"GET", "HEAD"}),
    "password_reset_confirm": (mailed, {"GET", "HEAD", "POST"}),
    "password_reset_complete": (mailed, {"GET", "HEAD"}),
    "login": (anyone, {"GET", "HEAD", "POST", "PUT"}),  # a form of Django's takes PUT for POST
    "logout": (anyone, {"POST"}),
    "password_change": (signed_in, {"GET", "HEAD", "POST", "PUT"}),
    "password_change_done": (signed_in, {"GET", "HEAD"}),
}

# Pages of ours, and of Django, behind the admin's door: name → (roles, methods answered). Superusers always.
OFFICE = {
    "index": (OFFICE_STAFF, {"GET", "HEAD", "POST"}),
    "login": (set(ROLES), {"GET", "HEAD", "POST"}),
    "logout": (OFFICE_STAFF, {"POST"}),
    "password_change": (OFFICE_STAFF, {"GET", "HEAD", "POST"}),
    "password_change_done": (OFFICE_STAFF, {"GET", "HEAD", "POST"}),
    "jsi18n": (OFFICE_STAFF, {"GET", "HEAD", "POST"}),
    "app_list": (PRESS | {"foreign_editor"}, {"GET", "HEAD", "POST"}),  # asked for briefings
    "autocomplete": (NOBODY, set()),  # answers only for a field one may choose in; tested in test_canaries.py
    "briefings_issue_change": (
        OFFICE_STAFF,
        {"GET", "HEAD", "POST"},
    ),  # to the compose screen, whatever the id
    "briefings_issue_import": (EDITORS | {"foreign_editor"}, {"GET", "HEAD", "POST"}),
    "briefings_issue_compose": (PRESS, {"GET", "HEAD"}),
    "briefings_issue_article": (PRESS, {"GET", "HEAD"}),
    "briefings_issue_outline": (EDITORS, set()),
    "briefings_issue_records": (EDITORS, {"GET", "HEAD"}),
    "briefings_issue_to_forum": (EDITORS, {"GET", "HEAD"}),
    "briefings_forum_run": (PRESS, {"GET", "HEAD"}),
    "briefings_forum_preview": (PRESS, {"GET", "HEAD"}),
    "briefings_forum_photos": (PRESS, {"GET", "HEAD"}),
    "briefings_forum_arrange": (EDITORS, set()),
    "briefings_forum_compose": (EDITORS, {"GET", "HEAD"}),
    "briefings_speaker_rebill": (EDITORS, set()),
    "briefings_comment_rebill": (EDITORS, set()),
    "cohorts_person_merge": (
        NOBODY,
        set(),
    ),  # by who is merged; tested in tests/cohorts/test_merging_admin.py
    "cohorts_organization_merge": (NOBODY, set()),
    "cohorts_cohort_accounts": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_overview": (STAFF, {"GET", "HEAD"}),
    "cohorts_cohort_private": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_person_erase": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_join": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_import": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_template": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_import_result": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_import_columns": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_import_review": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_import_leftover": (NOBODY, {"GET", "HEAD"}),  # 404 where every row was imported
    "cohorts_cohort_import_cancel": (ORGANIZERS, set()),
    "cohorts_cohort_import_undo": (ORGANIZERS, set()),
    "cohorts_cohort_groups": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_attendance": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_half_day": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_leave_meter": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_appoint": (ORGANIZERS, set()),
    "cohorts_cohort_dismiss": (ORGANIZERS, set()),
    "cohorts_cohort_leave": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_return": (ORGANIZERS, set()),
    "cohorts_cohort_transfer": (ORGANIZERS, {"GET", "HEAD"}),
    "cohorts_cohort_export": (ORGANIZERS, {"GET", "HEAD", "POST"}),
    "cohorts_cohort_exported": (NOBODY, set()),  # for whoever made it; tested in tests/cohorts/exporting/
    "briefings_issue_preview": (PRESS, {"GET", "HEAD"}),
    "briefings_issue_review": (PRESS, {"GET", "HEAD"}),
    "briefings_issue_visibility": (EDITORS, {"GET", "HEAD"}),
    "briefings_issue_move": (NOBODY, set()),  # by workflow.RULES; tested in tests/briefings/test_workflow.py
    "briefings_issue_versions": (PRESS, {"GET", "HEAD"}),
    "briefings_issue_version": (PRESS, {"GET", "HEAD"}),
    "briefings_issue_version_text": (PRESS, {"GET", "HEAD"}),
    "briefings_issue_restore": (EDITORS, set()),
}

# The stock pages of a model: who may view, add, change, delete it in their cohort. Superusers always, but never
# change what is written once.
RIGHTS = {
    "briefings_issue": (PRESS, EDITORS, EDITORS, EDITORS),
    "briefings_edition": (PRESS, None, None, None),
    "briefings_photo": (PRESS, EDITORS, EDITORS, NOBODY),
    "briefings_series": (PRESS, EDITORS, EDITORS, NOBODY),
    "briefings_forum": (PRESS, EDITORS, EDITORS, EDITORS),
    "briefings_session": (PRESS, EDITORS, EDITORS, EDITORS),
    "briefings_talk": (PRESS, EDITORS, EDITORS, EDITORS),
    "briefings_speaker": (PRESS, None, EDITORS, EDITORS),
    "briefings_comment": (PRESS, EDITORS, EDITORS, EDITORS),
    "briefings_quote": (PRESS, EDITORS, EDITORS, EDITORS),
    "cohorts_appointment": (STAFF, ORGANIZERS, ORGANIZERS, ORGANIZERS),
    "cohorts_cohort": (STAFF, NOBODY, ORGANIZERS, NOBODY),
    "cohorts_cohortrole": (NOBODY, NOBODY, NOBODY, NOBODY),
    "cohorts_disclosure": (ORGANIZERS, None, None, None),
    "cohorts_enrollment": (STAFF, ORGANIZERS, ORGANIZERS, ORGANIZERS),
    "cohorts_organization": (STAFF, EDITORS | ORGANIZERS, ORGANIZERS, NOBODY),
    "cohorts_partybranch": (STAFF, ORGANIZERS, ORGANIZERS, ORGANIZERS),
    "cohorts_person": (STAFF, EDITORS | ORGANIZERS, ORGANIZERS, NOBODY),
    "cohorts_program": (NOBODY, NOBODY, NOBODY, NOBODY),
    "cohorts_rosterexport": (ORGANIZERS, None, None, None),
    "cohorts_studygroup": (ORGANIZERS, ORGANIZERS, ORGANIZERS, ORGANIZERS),
    "cohorts_user": (NOBODY, NOBODY, NOBODY, NOBODY),
}
STOCK = {"changelist": 0, "add": 1, "change": 0, "delete": 3, "history": 0}
WHOLE_HOUSE = {"cohorts_organization"}  # belongs to no cohort: every staff sees the same


def expected(name, role, state):
    """The outcome of a GET (or, for what answers none, of its own method) that the table demands."""
    if name in READING:
        return READING[name][0](role, state)
    name = name.removeprefix("admin:")
    if name == "login":
        return "open"
    if role not in OFFICE_STAFF:
        return "login"
    if name in OFFICE:
        return "open" if role in OFFICE[name][0] or (role == "superuser" and OFFICE[name][0]) else "refused"
    return _stock(name, role, state)


def _stock(name, role, state):
    model, _underscore, page = name.rpartition("_")
    allowed = RIGHTS[model][STOCK[page]]
    if allowed is None or (name == "briefings_issue_delete" and state != "draft"):
        return "refused"
    if role == "foreign_editor":
        may = "editor" in allowed and (page in ("changelist", "add") or model in WHOLE_HOUSE)
    else:
        may = role == "superuser" or role in allowed
    return "open" if may else "refused"


def declared():
    """Every URL name the table speaks of."""
    stock = {f"admin:{model}_{page}" for model in RIGHTS for page in STOCK}
    return set(READING) | {f"admin:{name}" for name in OFFICE} | stock | {"admin:auth_user_password_change"}


__all__ = ["OFFICE", "READING", "ROLES", "STATES", "declared", "expected"]
