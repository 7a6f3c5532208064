"""Addresses for signing in and for the user's account: django-allauth's, and ending a session."""

from django.urls import include, path

from staff.accounts.identity import log_in
from staff.accounts.sessions import end_session

urlpatterns = [
    path("sessions/<int:pk>/end/", end_session, name="end-session"),
    path("oidc/<str:provider_id>/login/", log_in, name="openid_connect_login"),
    path("", include("allauth.urls")),
]
