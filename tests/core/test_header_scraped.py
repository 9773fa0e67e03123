"""What scrapers and assistants write around a text."""

import pytest

from service.core.field_values import Byline, DateValue, Title
from tests.core.edges import PROSE, document, settle, taken

STORY = PROSE[0]

PREFIXES = [
    (" date 2026-02-25 ", "date_published", "2026-02-25"),
    ("date: 2026-02-25 ", "date_published", "2026-02-25"),
    ("Date 2026-02-25 12:30 ", "date_published", "2026-02-25T12:30"),
    ("published 2026-02-25 ", "date_published", "2026-02-25"),
    ("updated_at: 2026-02-25T12:30:00Z ", "date_modified", "2026-02-25T12:30:00Z"),
    ("2026-02-25T12:30:00+07:00 ", "date_published", "2026-02-25T12:30:00+07:00"),
]


@pytest.mark.parametrize(("prefix", "field", "value"), PREFIXES, ids=[p[0] for p in PREFIXES])
def test_scraper_prefix_goes(prefix: str, field: str, value: str) -> None:
    """A date in machine form before the first word, the space around it included."""
    (verdict,) = settle(document(prefix + STORY, *PROSE))
    assert (prefix, "scrape_meta", field) == (verdict.removal.raw, verdict.removal.kind, verdict.removal.moved_to)
    assert DateValue(value) == verdict.value


@pytest.mark.parametrize(
    "text",
    [
        "Date 2026-02-25 marks the day on which the municipality has to have repaid its loan.",
        "date 2026-02-25 is circled in red on the calendar in the town hall of the old harbour.",
        "Date 2026-13-45 The council voted to rebuild the old ferry terminal after a winter of storms.",
        "2026-02-25 The council voted to rebuild the old ferry terminal after a winter of storms.",
        "Published in 2026 The council's report on the old ferry terminal has four hundred pages.",
    ],
)
def test_sentence_with_a_date_stays(text: str) -> None:
    """A sentence goes on in small letters; no machine writes such a day; a bare date may be the author's."""
    assert [] == taken(text, *PROSE)


def test_prefix_counts_only_at_the_very_start() -> None:
    """In the second paragraph it is somebody's text."""
    assert [] == taken(STORY, " date 2026-02-25 " + STORY)


def test_reader_lines() -> None:
    """Jina Reader's labels go, title and date become fields, and the heading below repeats the title."""
    removed = settle(
        document(
            "Title: Ferries Return",
            "URL Source: https://example.org/ferries",
            "Published Time: 2025-09-30T07:15:00Z",
            "Markdown Content:",
            "# Ferries Return",
            *PROSE,
        )
    )
    assert ["reader_line"] * 4 + ["title_heading"] == [v.removal.rule for v in removed]
    assert [Title("Ferries Return"), DateValue("2025-09-30T07:15:00Z")] == [removed[0].value, removed[2].value]


def test_labels_without_a_reader_are_text() -> None:
    """ "Warning:" and "Author:" open paragraphs."""
    assert [] == taken("Warning: the path along the river is closed after the flood of last week.", *PROSE)


def test_front_matter() -> None:
    """Lines between hyphens at the start go; title, date and author become fields."""
    removed = settle(
        '---\ntitle: "Ferries Return"\ndate: 2025-09-30\nauthor: Jane Doe\ntags:\n  - ships\n---\n\n'
        + "\n\n".join(PROSE)
    )
    assert {"front_matter"} == {v.removal.rule for v in removed}
    values = [v.value for v in removed if v.value]
    assert [Title("Ferries Return"), DateValue("2025-09-30"), Byline("Jane Doe", ("Jane Doe",))] == values


def test_rules_around_prose_are_no_front_matter() -> None:
    """Between hyphens stands what is not keys and values."""
    assert [] == [v for v in settle(f"---\n{STORY}\n---\n\n{PROSE[1]}") if v.removal.rule == "front_matter"]


PREAMBLES = [
    "Sure! Here is the rewritten article:",
    "Certainly! Here's a rewritten version of the article in a neutral tone:",
    "Here is a summary of the article:",
    "Here is the rewritten article:",
    "Natürlich! Hier ist der überarbeitete Artikel:",
    "¡Claro! Aquí tienes el artículo reescrito:",
    "Bien sûr ! Voici une version révisée de l'article :",
    "Конечно! Вот переписанный текст:",
    "Dưới đây là bài viết đã được viết lại:",
    "当然！以下是改写后的文章：",
    "As an AI language model, I cannot browse the internet, but here is what I know about ferries.",
]


@pytest.mark.parametrize("line", PREAMBLES)
def test_assistant_speaks_before_the_text(line: str) -> None:
    """The answer to a user is not part of the text it presents."""
    assert [("llm_artifact", line)] == [(v.removal.kind, v.removal.raw) for v in settle(document(line, *PROSE))]


OFFERS = [
    "I hope this helps!",
    "Let me know if you'd like me to adjust the tone!",
    "Let me know if you need any further changes.",
    "If you want, I can also turn this into a shorter version for social media.",
    "Would you like me to add a headline?",
    "Wenn Sie möchten, kann ich den Text auch kürzen.",
    "Si vous voulez, je peux aussi raccourcir le texte.",
    "Nếu bạn muốn, tôi có thể viết ngắn hơn.",
    "如果您需要，我也可以把它改成更短的版本。",
]


@pytest.mark.parametrize("line", OFFERS)
def test_assistant_speaks_behind_the_text(line: str) -> None:
    """Offers at the very end go, one behind the other."""
    assert [("llm_artifact", line)] == [(v.removal.kind, v.removal.raw) for v in settle(document(*PROSE, line))]
    assert 2 == len(settle(document(*PROSE, line, "I hope this helps!")))


PEOPLE = [
    "Of course, here the river bends to the south, and the road follows it down to the sea.",
    "Here are five ways to save on ferry fares:",
    "Here's everything you need to know about the updated version of the ferry timetable:",
    "Sure! said the mayor, and signed the paper that the harbour council had put before him.",
    "“As an AI language model, I cannot attend the council,” it read, and everybody laughed at it.",
    "As an AI language model, the new system of the council reads forty letters in a minute.",
    "If you want to learn more, I can recommend the book by the old harbour master.",
    "Let me know what you think in the comments!",
    "Let me know if you'd like to see more stories about ferries like this one.",
    "Feel free to ask if you have any questions about the ferries!",
]


@pytest.mark.parametrize("line", PEOPLE)
def test_people_speak_at_the_edges_too(line: str) -> None:
    """An author speaks to readers, and stories quote assistants."""
    assert [] == [v for v in settle(document(line, *PROSE)) if v.removal.kind == "llm_artifact"]
    assert [] == [v for v in settle(document(*PROSE, line)) if v.removal.kind == "llm_artifact"]


@pytest.mark.parametrize(
    "mark", [" :contentReference[oaicite:0]{index=0}", "【4†source】", " \ue200cite\ue202turn0search1\ue201"]
)
def test_citation_marks_go(mark: str) -> None:
    """Marks glued to the end of any paragraph; a paragraph about them stays."""
    assert [("assistant_citation_mark", mark)] == taken(PROSE[0], PROSE[1] + mark, PROSE[2])
    assert [] == taken("The marks “oaicite” and “turn0search1” are left behind by chatbots, editors say.", *PROSE)
