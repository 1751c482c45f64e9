from __future__ import annotations

import re

import pytest
from studio_cases import NOW, Studio

FILES = {
    "a": "title: Bron öppnar\nstart: 2027-04-01T10:00\nplace:\n  text: Norra kajen\nuid: a@bjorkvik.example\n",
    "b": "title: Budgeten\nstart: 2027-03-30\nend: 2027-04-02\nstatus: postponed\nuid: b@bjorkvik.example\n",
    "c": "title: Årets idrottare\nstart: 2026-12-01T10:00\nuid: c@bjorkvik.example\n",
}


@pytest.fixture
def studio(tmp_path):
    made = Studio(tmp_path)
    for name, text in FILES.items():
        (tmp_path / "meetings" / f"{name}.yaml").write_text(text, "utf-8")
    return made


def listed(page: str) -> list[str]:
    return re.findall(r'href="/open/meetings/(\w)\.yaml"', page)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "bac"),
        ("bron", "a"),
        ("BRÖN", "a"),
        ("kajen norra", "a"),
        ("arets", "c"),
        ("budget", "b"),
        ("finns ej", ""),
    ],
)
def test_a_search_finds_titles_and_places_without_script(studio, words, found):
    assert listed(studio.browser.get("/", params={"q": words}).text) == list(found)


def test_a_search_that_finds_nothing_says_so_and_leads_back(studio):
    page = studio.browser.get("/", params={"q": "finns ej"}).text
    assert "Ingen kommande pressträff har de orden." in page
    assert '<a href="/">Visa alla</a>' in page


def test_a_month_has_each_meeting_on_each_of_its_days(studio):
    page = studio.get("/?month=2027-04")
    assert "April 2027" in page
    assert listed(page) == ["b", "b", "b", "a", "b"]  # 30 and 31 March stand before the first of April
    assert 'href="/?month=2027-03"' in page
    assert 'href="/?month=2027-05"' in page
    assert page.count("<tr>") == 1 + 5


@pytest.mark.parametrize("month", ["2027-13", "x", "2027-1", "9999-12", "٢٠٢٧-٠٣", "2027-03-01"])
def test_what_is_no_month_gives_the_list(studio, month):
    page = studio.browser.get("/", params={"month": month})
    assert page.status_code == 200
    assert 'class="month"' not in page.text


def test_today_is_marked(studio):
    page = studio.get(f"/?month={NOW:%Y-%m}")
    assert len(re.findall(r'aria-current="date"', page)) == 1


def test_words_of_a_search_are_never_markup(studio):
    for query in ({"q": "<script>alert(1)</script>"}, {"q": '"><b>', "month": "2027-04"}):
        page = studio.browser.get("/", params=query).text
        assert "<script>alert" not in page
        assert "<b>" not in page
