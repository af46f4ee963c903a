"""A text's arrival: who is known, whose it is, what it becomes."""

import pytest
from django.core.exceptions import ValidationError

from briefings.document import Article, Byline, Document, Masthead, Section
from briefings.models import Issue, Occasion, Visibility
from briefings.models.arrival import find_series_and_cohort, import_document, names_for
from cohorts.models import Affiliation, Cohort, Enrollment, OrganizationAlias
from tests.factories import make_cohort, make_organization, make_person, make_series, make_staff

pytestmark = pytest.mark.django_db


def known(cohort):
    return [(person.name, person.organization, person.title) for person in names_for(cohort).people]


def test_a_cohort_knows_its_program_and_the_guests_but_not_other_trainees():
    here, elsewhere = make_cohort(), make_cohort()
    sister = make_cohort(program=here.program)
    for cohort, name in ((here, "甲"), (sister, "乙"), (elsewhere, "丙")):
        Enrollment.objects.create(cohort=cohort, person=make_person(name=name))
    make_person(name="丁")
    assert [name for name, _organization, _title in known(here)] == ["丁", "乙", "甲"]
    assert len(known(None)) == 4


def test_a_trainee_is_billed_as_enrolled_and_a_guest_as_posted_today():
    cohort = make_cohort()
    institute = make_organization(name="光电所")
    trainee, guest = make_person(name="甲"), make_person(name="乙")
    Enrollment.objects.create(cohort=cohort, person=trainee, organization_name="旧所", title="工程师")
    for person, title in ((trainee, "主任"), (guest, "所长")):
        Affiliation.objects.create(person=person, organization=institute, title=title)
    assert known(cohort) == [("乙", "光电所", "所长"), ("甲", "旧所", "工程师")]


def test_organizations_are_known_by_all_their_names():
    institute = make_organization(name="云州市光电研究所", short_name="光电所")
    OrganizationAlias.objects.create(organization=institute, name="市光电所")
    assert names_for(None).organizations == {"云州市光电研究所", "光电所", "市光电所"}


def test_a_masthead_finds_its_cohort_and_series_whatever_its_spaces():
    cohort = make_cohort(name="云州市第8期培训班")
    series = make_series(cohort, name="学员论坛简报")
    make_series(make_cohort(), name="学员论坛简报")
    head = Masthead(cohort="云州市第８期 培训班", series="学员论坛　简报")
    assert find_series_and_cohort(head) == (series, cohort)


def test_a_masthead_is_looked_up_only_among_the_cohorts_allowed():
    series = make_series(make_cohort(name="甲班"), name="简报")
    head = Masthead(cohort="甲班", series="简报")
    assert find_series_and_cohort(head) == (series, series.cohort)
    assert find_series_and_cohort(head, Cohort.objects.none()) == (None, None)


def test_the_imported_issue_says_exactly_the_document():
    series = make_series(issuer="学员处", report_to="某局")
    person = make_person()
    document = Document(
        masthead=Masthead(cohort="甲班", theme="山海", number=3, number_label="第三期", date="2026-04-01"),
        sections=(
            Section(
                "主旨演讲",
                (Article(title="山", bylines=(Byline(str(person.pk), "林听澜"),), html="<p>一</p>"),),
            ),
        ),
    )
    issue = import_document(document, series, series.cohort, make_staff(series.cohort))
    issue = Issue.objects.get(pk=issue.pk)
    assert issue.document().without_identity() == document
    assert issue.visibility == Visibility.COHORT
    assert issue.versions.get().occasion == Occasion.IMPORT


def test_a_line_too_long_for_its_place_is_named_and_nothing_is_written():
    series = make_series()
    document = Document(sections=(Section("栏" * 61, (Article(bylines=(Byline(name="名" * 41),)),)),))
    with pytest.raises(ValidationError) as refused:
        import_document(document, series, series.cohort, make_staff(series.cohort))
    assert len(refused.value.messages) == 2
    assert not Issue.objects.exists()
