"""The Persons that a review's answers mean; who is new is made, with the post they were billed with."""

from briefings.recording.matching import NEW
from cohorts.models import Affiliation, Organization, OrganizationAlias, Person


class Guests:
    """Answers by key of Question; a new Person is made once, when first asked for."""

    def __init__(self, asked, answers):
        self.asked = {question.key: question for question in asked}
        self.answers = answers
        stored = [answer for answer in answers.values() if answer and answer != NEW]
        self.stored = {str(person.pk): person for person in Person.objects.filter(pk__in=stored)}

    def of(self, key):
        """The Person, or None where only the name is kept."""
        answer = self.answers[key]
        if answer == NEW:
            person = _make(self.asked[key].byline)
            self.answers[key] = str(person.pk)
            self.stored[str(person.pk)] = person
            return person
        return self.stored.get(answer)


def _make(byline):
    person = Person.objects.create(name="".join(byline.name.split()))
    organization = _organization(byline.organization)
    if organization:
        Affiliation.objects.create(person=person, organization=organization, title=byline.title)
    return person


def _organization(name):
    """The one of exactly this name or alias; None when nobody has entered it."""
    if not name:
        return None
    found = Organization.objects.filter(name=name).first()
    alias = (
        None if found else OrganizationAlias.objects.filter(name=name).select_related("organization").first()
    )
    return found or (alias.organization if alias else None)
