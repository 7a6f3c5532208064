"""The form by which an editor changes what an import proposes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from snapshot.importing.folding import is_near
from snapshot.importing.matching import AS, NEAR_NAME, NEW, ArticleMatch, AuthorMatch, Decisions, Plan, Status
from snapshot.importing.subjects import Subject
from snapshot.models import Snapshot

RECENT = 30
OPEN = {"required": _("Say which it is.")}


class ReviewForm(forms.Form):
    """One choice for the snapshot, for each article and author, and a tick for each topic given."""

    def __init__(self, plan: Plan, subjects: list[Subject], data=None):
        """`plan` is the importer's own proposal; `subjects` are all topics it would give."""
        super().__init__(data)
        self.plan = plan
        self.subjects = {f"topic-{number}": subject for number, subject in enumerate(subjects)}
        self.fields["snapshot"] = forms.ChoiceField(
            label=_("Snapshot"), choices=_snapshots(plan), initial=plan.snapshot.pk if plan.snapshot else NEW
        )
        for match in plan.articles:
            self.fields[f"article-{match.number}"] = forms.ChoiceField(
                label=match.outline.title, choices=_articles(match), initial=_chosen(match), error_messages=OPEN
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

    def clean(self) -> dict:
        """Refuse two spellings that are each said to be the other."""
        chosen = super().clean()
        numbered = enumerate(self.plan.authors.values())
        if _chain({match.name: chosen.get(f"author-{number}") or "" for number, match in numbered}):
            raise forms.ValidationError(_("Say of one spelling whose name it is; the others follow that one."))
        return chosen

    def article(self, match: ArticleMatch) -> forms.BoundField:
        """Return the choice for an article of the plan."""
        return self[f"article-{match.number}"]

    def authors(self) -> list[tuple[AuthorMatch, forms.BoundField]]:
        """Return the names as printed, each with its choice."""
        return [(match, self[f"author-{number}"]) for number, match in enumerate(self.plan.authors.values())]

    def topics(self) -> list[tuple[Subject, forms.BoundField]]:
        """Return the topics that would be given, each with its tick."""
        return [(subject, self[name]) for name, subject in self.subjects.items()]

    def decisions(self) -> Decisions:
        """Return what the editor chose; an empty choice leaves the question open. The form must be valid."""
        chosen = self.cleaned_data
        return Decisions(
            snapshot=chosen["snapshot"],
            articles={
                match.number: chosen[f"article-{match.number}"]
                for match in self.plan.articles
                if chosen[f"article-{match.number}"]
            },
            authors={
                match.name: chosen[f"author-{number}"]
                for number, match in enumerate(self.plan.authors.values())
                if chosen[f"author-{number}"]
            },
            dropped_topics={subject.key for name, subject in self.subjects.items() if not chosen[name]},
        )


def subjects_of(plan: Plan) -> list[Subject]:
    """Return every topic the plan would give, each once, the one behind the coverage line first."""
    every = [plan.coverage] if plan.coverage else []
    every += plan.subjects + [subject for match in plan.articles for subject in match.subjects]
    return list({subject.key: subject for subject in every}.values())


def _snapshots(plan: Plan) -> list[tuple[str, str]]:
    choices = [(NEW, _("a new snapshot"))]
    if plan.snapshot:
        choices.insert(0, (plan.snapshot.pk, _("“%s”, changed as shown") % plan.snapshot.title))
    recent = Snapshot.objects.order_by("-updated_at").exclude(pk=plan.snapshot.pk if plan.snapshot else None)[:RECENT]
    return choices + [(each.pk, _("instead of what stands in “%s”") % each.title) for each in recent]


def _articles(match: ArticleMatch) -> list[tuple[str, str]]:
    known = ([match.article] if match.article else []) + match.candidates
    choices = [(article.pk, _("“%(title)s” (%(day)s)") % {"title": article.title, "day": article.published_on or "–"})
               for article in dict.fromkeys(known)]  # fmt: skip
    undecided = [("", _("– which is it? –"))] if match.status is Status.UNSURE else []
    return [*undecided, *choices, (NEW, _("a new article"))]


def _chosen(match: ArticleMatch) -> str | int:
    if match.article:
        return match.article.pk
    return "" if match.status is Status.UNSURE else NEW


def _authors(match: AuthorMatch, plan: Plan) -> list[tuple[str, str]]:
    known = list(dict.fromkeys(([match.author] if match.author else []) + match.candidates))
    undecided = [("", _("– who is it? –"))] if match.status is Status.UNSURE else []
    near = [name for name in plan.authors if name != match.name and is_near(name, match.name, NEAR_NAME)]
    spellings = [(AS + name, _("the same person as “%s” in this document") % name) for name in near]
    return [*undecided, *((author.pk, author.name) for author in known), *spellings, (NEW, _("a new author"))]


def _chain(decided: dict[str, str]) -> bool:
    """Return whether a name is said to be another that is itself said to be another."""
    others = {choice.removeprefix(AS) for choice in decided.values() if choice.startswith(AS)}
    return any(decided.get(name, "").startswith(AS) for name in others)
