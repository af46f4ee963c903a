"""Two records of one person become one: what is private of them is joined, or stands in the way without being said."""

import pytest
from django.urls import reverse

from cohorts.models import Person, PrivateDetails, Role
from cohorts.models.merging import merge_people
from cohorts.models.repointing import Unmergeable
from tests.factories import make_cohort, make_person, make_staff, make_user

pytestmark = pytest.mark.django_db

IDENTITY = {"id_number_digest": "d" * 64, "id_number_tail": "123X"}


def described(**values):
    person = make_person()
    PrivateDetails.objects.create(person=person, **values)
    return person


def stored():
    fields = ("person", "gender", "mobile", "email", "id_number_digest", "id_number_tail")
    return list(PrivateDetails.objects.order_by("pk").values(*fields))


BLANK = {"gender": "", "mobile": "", "email": "", "id_number_digest": "", "id_number_tail": ""}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"gender": "male", "mobile": "13800001234"}, {"email": "lin@example.cn"} | IDENTITY),
        ({"email": "lin@example.cn"} | IDENTITY, {"gender": "male", "mobile": "13800001234"}),
        ({"gender": "male", "mobile": "13800001234"} | IDENTITY, {"mobile": "13800001234", "email": "lin@example.cn"}),
        ({}, {"gender": "male", "mobile": "13800001234", "email": "lin@example.cn"} | IDENTITY),
    ],
)  # fmt: skip
def test_details_that_agree_fill_each_others_blanks(mine, theirs):
    kept, merged = described(**mine), described(**theirs)
    merge_people(kept, merged, make_user())
    assert stored() == [
        {"person": kept.pk, "gender": "male", "mobile": "13800001234", "email": "lin@example.cn"} | IDENTITY
    ]


def test_details_of_one_alone_come_along():
    kept, merged = make_person(), described(mobile="13800001234")
    merge_people(kept, merged, make_user())
    assert stored() == [BLANK | {"person": kept.pk, "mobile": "13800001234"}]


def test_details_that_contradict_each_other_are_settled_first_and_named_without_their_values():
    kept = described(mobile="13800001234", gender="male", **IDENTITY)
    merged = described(mobile="13900005678", gender="male", id_number_digest="e" * 64, id_number_tail="123X")
    before = stored()
    with pytest.raises(Unmergeable) as error:
        merge_people(kept, merged, make_user())
    assert stored() == before
    (sentence,) = error.value.sentences
    assert ("手机、身份证号" in sentence, "性别" in sentence, "末四位" in sentence) == (True, False, False)
    assert not any(character.isdigit() for character in sentence)


def test_the_page_says_that_two_become_one_or_why_not(client):
    client.force_login(make_staff(make_cohort(), Role.ORGANIZER))
    agreeing = described(gender="male"), described(mobile="13800001234")
    disputing = described(mobile="13900005678"), described(mobile="13800001234")

    def page(pair):
        return client.get(
            f"{reverse('admin:cohorts_person_merge')}?ids={','.join(str(one.pk) for one in pair)}"
        )

    sentences = page(agreeing).context["sides"][0]["consequences"]
    assert [sentence for sentence in sentences if "个人信息" in sentence] == [
        "个人信息：两份合为一份，互补空缺。"
    ]
    assert len(page(disputing).context["obstacles"]) == 1
    assert "13800001234" not in page(disputing).content.decode() + page(agreeing).content.decode()
    assert Person.objects.count() == 4
