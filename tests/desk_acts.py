"""Acts at the desk: one open desk that sends them, and what hypothesis draws them from."""

from django.utils import timezone
from hypothesis import strategies as st

from snapshot.desk.acts import Sent, act
from snapshot.desk.structure import Structure
from snapshot.models import DeskAct, Placement, Snapshot

NOW = timezone.now()
DETAILS = [
    ("published_on", "2026-03-01"),
    ("published_on", ""),
    ("language", "fr"),
    ("language", "en"),
    ("tags", "gas, oil"),
    ("tags", ""),
]


class Desk:
    """One open desk: it sends acts and knows how far its screen is."""

    def __init__(self, snapshot, tab="tab-1", user=None):
        self.snapshot, self.tab, self.user = snapshot, tab, user
        self.base = Snapshot.objects.get(pk=snapshot.pk).act_count
        self.sent = 0

    def do(self, **operation) -> DeskAct:
        self.sent += 1
        done = act(self.snapshot.pk, Sent(f"{self.tab}-{self.sent}", self.tab, self.base, operation), self.user, NOW)
        self.base = done.number
        return done

    def look(self) -> None:
        self.base = Snapshot.objects.get(pk=self.snapshot.pk).act_count


def operation_for(data, snapshot, articles) -> dict:
    """Draw an operation that is possible on the board as it is now."""
    structure = Structure(snapshot)
    keys, sections = list(structure.pks), structure.sections
    kinds = (
        ["add_section", "set_title", "set_detail"]
        + (["place", "move_section", "remove_section"] if sections else [])
        + (["move", "remove", "set_note", "keep"] if keys else [])
    )
    kind = data.draw(st.sampled_from(kinds))

    def before(of):
        return data.draw(st.sampled_from([None, *of]))

    match kind:
        case "place":
            into = data.draw(st.sampled_from(sections))
            chosen = data.draw(st.lists(st.sampled_from(articles), min_size=1, max_size=3))
            return {
                "op": "place",
                "items": [
                    {"placement": {"article": each.pk}, "section": into, "before": before(structure.order[into])}
                    for each in chosen
                ],
            }
        case "move":
            items = []
            for key in data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True)):
                into = data.draw(st.sampled_from(sections))
                items.append(
                    {"key": key, "section": into, "before": before([k for k in structure.order[into] if k != key])}
                )
            return {"op": "move", "items": items}
        case "remove":
            return {
                "op": "remove",
                "keys": data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=4, unique=True)),
            }
        case "add_section":
            return {
                "op": "add_section",
                "section": {"title": data.draw(st.text("ab ", max_size=5))},
                "before": before(sections),
            }
        case "remove_section":
            return {"op": "remove_section", "key": data.draw(st.sampled_from(sections))}
        case "move_section":
            key = data.draw(st.sampled_from(sections))
            return {"op": "move_section", "key": key, "before": before([k for k in sections if k != key])}
        case "keep":
            key = data.draw(st.sampled_from(keys))
            article = Placement.objects.get(section__snapshot=snapshot, key=key).article
            kept = data.draw(st.sampled_from([None, *article.editions.values_list("pk", flat=True)]))
            return {
                "op": "keep",
                "items": [{"key": key, "kept_edition": kept, "kept_reason": "Quoted." if kept else ""}],
            }
        case "set_detail":
            field, value = data.draw(st.sampled_from(DETAILS))
            return {"op": "set", "target": "snapshot", "field": field, "value": value}
        case "set_note":
            return {
                "op": "set",
                "target": f"placement:{data.draw(st.sampled_from(keys))}",
                "field": "note",
                "value": data.draw(st.text("xy<&", max_size=6)),
            }
        case _:
            return {
                "op": "set",
                "target": "snapshot",
                "field": "title",
                "value": data.draw(st.text("mn", min_size=1, max_size=5)),
            }
