"""Changes of an outline, when somebody else was faster."""

import pytest

from briefings.models import Article, Conflict, Section
from briefings.models.outline import (
    add_article,
    delete_article,
    delete_section,
    move_article,
    move_section,
    rename_section,
)
from tests.factories import make_article, make_issue, make_staff

pytestmark = pytest.mark.django_db

CHANGES = {
    "rename": lambda article, by: rename_section(article.section, "新栏目", by=by),
    "add": lambda article, by: add_article(article.section, by=by),
    "move section": lambda article, by: move_section(article.section, 1, by=by),
    "move article": lambda article, by: move_article(article, 1, by=by),
    "delete section": lambda article, by: delete_section(article.section, by=by),
    "delete article": lambda article, by: delete_article(article, by=by),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_somebody_deleted_meanwhile_is_a_conflict(change):
    issue = make_issue()
    article, editor = make_article(issue), make_staff(issue.cohort)
    Section.objects.get().delete()
    with pytest.raises(Conflict):
        CHANGES[change](article, editor)
    assert not Section.objects.exists()
    assert not Article.objects.exists()
    assert not issue.versions.exists()
