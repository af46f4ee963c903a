"""The editors' house: what editors edit, and what everybody else reads."""

from briefings.models.comment import Comment, CommentKind, Quote
from briefings.models.composed import Composed
from briefings.models.distribution import DistributionList
from briefings.models.edition import Edition, EditionEntry, Visibility
from briefings.models.forum import Forum, Session, SessionKind, Talk
from briefings.models.issue import Issue
from briefings.models.moves import Conflict, Refusal
from briefings.models.photo import Photo
from briefings.models.review import Step
from briefings.models.section import Article, ArticleByline, ArticlePhoto, Kind, PicturePlacement, Section
from briefings.models.series import MastheadTemplate, Numbering, Series
from briefings.models.speaker import Speaker, SpeakerRole
from briefings.models.version import Occasion, Version

__all__ = [
    "Article",
    "ArticleByline",
    "ArticlePhoto",
    "Comment",
    "CommentKind",
    "Composed",
    "Conflict",
    "DistributionList",
    "Edition",
    "EditionEntry",
    "Forum",
    "Issue",
    "Kind",
    "MastheadTemplate",
    "Numbering",
    "Occasion",
    "Photo",
    "PicturePlacement",
    "Quote",
    "Refusal",
    "Section",
    "Series",
    "Session",
    "SessionKind",
    "Speaker",
    "SpeakerRole",
    "Step",
    "Talk",
    "Version",
    "Visibility",
]
