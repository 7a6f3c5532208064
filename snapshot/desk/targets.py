"""What an operation touches, and what must not have been touched meanwhile.

A target is a path: "snapshot:title", "section:KEY", "section:KEY:title", "placement:KEY:place". It overlaps another
where they are equal or one begins the other: removing a section touches all of it. EVERYTHING overlaps whatever
there is.
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
    """Return the targets that must be as the editor saw them for the operation to mean what they meant."""
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
    """Return whether any target of the one begins, or is begun by, one of the other.

    What touches EVERYTHING stands in the way of whatever comes after it, even of what needs nothing.
    """
    others = list(others)
    return EVERYTHING in others or any(
        one == other or one.startswith(f"{other}:") or other.startswith(f"{one}:") for one in some for other in others
    )


def _all_of(placements: list[dict]) -> list[str]:
    return [f"placement:{placement['key']}" for placement in placements]
