"""Every rule of the editors' house that the database holds, broken once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from briefings.models import (
    Article,
    ArticlePhoto,
    Comment,
    Composed,
    Edition,
    EditionEntry,
    Forum,
    Issue,
    Quote,
    Section,
    Series,
    Session,
    Speaker,
    Step,
    Talk,
    Version,
    Visibility,
)
from tests.constraints import assert_refused, constraints_of
from tests.factories import (
    make_article,
    make_cohort,
    make_forum,
    make_issue,
    make_person,
    make_program,
    make_published,
    make_series,
    make_session,
    make_speaker,
    make_staff,
    make_talk,
)

pytestmark = pytest.mark.django_db


def forum_like(**fields):
    return Forum(
        **{"cohort": make_cohort(), "name": "学员论坛", "theme": "题", "starts": timezone.now()} | fields
    )


def issue_like(**fields):
    series = make_series()
    return Issue(series=series, cohort=series.cohort, **fields)


def edition_like(**fields):
    """Another edition of a published issue; bulk_create sets no audience_rank."""
    one = make_published().current_edition
    return Edition(
        **{
            "issue": one.issue,
            "version": one.version,
            "number": 2,
            "visibility": one.visibility,
            "audience_rank": 0,
            "current": False,
            "date": one.date,
        }
        | fields
    )


def series_like(one, **fields):
    return Series(
        **{"program": one.program, "cohort": one.cohort, "name": one.name, "slug": "other"} | fields
    )


def whole_series():
    return Series.objects.create(program=make_program(), name="全项目简报", slug="whole")


def step_like(**fields):
    issue = make_issue()
    by = make_staff(issue.cohort)
    version = Version.objects.take(issue, by, "edit")
    return Step(
        **{"issue": issue, "by": by, "version": version, "from_status": "draft", "to_status": "draft"}
        | fields
    )


def entry_like():
    issue = make_issue()
    make_article(issue)
    entry = EditionEntry.objects.get(edition=make_published(issue).current_edition)
    return EditionEntry(edition=entry.edition, position=entry.position, key="b", kind="text", heading="栏目")


def numbered(**fields):
    one = make_published()
    return issue_like(
        **{"numbering_scope": one.numbering_scope, "number": one.number, "slug": "other"} | fields
    )


def again(one, **fields):
    """The same Speaker a second time."""
    kept = {name: getattr(one, name) for name in ("forum", "session", "talk", "person", "role", "name")}
    return Speaker(**kept | fields)


def spoken():
    """A Speaker of a talk, known as a person."""
    return make_speaker(make_talk(), person=make_person())


def at_session():
    session = make_session()
    return Speaker.objects.create(session=session, person=make_person(), role="moderator")


def at_forum():
    return Speaker.objects.create(forum=make_forum(), person=make_person(), role="guest")


CASES = {
    "forum_ends_after_it_starts": lambda: forum_like(ends=timezone.now() - timedelta(days=1)),
    "forum_named": lambda: forum_like(theme=""),
    "session_kind_known": lambda: Session(forum=make_forum(), kind="lunch", heading="午餐"),
    "talk_titled": lambda: Talk(session=make_session(), title=""),
    "speaker_role_fits_place": lambda: again(spoken(), person=None, role="guest"),
    "speaker_named": lambda: again(at_forum(), person=None, name=""),
    "speaker_once_a_talk": lambda: again(spoken()),
    "speaker_once_a_session": lambda: again(at_session()),
    "guest_once_a_forum": lambda: again(at_forum()),
    "comment_kind_known": lambda: Comment(session=make_session(), name="周岚", kind="joke"),
    "comment_named": lambda: Comment(session=make_session(), name=""),
    "quote_has_words_and_name": lambda: Quote(session=make_session(), name="周岚", text=""),
    "composed_once": lambda: Composed(
        issue=Composed.objects.create(issue=make_issue(), source="talk:1").issue, source="talk:1"
    ),
    "article_key_once": lambda: Article(section=(one := make_article(make_issue())).section, key=one.key),
    "article_kind_known": lambda: Article(section=make_article(make_issue()).section, kind="poem"),
    "picture_placement_known": lambda: ArticlePhoto(article=make_article(make_issue()), placement="above"),
    "edition_number_once": lambda: edition_like(number=1),
    "one_current_edition": lambda: edition_like(current=True),
    "edition_visibility_known": lambda: edition_like(visibility="nobody"),
    "entry_position_once": entry_like,
    "step_move_known": lambda: step_like(move="jump"),
    "step_explained": lambda: step_like(move="return", note=""),
    "series_named_once": lambda: series_like(make_series()),
    "program_series_named_once": lambda: series_like(whole_series()),
    "series_reviews_at_most_3": lambda: series_like(make_series(), name="别的", review_stages=4),
    "issue_number_once": numbered,
    "numbered_issue_has_number": lambda: numbered(number=None),
    "issue_number_positive": lambda: issue_like(number=0),
    "issue_status_known": lambda: issue_like(status="lost"),
    "issue_visibility_known": lambda: issue_like(visibility="nobody"),
}


def test_every_constraint_has_a_case():
    assert CASES.keys() == constraints_of("briefings").keys()


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_is_refused(name):
    assert_refused("briefings", name, CASES[name]())


def test_a_numbered_issue_has_an_address():
    assert_refused("briefings", "numbered_issue_has_number", numbered(number=2, slug=None))


MISPLACED = {
    "a moderator of a talk": lambda: again(spoken(), person=None, role="moderator"),
    "a speaker of a session": lambda: again(at_session(), person=None, role="speaker"),
    "a guest of a session": lambda: again(at_session(), person=None, role="guest"),
    "a panelist of a forum": lambda: again(at_forum(), person=None, role="panelist"),
    "a speaker of a forum": lambda: again(at_forum(), person=None, role="speaker"),
    "an unknown role": lambda: again(at_forum(), person=None, role="driver"),
}


@pytest.mark.parametrize("misplaced", MISPLACED)
def test_a_role_fits_its_place(misplaced):
    assert_refused("briefings", "speaker_role_fits_place", MISPLACED[misplaced]())


def test_namesakes_who_are_not_on_record_may_stand_side_by_side():
    talk = make_talk()
    make_speaker(talk)
    make_speaker(talk)
    assert talk.speakers.count() == 2


@pytest.mark.parametrize("move", ["return", "correct", "withdraw"])
def test_these_steps_are_explained(move):
    assert_refused("briefings", "step_explained", step_like(move=move))


@pytest.mark.parametrize("move", ["submit", "pass", "sign", "publish"])
def test_these_steps_need_no_word(move):
    step_like(move=move).save()
    assert Step.objects.get().move == move


UNIQUE = {
    (Issue, "slug"): lambda: issue_like(slug=make_published().slug),
    (Series, "slug"): lambda: series_like(one := make_series(), name="别的", slug=one.slug),
}


def test_every_unique_field_has_a_case():
    models = {model for model, _rule in constraints_of("briefings").values()}
    assert UNIQUE.keys() == {
        (model, field.name)
        for model in models
        for field in model._meta.fields
        if field.unique and not field.primary_key
    }


@pytest.mark.parametrize(("model", "field"), UNIQUE, ids=lambda part: getattr(part, "__name__", part))
def test_a_second_of_what_is_unique_is_refused(model, field):
    with pytest.raises(IntegrityError, match=field), transaction.atomic():
        UNIQUE[model, field]().save(force_insert=True)


def test_what_the_rules_allow():
    drafts = [make_issue(number=7), make_issue(number=7)]
    assert [issue.number for issue in drafts] == [7, 7]
    one = make_series()
    series_like(one, cohort=make_cohort(program=one.program)).save()
    series_like(one, cohort=None, slug="whole").save()
    assert Series.objects.filter(name=one.name).count() == 3


def test_an_article_key_may_stand_in_another_issue():
    one = make_article(make_issue())
    section = Section.objects.create(issue=make_issue(), heading="栏目")
    assert Article.objects.create(section=section, key=one.key).key == one.key


def test_an_edition_keeps_the_rank_of_its_audience():
    edition = make_published().current_edition
    for rank, visibility in enumerate(Visibility.values):
        edition.visibility = visibility
        edition.save(update_fields=["visibility"])
        assert Edition.objects.get(pk=edition.pk).audience_rank == rank
