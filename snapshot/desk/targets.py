"""The targets that an operation changes, and those that must be unchanged since the editor saw them.

A target is a path: "snapshot:title", "section:KEY", "section:KEY:title", "placement:KEY:place". Two targets overlap if
they are equal or one is a prefix of the other: removing a section affects everything in it. EVERYTHING overlaps all
targets.
"""

from collections.abc import Iterable

from snapshot.desk.structure import Structure

EVERYTHING = "*"


def touches(operation: dict, inverse: dict) -> list[str]:
    """Return the targets that the operation changed."""
    match operation["op"]:
        case "place":
            return [f"placement:{item['placement']['key']}" for item in operation["items"]]
        case "remove":
            return [f"placement:{key}" for key in operation["keys"]]
        case "move":
            return [f"placement:{item['key']}:place" for item in operation["items"]]
        case "add_section":
            return [f"section:{operation['section']['key']}", *_all_of(operation["placements"])]
        case "remove_section":
            return [f"section:{operation['key']}", *_all_of(inverse["placements"])]
        case "move_section":
            return [f"section:{operation['key']}:place"]
        case "set":
            return [f"{operation['target']}:{operation['field']}"]
        case "keep":
            return [f"placement:{item['key']}:kept" for item in operation["items"]]
    raise ValueError(operation["op"])


def needs(operation: dict, structure: Structure) -> list[str]:
    """Return the targets that must be unchanged for the operation to do what the editor meant."""
    match operation["op"]:
        case "place":
            return [f"section:{item['section']}:content" for item in operation["items"]]
        case "remove":
            return [f"placement:{key}" for key in operation["keys"]]
        case "move":
            own = [f"placement:{item['key']}:place" for item in operation["items"]]
            return own + [f"section:{item['section']}:content" for item in operation["items"]]
        case "add_section":
            return []
        case "remove_section":
            inside = structure.order.get(operation["key"], [])
            return [f"section:{operation['key']}", *(f"placement:{key}" for key in inside)]
        case "move_section":
            return [f"section:{operation['key']}:place"]
        case "set":
            return [f"{operation['target']}:{operation['field']}"]
        case "keep":
            return [f"placement:{item['key']}:kept" for item in operation["items"]]
    raise ValueError(operation["op"])


def overlap(some: Iterable[str], others: Iterable[str]) -> bool:
    """Return whether any two targets, one from each, are equal or one is a prefix of the other.

    EVERYTHING conflicts with all later operations, even with those that need no target.
    """
    others = list(others)
    return EVERYTHING in others or any(
        one == other or one.startswith(f"{other}:") or other.startswith(f"{one}:") for one in some for other in others
    )


def _all_of(placements: list[dict]) -> list[str]:
    return [f"placement:{placement['key']}" for placement in placements]
