"""People who sign in at the desk."""

from itertools import count

from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

_number = count(1)


def editor(name: str = "Maria Editor", **differences) -> User:
    """Return a member of staff with every permission on our apps."""
    first, _, last = name.partition(" ")
    values = {
        "username": f"editor-{next(_number)}",
        "first_name": first,
        "last_name": last,
        "is_staff": True,
        **differences,
    }
    account = User.objects.create_user(**values)
    apps = ("editorial", "people", "articles", "snapshot", "taggit")
    account.user_permissions.set(Permission.objects.filter(content_type__app_label__in=apps))
    return account


def signed_in(account: User | None = None) -> Client:
    """Return a client signed in as `account`, an editor where left out."""
    client = Client()
    client.force_login(account or editor())
    return client


def queries_for(client: Client, address: str) -> int:
    """Return how many queries the page asks, but for the look at the record version, which the clock decides."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "recordversion" not in query["sql"]])
