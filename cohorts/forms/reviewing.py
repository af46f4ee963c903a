"""The answers on the page where a roster is looked over: taken only for what that page showed."""

from cohorts.roster.answers import BACK, NEW, SKIP, TEXT, back
from cohorts.roster.planned import Planned
from cohorts.roster.standing import Member
from cohorts.roster.suggesting import Unknown


def answers_in(sent, choices, shown):
    """`choices` with what was sent for the rows, organizations or members shown."""
    people, cells = dict(choices.get("people", {})), dict(choices.get("cells", {}))
    organizations, leaving = dict(choices.get("organizations", {})), set(choices.get("leaving", ()))
    for each in shown:
        match each:
            case Planned():
                _row(each, sent, people, cells)
            case Unknown():
                _organization(each, sent, organizations)
            case Member():
                _member(each, sent, leaving)
    return choices | {
        "people": people,
        "cells": cells,
        "organizations": organizations,
        "leaving": sorted(leaving),
        "fill_only": sent.get("policy") == "fill",
        "same_names": "same_names" in sent,
    }


def _row(row, sent, people, cells):
    answer = sent.get(f"who:{row.key}")
    if answer in _answers_to(row):
        people[row.key] = answer
    elif answer == "":
        people.pop(row.key, None)
    shown = set(sent.getlist("cells"))
    ticked = set(sent.getlist("take"))
    for name in row.comparison.changes:
        cell = f"{row.key}:{name}"
        if cell in shown and (cell in ticked) != (name not in row.comparison.held):
            cells[cell] = cell in ticked


def _answers_to(row):
    meant = {one.person for one in (row.member, *row.candidates) if one}
    return {NEW, SKIP, BACK, *meant, *map(back, meant)}


def _organization(unknown, sent, organizations):
    """By its name: what is unknown now may not be when the answer comes."""
    allowed = {NEW, TEXT, *(str(key) for key, _name in unknown.suggestions)}
    answer = sent.get(f"organization:{unknown.name}")
    if answer in allowed:
        organizations[unknown.name] = answer


def _member(member, sent, leaving):
    if str(member.enrollment) in sent.getlist("members"):
        leaving.discard(member.enrollment)
        if str(member.enrollment) in sent.getlist("leave"):
            leaving.add(member.enrollment)
