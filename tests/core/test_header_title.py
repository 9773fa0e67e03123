"""Which first line is the title, and which stays."""

import pytest

from service.core.decide import accept
from service.core.field_values import Title
from service.core.judges.header import judge_header
from service.core.model import Options
from tests.core.edges import PROSE, document, of, settle, taken

HEADLINE = "Council Rebuilds Ferry Terminal After Storms"


def title_of(*blocks: str) -> str | None:
    """The title of a text of these blocks."""
    return next((v.value.text for v in settle(document(*blocks)) if isinstance(v.value, Title)), None)


HEADLINES = [
    HEADLINE,
    "Council rebuilds old ferry terminal",
    "Harbour council: “We keep the brick hall of the terminal”",
    "5 things the council says about ferry fares",
]


@pytest.mark.parametrize("line", HEADLINES)
def test_headline_is_the_title(line: str) -> None:
    """A line of headline shape that the longer paragraph below takes up."""
    assert line == title_of(line, *PROSE)


def test_headline_in_a_script_without_spaces() -> None:
    """Characters count where words cannot be counted."""
    story = "雪の下で甘みを増した大根の収穫が、北陸地方の山村で始まった。深さ一メートル半の雪を掘り、手で抜いていく。"
    assert "雪の下で育てる大根、収穫始まる　北陸の山村" == title_of(
        "雪の下で育てる大根、収穫始まる　北陸の山村", story, story
    )


FIRST_LINES = [
    "The harbour council has rebuilt the old ferry terminal.",
    "Ferry fares",
    "Weather tomorrow: sunny spells and light winds",
    "- Council rebuilds old ferry terminal",
    "1. Council rebuilds old ferry terminal",
    "## Council rebuilds old ferry terminal",
    "council rebuilds old ferry terminal",
    "[Council rebuilds old ferry terminal](https://example.org/a)",
    "Tickets: $87.50 – $88.40 / $93.10 – $99.99",
    '"We keep the hall," she said of the ferry terminal',
    "By Chris Radich,public sector chief of the ferry council",
    "Source: Harbour council ferry terminal review",
    "Council rebuilds old ferry terminal: " + "and the brick hall of the berths " * 4 + "too",
]


@pytest.mark.parametrize("line", FIRST_LINES, ids=[f[:30] for f in FIRST_LINES])
def test_first_line_is_no_title(line: str) -> None:
    """Sentences, labels, list items, subheads, links, prices, speech, standfirsts and foreign topics stay."""
    assert [] == taken(line, *PROSE)


def test_subhead_of_a_long_text_stays() -> None:
    """A long text repeats any word, so its first subhead would pass; there more is asked of a line."""
    assert [] == taken("Ferry fares and terminal", *PROSE * 12)
    assert HEADLINE + " of Winter" == title_of(HEADLINE + " of Winter", *PROSE * 12)


def test_question_above_the_text_stays() -> None:
    """A question is the subhead of answers as often as a headline."""
    assert [] == taken("What does the harbour council rebuild?", *PROSE)
    assert "What does the harbour council rebuild?" == title_of(
        "What does the harbour council rebuild?", "By Jane Doe", *PROSE
    )


def test_headline_and_standfirst_without_stops_both_stay() -> None:
    """With the first gone the second would be taken too, so neither is."""
    standfirst = "The council voted to rebuild the old ferry terminal after storms"
    assert [] == taken(HEADLINE, standfirst, *PROSE)
    assert [] == taken("# " + HEADLINE, standfirst, *PROSE)


def test_title_is_taken_once() -> None:
    """What is left of a text with a title has none."""
    left = [b.plain for b in document(*PROSE).blocks]
    assert [] == taken(*left)


def test_weak_title_stays_where_little_is_removed() -> None:
    """Shape alone is too little in the mode that removes less."""
    view = document(HEADLINE, *PROSE)
    assert {} == accept(judge_header(view), Options(mode="recall"))
    assert [0] == list(accept(judge_header(view), Options()))


def test_markdown_heading_is_the_title() -> None:
    """A level-1 heading needs no other evidence, and no verbs; a question or a menu before it do not matter."""
    assert "Ferries" == title_of("# Ferries", *PROSE)
    assert "Ferries?" == title_of("[Home](https://e.org) [News](https://e.org/n)", "# Ferries?", *PROSE)


def test_several_top_headings_are_parts_of_the_text() -> None:
    """Where each section has a level-1 heading, none is the title by that alone."""
    assert [] == taken("# Ferries", *PROSE, "# Fares", *PROSE)


def test_headline_with_site_name() -> None:
    """The form with the site's name is dropped, and the headline below is the title, without it."""
    assert [("title_with_site_name", HEADLINE + " | The Daily"), ("title_repeated_below", HEADLINE)] == taken(
        HEADLINE + " | The Daily", HEADLINE, *PROSE
    )


def test_site_name_without_proof_stays_in_the_title() -> None:
    """One separator may be part of a headline; two are not."""
    assert HEADLINE + " - Yes" == title_of(HEADLINE + " - Yes", *PROSE)
    assert HEADLINE == title_of(HEADLINE + " | News | The Daily", *PROSE)


def test_repeated_title() -> None:
    """The first is the title, the others are repeats, whatever their case and punctuation."""
    assert [("title_heading", "Bakers Warn of Shortage"), ("title_repeat", "# Bakers warn of shortage!")] == taken(
        "Bakers Warn of Shortage", "# Bakers warn of shortage!", *PROSE
    )


def test_menu_that_stands_twice_is_no_title() -> None:
    """A menu repeats the lines behind each line as well."""
    menu = ("Best affordable online colleges", "Ten ways to plan ahead")
    assert [] == taken(*menu, "Ranked", *menu, "Reviewed", *PROSE)


def test_refrain_in_the_text_is_no_repeat() -> None:
    """Only lines above the text repeat a title."""
    assert [("title_by_shape", HEADLINE)] == taken(HEADLINE, PROSE[0], HEADLINE, PROSE[1])


WRAPPERS = [
    "Optimizing for Search Engines and Humans: Crafting a Captivating Title “Council Rebuilds Ferry Terminal”",
    "Here is a compelling SEO-friendly title for your article: “Council Rebuilds Ferry Terminal”",
    "Vorgeschlagene Überschrift: „Council Rebuilds Ferry Terminal“",
]


@pytest.mark.parametrize("line", WRAPPERS)
def test_wrapper_goes_and_the_quoted_part_is_the_title(line: str) -> None:
    """A leaked prompt says nothing that the text says; the title behind it does."""
    removed = settle(document(line, *PROSE))
    assert ["llm_artifact", "title"] == [v.removal.kind.value for v in removed]
    assert Title("Council Rebuilds Ferry Terminal") == removed[1].value


def test_headline_about_headlines_is_whole() -> None:
    """Where the text takes up the words before the quotation, they are no prompt."""
    line = "The Council and the Captivating Headline “Ferry Terminal Lost at Sea”"
    story = (
        "The council laughed at the headline about the ferry terminal, which a captivating young editor had written."
    )
    assert line == title_of(line, story, *PROSE)


def test_labelled_title() -> None:
    """A label says it; quotation marks around the title go."""
    assert ("Ferries", "Ferries Return") == (
        title_of("Headline: Ferries", *PROSE),
        title_of("SEO Title: “Ferries Return”", *PROSE),
    )


def test_headline_below_a_menu() -> None:
    """The last line between a menu and the text that takes it up; the menu is for others to judge."""
    assert [] == of(judge_header, "Section", "Politics", "Sports", HEADLINE, "Weather", *PROSE)
