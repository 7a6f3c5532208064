"""Passwords are hashed in a process of their own."""

import hashlib

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
from django.test import Client

from web import hashing
from web.hashing import Busy, SeparatePBKDF2

WORD = "a lóng | word"


@pytest.fixture
def separate(settings, monkeypatch):
    settings.PASSWORD_HASHERS = ["web.hashing.SeparatePBKDF2"]
    monkeypatch.setattr(SeparatePBKDF2, "iterations", 1000)


def test_the_hashes_are_djangos_own():
    assert SeparatePBKDF2().encode(WORD, "salt", 1000) == PBKDF2PasswordHasher().encode(WORD, "salt", 1000)


def test_a_password_is_checked(separate):
    hashed = make_password(WORD)
    assert check_password(WORD, hashed)
    assert not check_password("another", hashed)


def test_no_hash_is_computed_in_this_process(separate, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("computed here")

    monkeypatch.setattr(hashlib, "pbkdf2_hmac", refuse)
    assert make_password(WORD).startswith("pbkdf2_sha256$1000$")


def test_while_one_is_checked_another_is_not_waited_for(separate):
    with hashing._slots, pytest.raises(Busy):
        make_password(WORD)
    make_password(WORD)


@pytest.mark.django_db
def test_who_signs_in_at_that_moment_is_asked_to_try_again(separate):
    with hashing._slots:
        answer = Client().post("/admin/login/", {"login": "vera", "password": WORD})
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")


def test_nothing_secret_is_among_the_arguments(monkeypatch):
    seen = []
    run = hashing.subprocess.run

    def look(command, **options):
        seen.append(command)
        return run(command, **options)

    monkeypatch.setattr(hashing.subprocess, "run", look)
    SeparatePBKDF2().encode(WORD, "salt", 1000)
    assert not any(WORD in part or WORD.encode().hex() in part for part in seen[0])
