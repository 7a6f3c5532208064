"""URLs for subscribing, confirming and unsubscribing, and for what was sent."""

from django.urls import path

from alerts import newsletters, views

urlpatterns = [
    path("alerts/", views.alerts, name="alerts"),
    path("alerts/confirm/<str:token>/", views.confirming, name="alerts-confirm"),
    path("alerts/leave/<str:token>/", views.leaving, name="alerts-leave"),
    path("newsletters/", newsletters.newsletters, name="newsletters"),
    path("newsletters/<int:number>/", newsletters.newsletter, name="newsletter"),
]
