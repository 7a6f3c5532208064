"""URLs for subscribing, confirming and unsubscribing."""

from django.urls import path

from alerts import views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/confirm/<str:token>/", views.confirming, name="alerts-confirm"),
    path("alerts/leave/<str:token>/", views.leaving, name="alerts-leave"),
]
