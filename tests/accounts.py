"""People who sign in at the desk, each with a role."""

from itertools import count

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Category
from permissions.matrix import Role
from permissions.models import Branch
from permissions.roles import assign_role

_number = count(1)
PASSWORD = "a long word"


def person(role: Role | str, name: str = "Maria Editor", topics: tuple[Category, ...] = (), **differences) -> User:
    """Return a member of staff with the role; an editor is limited to the topics, if there are any."""
    first, _, last = name.partition(" ")
    values = {
        "username": f"editor-{next(_number)}",
        "first_name": first,
        "last_name": last,
        "is_staff": True,
        **differences,
    }
    account = User.objects.create_user(**values)
    assign_role(account, Role[role.upper()] if isinstance(role, str) else role)
    for topic in topics:
        Branch.objects.create(account=account, topic=topic)
    return account


def editor(name: str = "Maria Editor", **differences) -> User:
    """Return a member of staff who may do what an editor of a small house does: a publisher."""
    return person(Role.PUBLISHER, name, **differences)


def signed_in(account: User | None = None) -> Client:
    """Return a client signed in as `account`, a publisher where left out."""
    client = Client()
    client.force_login(account or editor())
    return client


def queries_for(client: Client, address: str) -> int:
    """Return how many queries the page asks, but for the look at the record version, which the clock decides."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "recordversion" not in query["sql"]])
