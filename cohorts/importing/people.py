"""The people of a roster and their private details, written in bulk."""

from cohorts.importing.standing import DETAILS
from cohorts.models import Person, PrivateDetails

BATCH = 500
COLUMNS = [*DETAILS, "id_number_digest", "id_number_tail"]


def write_people(lines):
    """Make those who are new, and write what is told of everybody; each line knows its person then."""
    strangers = [line for line in lines if not line.row.member]
    made = Person.objects.bulk_create(Person(name=line.writes["name"]) for line in strangers)
    for line, person in zip(strangers, made, strict=True):
        line.person = person.pk
    for line in lines:
        if line.row.member:
            line.person = line.row.member.person
    renamed = [
        Person(pk=line.person, name=line.writes["name"])
        for line in lines
        if line.row.member and "name" in line.writes
    ]
    if renamed:
        Person.objects.bulk_update(renamed, ["name"], batch_size=BATCH)
    _write_details([(line, details) for line in lines if (details := line.details)])


def _write_details(told):
    known = [line.person for line, _details in told if line.row.member]
    there = (
        {str(each.pk): each for each in PrivateDetails.objects.select_for_update().filter(pk__in=known)}
        if known
        else {}
    )
    for line, details in told:
        if stored := there.get(str(line.person)):
            for name, value in details.items():
                setattr(stored, name, value)
    PrivateDetails.objects.bulk_create(
        PrivateDetails(person_id=line.person, **details)
        for line, details in told
        if str(line.person) not in there
    )
    if there:
        PrivateDetails.objects.bulk_update(there.values(), COLUMNS, batch_size=BATCH)
