"""The address behind a review link; its pictures and files are in website/urls.py."""

from django.urls import path

from review import views

urlpatterns = [path("review/<str:token>/", views.review, name="review")]
