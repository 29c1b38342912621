import pytest

from orders.environment import MissingSetting, Setting, read_setting


@pytest.mark.parametrize("setting", Setting)
def test_a_setting_is_read_from_the_variable_of_its_name(setting: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(setting.name, "dev-something")

    assert read_setting(setting) == "dev-something"


@pytest.mark.parametrize("value", [None, ""])
def test_a_setting_that_is_missing_or_empty_is_named(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is None:
        monkeypatch.delenv("ORDER_WORKFLOW_ARN", raising=False)
    else:
        monkeypatch.setenv("ORDER_WORKFLOW_ARN", value)

    with pytest.raises(MissingSetting, match="the environment variable ORDER_WORKFLOW_ARN is not set"):
        read_setting(Setting.ORDER_WORKFLOW_ARN)
