"""The editors' house: what editors edit, and what everybody else reads."""

from briefings.models.distribution import DistributionList
from briefings.models.edition import Edition, EditionEntry, Visibility
from briefings.models.issue import Issue
from briefings.models.moves import Conflict, Refusal
from briefings.models.photo import Photo
from briefings.models.review import Step
from briefings.models.section import Article, ArticleByline, ArticlePhoto, Kind, PicturePlacement, Section
from briefings.models.series import MastheadTemplate, Numbering, Series
from briefings.models.version import Occasion, Version

__all__ = [
    "Article",
    "ArticleByline",
    "ArticlePhoto",
    "Conflict",
    "DistributionList",
    "Edition",
    "EditionEntry",
    "Issue",
    "Kind",
    "MastheadTemplate",
    "Numbering",
    "Occasion",
    "Photo",
    "PicturePlacement",
    "Refusal",
    "Section",
    "Series",
    "Step",
    "Version",
    "Visibility",
]
