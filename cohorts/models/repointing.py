"""What names one record and will name another: found through Django's own knowledge of its models, so that none is missed."""

from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _


class Unmergeable(Exception):
    """Two records can't become one yet: `sentences` say what to settle first."""

    def __init__(self, sentences):
        super().__init__("\n".join(sentences))
        self.sentences = list(sentences)


@dataclass(frozen=True, slots=True)
class Move:
    """The rows of one model that name the merged record by `field`: some move, some are said already.

    `filled`: what the kept record's own row lacks and the merged one's says; there is at most one row of each.
    """

    field: models.ForeignKey
    found: int = 0  # how many rows name the merged record
    moved: tuple = ()  # keys of rows that will name the kept record
    dropped: tuple = ()  # keys of rows that say no more than one that stays, once that is filled
    filled: dict = field(default_factory=dict)  # {name of a field: value}

    @property
    def model(self):
        return self.field.model

    @property
    def kind(self):
        """What people call such rows; those of a many-to-many table by the thing that has them."""
        return (self.model._meta.auto_created or self.model)._meta.verbose_name_plural


@dataclass(slots=True)
class Plan:
    moves: list = field(default_factory=list)
    obstacles: list = field(default_factory=list)

    def carry_out(self, kept):
        """Delete what is said twice, then repoint. Inside a transaction that holds the rows."""
        for move in self.moves:
            rows = move.model._base_manager
            rows.filter(pk__in=move.dropped).delete()
            rows.filter(pk__in=move.moved).update(**{move.field.name: kept})
            if move.filled:
                rows.filter(**{move.field.name: kept}).update(**move.filled)


def pointers(model):
    """Every foreign key and one-to-one that names a model: hidden ones and those of many-to-many tables too."""
    relations = model._meta.get_fields(include_hidden=True)
    return [each.field for each in relations if each.auto_created and (each.one_to_many or each.one_to_one)]


def plan(kept, merged, *, lock=False):
    """What repointing everything from `merged` to `kept` would do; `lock`: hold the rows until the transaction ends."""
    moves, obstacles = [], []
    for pointer in pointers(type(kept)):
        keys = list(_rows(pointer, lock, merged).order_by("pk").values_list("pk", flat=True))
        if not keys:
            continue
        dropped, filled = set(), {}
        for row, twin, where in _clashes(pointer, kept, merged, lock):
            if pointer.unique and not (disputed := _disputed(row, twin)):
                dropped.add(row.pk)
                filled = _lacking(twin, row)
            elif pointer.unique:
                obstacles.append(_contradiction(Move(pointer).kind, disputed))
            elif spare := _spare(pointer, row, twin):
                dropped.add(spare.pk)
            else:
                obstacles.append(_obstacle(Move(pointer).kind, where))
        moved = tuple(key for key in keys if key not in dropped)
        moves.append(Move(pointer, len(keys), moved, tuple(sorted(dropped)), filled))
    return Plan(moves, list(dict.fromkeys(obstacles)))


def _rows(pointer, lock, *records):
    rows = pointer.model._base_manager.filter(**{f"{pointer.name}__in": records})
    return rows.select_for_update() if lock else rows


def _clashes(pointer, kept, merged, lock):
    """[(row of the merged, row of the kept, where)] that could not both name one record."""
    mine, theirs = (getattr(one, pointer.target_field.attname) for one in (kept, merged))
    for names, condition in _unique_sets(pointer):
        others = [name for name in names if name != pointer.name]
        rows = {mine: {}, theirs: {}}
        for row in _rows(pointer, lock, kept, merged).filter(condition):
            place = tuple(_value(row, name) for name in others)
            if None not in place:  # nothing equals NULL: such rows never clash
                rows[_value(row, pointer.name)][place] = row
        for place, row in rows[theirs].items():
            if twin := rows[mine].get(place):
                yield row, twin, _words(row, others)


def _unique_sets(pointer):
    """(names of fields, condition) of each rule of uniqueness in which this foreign key takes part."""
    meta = pointer.model._meta
    if pointer.unique:
        yield [pointer.name], models.Q()
    for names in meta.unique_together:
        if pointer.name in names:
            yield list(names), models.Q()
    for rule in meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and pointer.name in rule.fields:
            yield list(rule.fields), rule.condition or models.Q()


def _spare(pointer, row, twin):
    """Which of two rows says nothing that the other doesn't; None if both do, or others may hang on such rows."""
    if pointers(pointer.model):
        return None
    if _says_no_more(pointer, row, twin):
        return row
    return twin if _says_no_more(pointer, twin, row) else None


def _says_no_more(pointer, row, other):
    """Whether each text and date of a row is empty or the other's; numbers that only sort are not compared."""
    sorting = {
        str(getattr(getattr(each, "expression", each), "name", each)).lstrip("-")
        for each in row._meta.ordering
    }
    told = [
        each
        for each in row._meta.concrete_fields
        if not (each.primary_key or each.name == pointer.name)
        and not (isinstance(each, models.IntegerField) and each.name in sorting)
    ]
    return all(
        _value(row, each.name) in (None, "") or _value(row, each.name) == _value(other, each.name)
        for each in told
    )


def _disputed(row, other):
    """The fields of which two rows, one to one with their records, say different things."""
    return [each for each in _told(row) if _value(other, each.name) not in ("", None, _value(row, each.name))]


def _lacking(row, other):
    """What the other row says and this one doesn't."""
    return {each.name: _value(other, each.name) for each in _told(other) if not _value(row, each.name)}


def _told(row):
    return [each for each in row._meta.concrete_fields if not each.primary_key and _value(row, each.name)]


def _value(row, name):
    return getattr(row, row._meta.get_field(name).attname)


def _words(row, names):
    """The values of some fields as people read them."""
    shown = (
        getattr(row, f"get_{name}_display", None) or (lambda name=name: getattr(row, name)) for name in names
    )
    return " · ".join(str(show()) for show in shown) or str(row)


def _obstacle(kind, where):
    return _(
        "Both have a record of “%(kind)s” for %(where)s: settle which one is right and delete the other first."
    ) % {"kind": kind, "where": where}


def _contradiction(kind, fields):
    return _(
        "“%(kind)s” of the two differ in %(fields)s: settle which is right and clear the other first."
    ) % {
        "kind": kind,
        "fields": "、".join(dict.fromkeys(str(each.verbose_name) for each in fields)),
    }
