"""The page that makes an issue the record of its forum: looked over, mended, written once, by editors only."""

import pytest
from django.urls import reverse

from briefings.models import Comment, Forum, Issue, Quote, Session, Speaker, Talk
from briefings.models.arrival import import_document
from cohorts.models import Person, Role
from tests.briefings.printed import printed
from tests.factories import make_cohort, make_forum, make_person, make_series, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return make_cohort()


@pytest.fixture
def issue(cohort):
    return import_document(printed(), make_series(cohort), cohort, make_staff(cohort))


@pytest.fixture
def editor(client, cohort):
    client.force_login(make_staff(cohort))
    return client


def address(issue):
    return reverse("admin:briefings_issue_to_forum", args=[issue.pk])


def sent(client, issue, **changes):
    """What a browser sends of the page as it stands, with changes."""
    context = client.get(address(issue)).context
    fields = {field.html_name: field.value() for field in context["event"]}
    fields |= {field.html_name: field.value() for _question, field in context["people"]}
    lines = [*context["guests"], *(line for session in context["sessions"] for line in session["people"])]
    cells = [line["cells"] for line in lines]
    cells += [
        each for session in context["sessions"] for piece in session["pieces"] for each in piece["asked"]
    ]
    fields |= {field.html_name: field.value() for row in cells for field in row}
    return {name: value for name, value in (fields | changes).items() if value is not None}


def test_looking_writes_nothing(editor, issue):
    assert editor.get(address(issue)).status_code == 200
    assert (Forum.objects.count(), Issue.objects.get().forum) == (0, None)


def test_confirmed_as_it_stands_it_is_written_and_the_run_opens(editor, issue):
    answer = editor.post(address(issue), sent(editor, issue))
    forum = Forum.objects.get()
    assert answer.url == reverse("admin:briefings_forum_run", args=[forum.pk])
    assert (Issue.objects.get().forum, forum.theme, str(forum.day)) == (
        forum,
        "把论文写在工地上",
        "2026-04-03",
    )
    assert (Session.objects.count(), Talk.objects.count(), Quote.objects.count()) == (5, 5, 8)
    assert Comment.objects.get(kind="closing").name == "苗青"


def test_everybody_named_is_asked_once_and_preselected_where_sure(editor, issue):
    person = make_person(name="林听澜")
    rows = editor.get(address(issue)).context["people"]
    names = [question.byline.name for question, _field in rows]
    assert len(names) == len(set(names)) == 12
    assert {field.value() for _question, field in rows} == {"", str(person.pk)}


def test_whom_one_chooses_is_linked_wherever_they_are_named(editor, issue):
    namesakes = [make_person(name="林听澜") for _n in range(2)]
    editor.post(address(issue), sent(editor, issue, **{"who-林听澜": str(namesakes[1].pk)}))
    assert Quote.objects.get(name="林听澜").person == namesakes[1]
    assert Speaker.objects.get(name="林听澜").person == namesakes[1]


def test_a_new_guest_becomes_a_person(editor, issue):
    editor.post(address(issue), sent(editor, issue, **{"who-沈见川": "new"}))
    assert Speaker.objects.get(talk__title="怎样问出一句真话").person == Person.objects.get(name="沈见川")


def test_what_is_mended_and_left_out_is_written_so(editor, issue):
    page = editor.get(address(issue)).context
    guest, talk = page["guests"][0], page["sessions"][0]["pieces"][0]
    lecturer = page["sessions"][2]["pieces"][0]["asked"][0]
    changes = {
        guest["tick"].html_name: "on",
        talk["tick"].html_name: "on",
        lecturer[1].html_name: "澜江大学",
        "theme": "改题",
        "end": "17:30",
    }
    editor.post(address(issue), sent(editor, issue, **changes))
    forum = Forum.objects.get()
    assert (forum.theme, forum.ends is None, Talk.objects.count()) == ("改题", False, 4)
    assert not Speaker.objects.filter(name="顾清和").exists()
    assert Speaker.objects.get(talk__title="怎样问出一句真话").organization == "澜江大学"


def test_an_empty_forum_of_the_cohort_can_be_chosen_and_no_other(editor, issue, cohort):
    own, foreign = make_forum(cohort), make_forum()
    answer = editor.post(address(issue), sent(editor, issue, target=str(foreign.pk)))
    assert answer.context["event"].errors["target"]
    editor.post(address(issue), sent(editor, issue, target=str(own.pk)))
    assert Issue.objects.get().forum == own


def test_an_error_keeps_what_was_typed_and_chosen(editor, issue):
    page = editor.get(address(issue)).context
    tick = page["sessions"][0]["tick"].html_name
    changes = {
        "theme": "",
        "place": "明德厅",
        "start": "15:00",
        "end": "14:00",
        "who-沈见川": "new",
        tick: "on",
    }
    context = editor.post(address(issue), sent(editor, issue, **changes)).context
    assert set(context["event"].errors) == {"theme", "end"}
    assert context["event"]["place"].value() == "明德厅"
    assert {question.key: field.value() for question, field in context["people"]}["沈见川"] == "new"
    assert context["sessions"][0]["tick"].value()
    assert not Forum.objects.exists()


def test_a_day_of_the_year_one_is_an_error(editor, issue):
    context = editor.post(address(issue), sent(editor, issue, day="0001-01-01", start="00:00")).context
    assert list(context["event"].errors) == ["day"]


def test_an_answer_that_was_not_offered_is_an_error(editor, issue):
    stranger = make_person(name="别人")
    context = editor.post(address(issue), sent(editor, issue, **{"who-沈见川": str(stranger.pk)})).context
    assert [question.key for question, field in context["people"] if field.errors] == ["沈见川"]
    assert not Forum.objects.exists()


def test_an_issue_edited_meanwhile_is_looked_over_again(editor, issue):
    data = sent(editor, issue, place="明德厅")
    added = printed().sections[2].articles[0]
    section = issue.sections.get(heading="主旨演讲")
    section.articles.create(kind="talk", title="后来加的", html=added.html, position=9)
    context = editor.post(address(issue), data).context
    assert context["event"].non_field_errors()
    assert context["event"]["place"].value() == "明德厅"
    assert not Forum.objects.exists()
    editor.post(address(issue), data | {"text": context["event"]["text"].value()})
    assert Talk.objects.filter(title="后来加的").exists()


def test_an_issue_that_has_its_forum_leads_there(editor, issue, cohort):
    forum = make_forum(cohort)
    data = sent(editor, issue)
    Issue.objects.update(forum=forum)
    assert editor.get(address(issue)).url == reverse("admin:briefings_forum_run", args=[forum.pk])
    assert editor.post(address(issue), data).url == reverse("admin:briefings_forum_run", args=[forum.pk])
    assert Forum.objects.count() == 1


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.SIGNATORY, Role.ORGANIZER])
def test_others_find_nothing_there(client, issue, cohort, role):
    client.force_login(make_staff(cohort, role))
    assert [client.get(address(issue)).status_code, client.post(address(issue)).status_code] == [404, 404]
    client.force_login(make_staff(make_cohort()))
    assert client.get(address(issue)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_whatever_the_number_of_talks(editor, issue, count, django_assert_num_queries):
    keynote = issue.sections.get(heading="主旨演讲")
    for article in keynote.articles.all()[count:]:
        article.delete()
    for name in ("林听澜", "宋秉文", "周牧野")[:count]:
        make_person(name=name)
    with django_assert_num_queries(15):
        editor.get(address(issue))
