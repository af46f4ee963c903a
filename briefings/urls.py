"""The addresses of what is read."""

from django.urls import path

from briefings.views.archive import archive
from briefings.views.issues import issue
from briefings.views.photos import photo

urlpatterns = [
    path("issues/", archive, name="archive"),
    path("issues/<slug:slug>/", issue, name="issue"),
    path("photos/<uuid:pk>/<int:width>.jpg", photo, name="photo"),
]
