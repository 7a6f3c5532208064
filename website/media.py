"""Files of pictures and attachments, at addresses that contain a content digest.

A file is public from the publication of an edition that shows it until no citable edition does. Otherwise only users
who may read that item at the desk, and the uploader, can get it. For readers, only the record and taxonomy are queried
and no session is read: only if the response would be 404 and there is a session cookie is access checked again.
"""

import logging
from datetime import datetime

from csp.constants import NONE
from csp.decorators import csp
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase, content_disposition_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from articles.models.record import ArticleEditionAuthor, ArticleEditionFile, ArticleEditionPicture
from media import storage
from media.attachments import MEDIA_TYPE
from media.models import Picture, StoredFile
from media.pictures.shown import MEDIA_TYPES
from people.models import Author
from permissions.files import may_see_file
from record.models import Organization
from record.resolve import merged_ids
from review.models import ReviewLink
from review.views import secret_page, shows
from snapshot.models.record import SnapshotEditionCompiler, SnapshotEditionFile, SnapshotEditionPicture
from web.public_pages import forget_cookies

log = logging.getLogger(__name__)
FOR_EVER = "public, max-age=31536000, immutable"
NOT_KEPT = "private, no-store"
# Whatever an uploaded file contains, browsers treat it as no page of this site and run nothing in it.
NOTHING = {"default-src": [NONE], "sandbox": True}
ACCEL = "/-/media/"  # the location of the files in nginx (deploy/nginx/site.conf)


@csrf_exempt
@require_safe
@csp(NOTHING)
def picture(request: HttpRequest, digest: str, ending: str) -> HttpResponseBase:
    """Return one of a picture's files. `ending` is its width and format: “480.avif”."""
    return _picture(digest, ending, _may_see(request, is_shown(digest, request.moment), Picture, digest))


@require_safe
@csp(NOTHING)
@secret_page
def review_picture(request: HttpRequest, link: ReviewLink, token: str, digest: str, ending: str) -> HttpResponseBase:
    """Return a picture's file to a reviewer whose link shows it."""
    if not shows(link, digest):
        raise Http404("The revision does not show this picture.")
    return _picture(digest, ending, NOT_KEPT)


def _picture(digest: str, ending: str, cache: str) -> HttpResponseBase:
    found = Picture.objects.filter(digest=digest).only("files").first()
    if found is None or ending not in found.files:
        raise Http404("There is no such picture.")
    kind = MEDIA_TYPES[ending.rpartition(".")[2]]
    return _answer(storage.picture_name(digest, ending), kind, cache, f"{digest[:32]}-{ending}")


@csrf_exempt
@require_safe
@csp(NOTHING)
def file(request: HttpRequest, digest: str) -> HttpResponseBase:
    """Return an attached file, to be shown in the browser or saved under its own name."""
    return _file(digest, _may_see(request, is_attached(digest, request.moment), StoredFile, digest))


@require_safe
@csp(NOTHING)
@secret_page
def review_file(request: HttpRequest, link: ReviewLink, token: str, digest: str) -> HttpResponseBase:
    """Return an attached file to a reviewer whose link offers it."""
    if not shows(link, digest):
        raise Http404("The revision does not offer this file.")
    return _file(digest, NOT_KEPT)


def _file(digest: str, cache: str) -> HttpResponseBase:
    found = StoredFile.objects.filter(digest=digest).first()
    if found is None:
        raise Http404("There is no such file.")
    return _answer(storage.attachment_name(digest), MEDIA_TYPE, cache, found.name)


def is_shown(digest: str, at: datetime) -> bool:
    """Return whether a readable edition, the organization, or the page of a public author shows the picture."""
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
    """Return whether a readable edition offers the file."""
    return any(
        links.objects.citable(at).filter(file__digest=digest).exists()
        for links in (ArticleEditionFile, SnapshotEditionFile)
    )


def _may_see(request: HttpRequest, is_public: bool, model: type[Picture | StoredFile], digest: str) -> str:
    """Return the Cache-Control of the response. Raises Http404 if the user may not see the file."""
    if is_public:
        forget_cookies(request)
        return FOR_EVER
    if settings.SESSION_COOKIE_NAME in request.COOKIES and may_see_file(request.user, model, digest):
        return NOT_KEPT
    raise Http404("No public edition shows this.")


def _answer(stored: str, kind: str, cache: str, name: str) -> HttpResponseBase:
    """Send the file, or let nginx or the bucket send it. The caller has checked access."""
    if settings.MEDIA_DELIVERY == "bucket":
        response = HttpResponseRedirect(default_storage.signed(stored, kind, cache, name))
        response["Cache-Control"] = NOT_KEPT  # the signed address is valid for minutes
        return response
    if settings.MEDIA_DELIVERY == "nginx":
        response = HttpResponse(content_type=kind)
        response["Content-Disposition"] = content_disposition_header(False, name)
        response["X-Accel-Redirect"] = f"{ACCEL}{stored}"
    else:
        response = FileResponse(_opened(stored), content_type=kind, filename=name)  # inline
    response["Cache-Control"] = cache
    response["ETag"] = f'"{stored.rpartition("/")[2]}"'  # the name is a content digest
    return response


def _opened(stored: str) -> File:
    try:
        return default_storage.open(stored)
    except OSError as error:
        log.error("%s cannot be read: %s", stored, error)
        raise Http404("The file is gone.") from error
