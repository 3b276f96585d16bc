"""What is told before filing: a whole sentence for everything that can be found, in both languages."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given

from damancom_reflex.domain.job_loss import (
    Assessment,
    Check,
    Condition,
    JobLossReason,
    MonthDays,
    PersonFacts,
    Problem,
    estimate,
)
from damancom_reflex.i18n import LANGUAGES, Language, translator
from damancom_reflex.state.job_loss import telling, telling_amount
from tests.domain import job_loss_factories as factories

BOTH = pytest.mark.parametrize("language", LANGUAGES)
NOT_WHOLE = re.compile(r"[{}]|  |None|\.\.|^\s|\s$")
DAY = date(2026, 2, 28)
OF_CONDITION = {
    Condition.LOSS_DAY: (
        *(Problem.IMPOSSIBLE_LOSS, Problem.FUTURE_LOSS, Problem.LOSS_BEFORE_LAW),
        *(Problem.LOSS_BEFORE_HIRING, Problem.LOSS_AFTER_LEAVING),
    ),
    Condition.DAYS_LONG: (Problem.TOO_FEW_DAYS, Problem.LOSS_UNUSABLE),
    Condition.DAYS_RECENT: (Problem.TOO_FEW_DAYS, Problem.LOSS_UNUSABLE),
    Condition.DELAY: (Problem.LATE, Problem.LOSS_UNUSABLE),
    Condition.REASON: (
        *(Problem.EXCLUDED_REASON, Problem.REASON_NOT_TOLD, Problem.REASON_TO_EXAMINE),
    ),
    Condition.AGE: (Problem.RETIREMENT_AGE, Problem.BIRTH_UNKNOWN, Problem.LOSS_UNUSABLE),
    Condition.NO_OTHER_CLAIM: (Problem.LIVE_CLAIM, Problem.JOB_CLAIMED),
}


def test_every_problem_belongs_to_a_condition() -> None:
    assert {problem for problems in OF_CONDITION.values() for problem in problems} == set(Problem)
    assert set(OF_CONDITION) == set(Condition)


@BOTH
@pytest.mark.parametrize(
    ("condition", "problem"),
    [(each, problem) for each, problems in OF_CONDITION.items() for problem in (None, *problems)],
)
def test_each_answer_has_its_own_sentence(
    language: Language, condition: Condition, problem: Problem | None
) -> None:
    _ = translator(language)
    check = Check(condition, problem, 612, 780, 168, DAY, factories.assessed([]).checks[1].window)
    found = Assessment(DAY, DAY, (check,))
    (line,) = telling.condition_lines(found, _)
    for text in (line.name, line.text, line.verdict):
        assert text
        assert not NOT_WHOLE.search(text), text
    others = {
        telling.condition_lines(
            Assessment(DAY, DAY, (Check(condition, other, 612, 780, 168, DAY, check.window),)), _
        )[0].text
        for other in (None, *OF_CONDITION[condition])
        if other is not problem
    }
    assert line.text not in others


@BOTH
def test_figures_stand_in_the_sentence(language: Language) -> None:
    _ = translator(language)
    months = factories.declared(202303, 202602, days=17)
    lines = telling.condition_lines(factories.assessed(months), _)
    assert all(figure in lines[1].text for figure in ("612", "780", "168", "03/2023", "02/2026"))
    late = telling.condition_lines(factories.assessed(months, request=DAY + timedelta(61)), _)
    assert "29/04/2026" in late[3].text


@BOTH
def test_before_a_day_is_typed_the_day_waits(language: Language) -> None:
    _ = translator(language)
    found = factories.assessed(factories.FULL)
    first = telling.condition_lines(found, _, loss_known=False)[0]
    assert (first.kind, first.text) == ("unknown", _("Indiquez la date de la perte."))
    assert telling.condition_lines(found, _)[0].kind == "met"
    wrong = telling.condition_lines(found, _, loss_known=False, loss_error="Demain.")[0]
    assert (wrong.kind, wrong.text) == ("unknown", "Demain.")


@BOTH
def test_steps_lead_from_wages_to_the_amount(language: Language) -> None:
    _ = translator(language)
    paid = estimate(factories.FULL, DAY, factories.RULE, factories.WAGES)
    assert paid is not None
    results = [line.result for line in telling_amount.step_lines(paid, _)]
    assert results == [
        *("144\u00a0000,00\u00a0MAD", "4\u00a0000,00\u00a0MAD", "2\u00a0800,00\u00a0MAD"),
        *("3\u00a0422,72\u00a0MAD", "2\u00a0800,00\u00a0MAD", "16\u00a0800,00\u00a0MAD"),
    ]
    assert telling_amount.payment_lines(paid, _)[0].days == "01/03/2026 – 31/03/2026"
    assert "2\u00a0800,00" in telling_amount.amount_sentence(paid, _)
    assert telling_amount.step_lines(None, _) == telling_amount.payment_lines(None, _) == []


@BOTH
def test_retirement_age_ends_the_indemnity_in_a_sentence(language: Language) -> None:
    _ = translator(language)
    said = {}
    for born in (None, date(1966, 5, 1), date(1966, 3, 2)):
        paid = estimate(factories.FULL, DAY, factories.RULE, factories.WAGES, born)
        stop = telling_amount.stop_sentence(paid, _)
        assert ("2026" in stop) == (born is not None)
        assert not NOT_WHOLE.search(stop)
        said[telling_amount.amount_sentence(paid, _)] = len(telling_amount.payment_lines(paid, _))
    assert list(said.values()) == [6, 2, 0]


@given(
    months=factories.histories,
    facts=factories.people,
    loss=factories.odd_days,
    reason=factories.reasons,
)
def test_whatever_is_found_can_be_told(
    months: list[MonthDays], facts: PersonFacts, loss: date, reason: JobLossReason | None
) -> None:
    for language in LANGUAGES:
        _ = translator(language)
        found = factories.assessed(months, facts, loss, DAY, reason)
        said = [
            *(
                text
                for line in telling.condition_lines(found, _)
                for text in (line.name, line.text)
            ),
            *telling.verdict_told(found, _),
        ]
        for text in (*said, telling.reached_told(found, _)):
            assert not NOT_WHOLE.search(text), text
        assert all(said)
        for check in found.checks:
            assert not NOT_WHOLE.search(telling.problem_short(check, _))
