"""A backup keeps how the site was set up, and no secret."""

from operations.saved_settings import saved_settings


def test_secrets_are_left_out_and_passwords_cut_from_addresses(monkeypatch):
    told = {
        "SECRET_KEY": "hidden", "SECRET_KEY_FALLBACKS": "hidden", "ALLOWED_HOSTS": "example.org",
        "DATABASE_URL": "postgres://site:hid@den@host/name?host=/run", "EMAIL_URL": "smtp+tls://a:hidden@mail:587",
        "PURGE_HEADERS": "{\"Authorization\": \"hidden\"}", "MEDIA_ROOT": "/var/lib/site/media", "OTHER": "no setting of ours",
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    kept = saved_settings()
    assert "hid" not in str(kept)
    assert kept["DATABASE_URL"] == "postgres://…@host/name?host=/run"
    assert (kept["ALLOWED_HOSTS"], kept["MEDIA_ROOT"]) == ("example.org", "/var/lib/site/media")
    assert "OTHER" not in kept
