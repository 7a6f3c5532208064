"""The form for changing what an import proposes."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from importing.matching import AS, KEEP, NEAR_NAME, NEW, ArticleMatch, AuthorMatch, Decisions, Plan, Status
from importing.subjects import Subject
from snapshot.models import Snapshot
from staff.state_check import StateForm, state_digest
from text.folding import is_near

RECENT = 30
OPEN = {"required": _("Choose which one it is.")}


class ReviewForm(StateForm):
    """A choice for the snapshot and for each article and author, and a checkbox for each topic."""

    def __init__(self, plan: Plan, subjects: list[Subject], data=None, kept: frozenset[int] = frozenset(), chosen=None):
        """`plan` is the importer's own proposal. `subjects` are all topics that it would assign.

        `kept` are the ids of articles whose draft text stays by default. `chosen` are the earlier choices, as the
        method `chosen` returns them.
        """
        super().__init__(data)
        self.plan = plan
        self.watch(_state(plan), gettext(
            "The desk has changed since you opened this page. Nothing was applied. "
            "The page shows what applying would do now: look at it, then apply."
        ))  # fmt: skip
        self.subjects = {f"topic-{number}": subject for number, subject in enumerate(subjects)}
        self.fields["snapshot"] = forms.ChoiceField(
            label=_("Snapshot"), choices=_snapshots(plan), initial=plan.snapshot.pk if plan.snapshot else NEW
        )
        for match in plan.articles:
            self.fields[f"article-{match.number}"] = forms.ChoiceField(
                label=match.outline.title, choices=_articles(match), initial=_chosen(match, kept), error_messages=OPEN
            )
        for number, match in enumerate(plan.authors.values()):
            self.fields[f"author-{number}"] = forms.ChoiceField(
                label=match.name,
                choices=_authors(match, plan),
                initial=match.author.pk if match.author else "" if match.status is Status.UNSURE else NEW,
                error_messages=OPEN,
            )
        for name, subject in self.subjects.items():
            self.fields[name] = forms.BooleanField(label=subject.name, initial=True, required=False)
        self._choose(chosen or {})

    def _choose(self, chosen: dict) -> None:
        """Preselect the earlier choices that are still offered."""
        wanted = {"snapshot": chosen.get("snapshot")}
        for match in self.plan.articles:
            wanted[f"article-{match.number}"] = chosen.get("articles", {}).get(match.outline.title)
        for number, name in enumerate(self.plan.authors):
            wanted[f"author-{number}"] = chosen.get("authors", {}).get(name)
        for name, choice in wanted.items():
            if choice in [str(value) for value, _words in self.fields[name].choices]:
                self.fields[name].initial = choice
        for name, subject in self.subjects.items():
            self.fields[name].initial = subject.key not in chosen.get("topics", [])

    @property
    def chosen(self) -> dict:
        """Return the nondefault choices, keyed by subject, because numbers change when the document is reread."""

        def changed(name: str) -> str:
            sent = self.data.get(name, "")
            return sent if sent != str(self.fields[name].initial) else ""

        articles = {each.outline.title: changed(f"article-{each.number}") for each in self.plan.articles}
        authors = {name: changed(f"author-{number}") for number, name in enumerate(self.plan.authors)}
        return {
            "snapshot": changed("snapshot"),
            "articles": {title: choice for title, choice in articles.items() if choice},
            "authors": {name: choice for name, choice in authors.items() if choice},
            "topics": [subject.key for name, subject in self.subjects.items() if name not in self.data],
        }

    def clean(self) -> dict:
        """Refuse chains of spellings, in which a name's other spelling is itself marked as a spelling of another."""
        chosen = super().clean()
        numbered = enumerate(self.plan.authors.values())
        if _chain({match.name: chosen.get(f"author-{number}") or "" for number, match in numbered}):
            raise forms.ValidationError(_("Choose the author for one spelling; the others follow it."))
        return chosen

    def article(self, match: ArticleMatch) -> forms.BoundField:
        return self[f"article-{match.number}"]

    def authors(self) -> list[tuple[AuthorMatch, forms.BoundField]]:
        return [(match, self[f"author-{number}"]) for number, match in enumerate(self.plan.authors.values())]

    def topics(self) -> list[tuple[Subject, forms.BoundField]]:
        return [(subject, self[name]) for name, subject in self.subjects.items()]

    def decisions(self) -> Decisions:
        """Return the editor's choices or the defaults. An empty choice leaves the question open.

        A bound form must be valid.
        """
        preset = {name: field.initial for name, field in self.fields.items()}
        chosen = self.cleaned_data if self.is_bound else preset
        return Decisions(
            snapshot=str(chosen["snapshot"]),
            articles={
                match.number: str(chosen[f"article-{match.number}"])
                for match in self.plan.articles
                if chosen[f"article-{match.number}"]
            },
            authors={
                match.name: str(chosen[f"author-{number}"])
                for number, match in enumerate(self.plan.authors.values())
                if chosen[f"author-{number}"]
            },
            dropped_topics={subject.key for name, subject in self.subjects.items() if not chosen[name]},
        )


def _state(plan: Plan) -> str:
    """Return a digest of the proposal that changes if the drafts it would touch change."""
    articles = [
        (match.status.value, match.article and (match.article.pk, match.article.save_count), match.changes)
        for match in plan.articles
    ]
    authors = [(match.name, match.author and match.author.pk) for match in plan.authors.values()]
    return state_digest(plan.snapshot and (plan.snapshot.pk, plan.snapshot.save_count), articles, authors)


def subjects_of(plan: Plan) -> list[Subject]:
    """Return every topic that the plan would assign, once, starting with the one from the coverage line."""
    every = [plan.coverage] if plan.coverage else []
    every += plan.subjects + [subject for match in plan.articles for subject in match.subjects]
    return list({subject.key: subject for subject in every}.values())


def _snapshots(plan: Plan) -> list[tuple[str, str]]:
    choices = [(NEW, _("a new snapshot"))]
    if plan.snapshot:
        choices.insert(0, (plan.snapshot.pk, _("“%s”, changed as shown") % plan.snapshot.title))
    recent = Snapshot.objects.order_by("-updated_at").exclude(pk=plan.snapshot.pk if plan.snapshot else None)[:RECENT]
    return choices + [(each.pk, _("instead of the text in “%s”") % each.title) for each in recent]


def _articles(match: ArticleMatch) -> list[tuple[str, str]]:
    known = list(dict.fromkeys(([match.article] if match.article else []) + match.candidates))
    choices: list[tuple] = []
    for article in known:
        named = {"title": article.title, "day": article.published_on or "–"}
        if match.status is Status.SAME:
            choices.append((article.pk, _("“%(title)s” (%(day)s)") % named))
        elif len(known) == 1:
            choices.append((f"{KEEP}{article.pk}", _("as it is here: only place it")))
            choices.append((article.pk, _("with the document's text")))
        else:
            choices.append((f"{KEEP}{article.pk}", _("“%(title)s” (%(day)s), as it is here: only place it") % named))
            choices.append((article.pk, _("“%(title)s” (%(day)s), with the document's text") % named))
    undecided = [("", _("– which is it? –"))] if match.status is Status.UNSURE else []
    return [*undecided, *choices, (NEW, _("a new article"))]


def _chosen(match: ArticleMatch, kept: frozenset[int]) -> str | int:
    if match.article:
        is_kept = match.status is not Status.SAME and match.article.pk in kept
        return f"{KEEP}{match.article.pk}" if is_kept else match.article.pk
    return "" if match.status is Status.UNSURE else NEW


def _authors(match: AuthorMatch, plan: Plan) -> list[tuple[str, str]]:
    known = list(dict.fromkeys(([match.author] if match.author else []) + match.candidates))
    undecided = [("", _("– who is it? –"))] if match.status is Status.UNSURE else []
    near = [name for name in plan.authors if name != match.name and is_near(name, match.name, NEAR_NAME)]
    spellings = [(AS + name, _("the same person as “%s” in this document") % name) for name in near]
    return [*undecided, *((author.pk, author.name) for author in known), *spellings, (NEW, _("a new author"))]


def _chain(decided: dict[str, str]) -> bool:
    """Return whether some name is marked as another name that is itself marked as another."""
    others = {choice.removeprefix(AS) for choice in decided.values() if choice.startswith(AS)}
    return any(decided.get(name, "").startswith(AS) for name in others)
