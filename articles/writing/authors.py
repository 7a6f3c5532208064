"""Choosing and adding authors and pictures from the writing desk, by the forms of their own admin."""

from difflib import SequenceMatcher

from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, JsonResponse, QueryDict

from articles.writing.choices import author_data, picture_data
from media.models import Picture
from people.models import Author
from permissions.matrix import Act
from permissions.rules import require
from staff.form_values import first_error
from staff.messages import Malformed, read_json
from text.folding import fold
from text.prose import one_line

MOST_FOUND = 8
ALIKE = 0.84  # share of equal letters from which two names may be one person's


def authors(request: HttpRequest) -> JsonResponse:
    """Return the authors that a typed name finds, or, by POST, add an author with that name."""
    require(request.user, Act.SEE_TAXONOMY)
    if request.method == "POST":
        return _add_author(request)
    typed = one_line(request.GET.get("q", ""))[:200]
    return JsonResponse({"authors": [author_data(each) | _likeness(each, typed) for each in _found(request, typed)]})


def _found(request: HttpRequest, typed: str) -> list[Author]:
    """Return the authors that the words find, and those whose name may be a variant of the one typed."""
    if not typed:
        return []
    rows, wanted = Author.objects.filter(merged_into=None).order_by("sort_name", "pk"), fold(typed)
    found = list(site.get_model_admin(Author).get_search_results(request, rows, typed)[0].distinct()[:MOST_FOUND])
    near = [pk for pk, *names in rows.values_list("pk", "name", "aliases") if _is_alike(_folded(*names), wanted)]
    alike = [author for author in rows.filter(pk__in=near[:MOST_FOUND]) if author not in found]
    return sorted([*alike, *found][:MOST_FOUND], key=lambda each: not _likeness(each, typed)["is_same"])


def _likeness(author: Author, typed: str) -> dict:
    names, wanted = _folded(author.name, author.aliases), fold(typed)
    return {"is_same": wanted in names, "is_variant": author.name != typed and _is_alike(names, wanted)}


def _folded(name: str, aliases: list[str]) -> list[str]:
    return [fold(each) for each in (name, *aliases)]


def _is_alike(names: list[str], wanted: str) -> bool:
    """Return whether two folded names may be one person's: nearly the same letters, or “a abel” and “ada abel”."""
    words = wanted.split()
    for name in names:
        own = name.split()
        if not own or len(words) < 2:
            continue
        if own[-1] == words[-1] and own[0][0] == words[0][0]:
            return True
        matcher = SequenceMatcher(None, name, wanted)
        if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE and matcher.ratio() >= ALIKE:
            return True
    return False


def _add_author(request: HttpRequest) -> JsonResponse:
    try:
        name = one_line(str(read_json(request).get("name", "")))
    except Malformed as malformed:
        return JsonResponse({"message": str(malformed)}, status=400)
    posted = QueryDict(mutable=True)
    posted["name"] = name
    return _added(request, Author, posted, author_data)


def pictures(request: HttpRequest) -> JsonResponse:
    """Return pictures that a word finds, newest first, or, by POST, add an uploaded one."""
    require(request.user, Act.SEE_TAXONOMY)
    if request.method == "POST":
        return _added(request, Picture, request.POST, picture_data)
    admin = site.get_model_admin(Picture)
    typed = one_line(request.GET.get("q", ""))[:200]
    found = admin.get_search_results(request, admin.get_queryset(request), typed)[0].order_by("-uploaded_at", "-pk")
    if (wanted := request.GET.get("id", "")).isdecimal() and len(wanted) < 19:
        found = found.filter(pk=int(wanted))
    return JsonResponse({"pictures": [picture_data(each) for each in found.distinct()[:24]]})


def _added(request: HttpRequest, model: type[Model], posted: QueryDict, shown) -> JsonResponse:
    """Add a row as the admin's own page does. 422 with the first error if its form refuses it."""
    admin = site.get_model_admin(model)
    if not admin.has_add_permission(request):
        raise PermissionDenied
    form = admin.get_form(request)(posted, request.FILES)
    if not form.is_valid():
        return JsonResponse({"message": first_error(form)}, status=422)
    with transaction.atomic():
        row = form.save(commit=False)
        admin.save_model(request, row, form, change=False)
        form.save_m2m()
        admin.log_addition(request, row, [{"added": {}}])
    return JsonResponse(shown(row))
