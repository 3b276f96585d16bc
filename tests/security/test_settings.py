"""A production start fails on any default that is fit for a desk only; each is named."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from damancom_reflex.settings import DEVELOPMENT_KEY, DEVELOPMENT_RIB, Settings

GOOD = {
    "environment": "production",
    "secret_key": "k" * 32,
    "demo": False,
    "public_url": "https://portail.example",
    "trusted_proxy_hops": 1,
    "smtp_url": "smtps://user:password@mail.example:465",
    "sms_url": "https://sms.example/send",
    "creditor_rib": "011519000001205000534921",
}


def made(**changed: object) -> Settings:
    """Settings of a production portal, with some changed."""
    return Settings.model_validate({**GOOD, **changed})


def test_a_whole_production_configuration_starts() -> None:
    assert made().secure_cookies


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"secret_key": DEVELOPMENT_KEY}, "SECRET_KEY"),
        ({"secret_key": ""}, "SECRET_KEY"),
        ({"secret_key": "k" * 31}, "SECRET_KEY"),
        ({"demo": True}, "DEMO"),
        ({"business_start": "2023-11-08"}, "BUSINESS_START"),
        ({"public_url": "http://portail.example"}, "PUBLIC_URL"),
        ({"public_url": "http://localhost:8000"}, "PUBLIC_URL"),
        ({"trusted_proxy_hops": 0}, "TRUSTED_PROXY_HOPS"),
        ({"smtp_url": ""}, "SMTP_URL"),
        ({"sms_url": ""}, "SMS_URL"),
        ({"sms_url": "http://sms.example/send"}, "SMS_URL"),
        ({"creditor_rib": DEVELOPMENT_RIB}, "CREDITOR_RIB"),
        ({"creditor_rib": "011519000001205000534922"}, "CREDITOR_RIB"),
        ({"creditor_rib": ""}, "CREDITOR_RIB"),
    ],
    ids=str,
)
def test_production_refuses_each_unsafe_default(changed: dict[str, object], named: str) -> None:
    with pytest.raises(ValidationError, match=named):
        made(**changed)


def test_production_names_every_reason_at_once() -> None:
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({"environment": "production", "secret_key": "", "demo": True})
    text = str(refused.value)
    assert all(name in text for name in ("SECRET_KEY", "DEMO", "PUBLIC_URL", "SMTP_URL", "SMS_URL"))


@pytest.mark.parametrize("url", ["https://portail.example", "http://portail.example"])
def test_a_public_portal_is_no_desk(url: str) -> None:
    with pytest.raises(ValidationError, match="ENVIRONMENT"):
        made(environment="development", public_url=url)
    assert made(environment="development", public_url="http://localhost:8000")
    assert made(environment="demo", public_url=url, demo=True)


@pytest.mark.parametrize("environment", ["demo", "production"])
def test_more_than_one_worker_needs_redis(environment: str) -> None:
    with pytest.raises(ValidationError, match="REDIS_URL"):
        made(environment=environment, workers=2)
    assert made(environment=environment, workers=2, redis_url="redis://127.0.0.1").workers == 2


@pytest.mark.parametrize(
    "changed", [{"environment": "prod"}, {"port": 0}, {"workers": 0}, {"trusted_proxy_hops": -1}]
)
def test_a_value_that_means_nothing_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        made(**changed)


def test_a_refused_start_does_not_print_the_key() -> None:
    with pytest.raises(ValidationError) as refused:
        made(demo=True, secret_key="a-real-secret-that-must-stay-one-1234")
    assert "a-real-secret" not in str(refused.value)
    assert "a-real-secret" not in repr(made(secret_key="a-real-secret-that-must-stay-one-1234"))
