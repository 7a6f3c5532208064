"""The ledger's check before a view: it refuses by itself, whatever the view would do."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from permissions.matrix import Act, Role
from permissions.middleware import held
from tests.accounts import person

pytestmark = pytest.mark.django_db


def request_of(role: Role | str):
    request = RequestFactory().get("/admin/")
    request.user, request.session = person(role), {}
    return request


@pytest.mark.parametrize(("role", "act"), [(Role.ANONYMOUS, Act.ENTER_DESK), ("contributor", Act.SETTINGS)])
def test_a_role_that_may_not_do_the_act_is_refused_before_the_view(role, act):
    with pytest.raises(PermissionDenied):
        held(request_of(role), act)


def test_a_role_that_may_do_the_act_goes_on_to_the_view():
    assert held(request_of("contributor"), Act.ENTER_DESK) is None
    assert held(request_of("publisher"), Act.SETTINGS) is None


def test_an_act_that_needs_a_recent_sign_in_is_refused_to_whoever_cannot_sign_in_again():
    with pytest.raises(PermissionDenied):
        held(request_of("publisher"), Act.PUBLISH)
