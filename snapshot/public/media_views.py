"""The files of pictures and attachments, at addresses that name what is in them.

A file is public once an edition that shows it is, and no longer than one that can be cited does; nobody else but the
house's own people gets it. Only the record and house data are asked. A reader's request touches no session: only one
that brings a session's cookie is looked at again, where the answer would be 404.
"""

import logging
from datetime import datetime
from pathlib import Path

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models.record import ArticleEditionAuthor, ArticleEditionFile, ArticleEditionPicture
from editorial import media
from editorial.attachments import MEDIA_TYPE
from editorial.house_pages import merged_ids
from editorial.models import Organization
from editorial.models.pictures import Picture, StoredFile
from editorial.pictures.shown import MEDIA_TYPES
from editorial.public_pages import forget_cookies
from people.models import Author
from snapshot.models.record import SnapshotEditionCompiler, SnapshotEditionFile, SnapshotEditionPicture

log = logging.getLogger(__name__)
FOR_EVER = "public, max-age=31536000, immutable"
NOT_KEPT = "private, no-store"
NOTHING = {"default-src": [NONE]}


@csrf_exempt
@require_safe
@csp(NOTHING)
def picture(request: HttpRequest, digest: str, ending: str) -> FileResponse:
    """Give one of a picture's files. `ending` is its width and kind: “480.avif”."""
    cache = _may_see(request, is_shown(digest, request.moment))
    found = Picture.objects.filter(digest=digest).only("files").first()
    if found is None or ending not in found.files:
        raise Http404("There is no such picture.")
    kind = MEDIA_TYPES[ending.rpartition(".")[2]]
    return _answer(media.picture_path(digest, ending), kind, cache, f"{digest[:32]}-{ending}")


@csrf_exempt
@require_safe
@csp(NOTHING)
def file(request: HttpRequest, digest: str) -> FileResponse:
    """Give an attached file, to be read in the browser or kept under its own name."""
    cache = _may_see(request, is_attached(digest, request.moment))
    found = StoredFile.objects.filter(digest=digest).first()
    if found is None:
        raise Http404("There is no such file.")
    return _answer(media.file_path(digest), MEDIA_TYPE, cache, found.name)


def is_shown(digest: str, at: datetime) -> bool:
    """Return whether an edition that may be read then shows the picture, or the page of somebody in one does."""
    for links in (ArticleEditionPicture, SnapshotEditionPicture):
        if links.objects.citable(at).filter(picture__digest=digest).exists():
            return True
    if Organization.objects.filter(logo__digest=digest).exists():
        return True
    return any(_is_public(author, at) for author in Author.objects.filter(photo__digest=digest))


def _is_public(author: Author, at: datetime) -> bool:
    ids = merged_ids(author)
    return any(
        links.objects.public(at).filter(author_id__in=ids).exists()
        for links in (ArticleEditionAuthor, SnapshotEditionCompiler)
    )


def is_attached(digest: str, at: datetime) -> bool:
    """Return whether an edition that may be read then offers the file."""
    return any(
        links.objects.citable(at).filter(file__digest=digest).exists()
        for links in (ArticleEditionFile, SnapshotEditionFile)
    )


def _may_see(request: HttpRequest, is_public: bool) -> str:
    """Return how long the answer may be kept. Raises Http404 for whoever may not see the file."""
    if is_public:
        forget_cookies(request)
        return FOR_EVER
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_staff:
        return NOT_KEPT
    raise Http404("No public edition shows this.")


def _answer(path: Path, kind: str, cache: str, name: str) -> FileResponse:
    try:
        opened = path.open("rb")
    except OSError as error:
        log.error("%s cannot be read: %s", path, error)
        raise Http404("The file is gone.") from error
    response = FileResponse(opened, content_type=kind, filename=name)  # inline
    response["Cache-Control"] = cache
    response["ETag"] = f'"{path.name}"'  # its name says what is in it
    return response
