"""Captions and credits of pictures, and the paragraphs that resemble them."""

import pytest

from service.core.blocks import make_block
from service.core.document import Document
from service.core.field_values import Caption, Credit
from service.core.judges.captions import CAPTION_MAX_WORDS, judge_captions
from service.core.judges.edges.credit import is_agency_pair, is_credit
from service.core.model import BlockKind
from tests.core.edges import LEXICON, PROSE, document, of, settle, taken, words

CAPTIONS = [
    ("The mayor speaks at the pier. Photo: VNA", "The mayor speaks at the pier.", "VNA"),
    ("The mayor at the pier on January 24 (Photo: VNA)", "The mayor at the pier on January 24", "VNA"),
    ("The mayor speaks at the pier. Photo: VGP/Nhat Bac.", "The mayor speaks at the pier.", "VGP/Nhat Bac"),
    ("The mayor speaks. Photo: Omar Saleh / Delta Press", "The mayor speaks.", "Omar Saleh / Delta Press"),
    ("The mayor at the pier. Photo by Jane Doe/AFP", "The mayor at the pier.", "Jane Doe/AFP"),
    ("The mayor at the pier | Photo by Lisa Jennings", "The mayor at the pier", "Lisa Jennings"),
    ("The mayor speaks. [Photo courtesy of City Archive]", "The mayor speaks.", "City Archive"),
    ("Chủ tịch phát biểu tại bến cảng. Ảnh: TTXVN", "Chủ tịch phát biểu tại bến cảng.", "TTXVN"),
    ("Der Minister am Hafen (Foto: dpa)", "Der Minister am Hafen", "dpa"),
    ("Des bénévoles, dimanche. (Photo : Sylvie Marchand)", "Des bénévoles, dimanche.", "Sylvie Marchand"),
    ("장관이 항구에서 발언하고 있다. 사진=연합뉴스", "장관이 항구에서 발언하고 있다.", "연합뉴스"),
    ("장관이 항구에서 발언하고 있다. (연합뉴스 제공)", "장관이 항구에서 발언하고 있다.", "연합뉴스"),
    ("港口重建会议现场。（新华社记者 张三 摄）", "港口重建会议现场。", "新华社记者 张三"),
    ("港で開かれた会議の様子。写真：AFP", "港で開かれた会議の様子。", "AFP"),
    ("桜が咲く港の公園＝山田太郎撮影", "桜が咲く港の公園", "山田太郎"),
    ("The mayor at the pier. (AP Photo/Jane Doe, File)", "The mayor at the pier.", "AP Photo/Jane Doe, File"),
    ("The mayor at the pier /AP Photo/Jane Doe/", "The mayor at the pier", "/AP Photo/Jane Doe/"),
    ("The mayor at the pier. Jane Doe/Getty Images", "The mayor at the pier.", "Jane Doe/Getty Images"),
    (
        "FILE PHOTO: The pier in May. REUTERS/Jane Doe/File Photo",
        "FILE PHOTO: The pier in May.",
        "REUTERS/Jane Doe/File Photo",
    ),
    ("The pier in the evening © AFP", "The pier in the evening", "AFP"),
    ("*The mayor speaks at the pier. Photo: VNA*", "The mayor speaks at the pier.", "VNA"),
]


@pytest.mark.parametrize(("line", "text", "credit"), CAPTIONS, ids=[c[0] for c in CAPTIONS])
@pytest.mark.parametrize("inline", [False, True], ids=["lead", "inline"])
def test_caption_is_read(line: str, text: str, credit: str, inline: bool) -> None:
    """Above the text and inside it: the text without the credit, the credit without label and brackets."""
    (verdict,) = settle(document(*PROSE[:1] * inline, line, *PROSE[1:]))
    value = verdict.value
    assert isinstance(value, Caption)
    assert (text, credit, line) == (value.text, value.credit, value.raw)
    assert ("caption", "captions", line) == (verdict.removal.kind, verdict.removal.moved_to, verdict.removal.raw)


PARAGRAPHS = [
    "The minister looked at the paper for a long time and called the photo: a fake.",
    "The photo: a bride at the rail, her veil torn away by the wind on the open sea.",
    "Getty Images sued the maker of an image generator over twelve million photographs.",
    "Image credit: that, one of their lawyers said, is the least of what is at stake.",
    "He had the choice of either/or, and in the end he chose, as his father had, neither/nor.",
    "A woman holds up a photo of her grandfather, a man in a white shirt and a hat.",
    "The council agreed on Friday to sell the pier, according to a report by Reuters.",
    "She quoted a line from a song by Taylor Swift.",
    "Prices in the harbour fell by three per cent, the council said. (Reuters)",
    "Das Netz lernt aus Daten und wendet es auf unbekannte Daten an. (Quelle: BMWK)",
]


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=[p[:30] for p in PARAGRAPHS])
def test_paragraph_is_no_caption(paragraph: str) -> None:
    """A photo that is talked about, an agency as a source, a source of the text: no credit of a picture."""
    assert [] == of(judge_captions, PROSE[0], paragraph, PROSE[1])


def test_paragraph_that_a_caption_resembles_stays() -> None:
    """Only the one with the credit is the caption; resemblance says nothing."""
    caption = PROSE[0].replace("voted", "votes") + " Photo: VNA"
    assert [("labelled_credit", caption)] == taken(caption, *PROSE)


def test_long_paragraph_with_a_credit_stays() -> None:
    """More words than a caption has are a paragraph."""
    paragraph = "The council voted again and " * (CAPTION_MAX_WORDS // 5) + "it rained. Photo: VNA"
    assert [] == of(judge_captions, paragraph, *PROSE)


def test_pair_of_names_at_the_end_of_the_text_is_a_sign_off() -> None:
    """Behind the last paragraph an agency and a name sign the story; before it, they own a picture."""
    story = PROSE[1] + " (Jane Doe/Reuters)"
    assert [("agency_credit", story)] == taken(PROSE[0], story, PROSE[2])
    assert [("agency", " (Jane Doe/Reuters)")] == taken(PROSE[0], story)


def test_text_of_captions_alone_is_left_alone() -> None:
    """Without a paragraph there is no article to illustrate."""
    assert [] == of(judge_captions, *[f"{p} Photo: VNA" for p in PROSE])


CREDIT_LINES = [
    ("Photo: VNA", ("VNA",)),
    ("Photo: Karin Aalto/Municipal Archive", ()),
    ("Getty Images", ("Getty Images",)),
    ("Reuters/Jane Doe", ("Reuters",)),
    ("Tanja Ivanova // Getty Images", ("Getty Images",)),
    ("Image credit: © Depositphotos.com/AndrewLozovyi", ()),
]


@pytest.mark.parametrize(("line", "agencies"), CREDIT_LINES, ids=[c[0] for c in CREDIT_LINES])
def test_credit_line(line: str, agencies: tuple[str, ...]) -> None:
    """A line with nothing but the owner is a credit, not a caption without text."""
    (verdict,) = settle(document(PROSE[0], line, *PROSE[1:]))
    assert Credit(line, agencies, verdict.removal.span) == verdict.value


@pytest.mark.parametrize("line", ["Photo: a fake", "Report", "Photo", "Photos: the best pictures of the year so far"])
def test_line_is_no_credit(line: str) -> None:
    """Small words, agencies whose name is a word, labels alone."""
    assert [] == of(judge_captions, PROSE[0], line, *PROSE[1:])


def one_block(kind: BlockKind, raw: str) -> Document:
    """A document of prose and one block of a kind that segmenting did not have to find."""
    source = raw + "\n\n" + PROSE[0]
    blocks = (make_block(source, (0, len(raw)), kind), make_block(source, (len(raw), len(source)), BlockKind.PARAGRAPH))
    return Document.of(source, blocks, LEXICON)


def test_picture_with_words_is_a_caption() -> None:
    """The text of a Markdown image is its caption, a credit at its end apart."""
    raw = "![A fox between two cars. Photo: VNA](https://example.org/fox.jpg)"
    (finding,) = judge_captions(one_block(BlockKind.IMAGE, raw))
    assert Caption("A fox between two cars.", "VNA", raw, (0, len(raw))) == finding.value


@pytest.mark.parametrize(
    "raw", ["![](https://e.org/a.jpg)", "![logo](https://e.org/a.jpg)", "![IMG_2034.jpg](https://e.org/a.jpg)"]
)
def test_picture_without_words_is_chrome(raw: str) -> None:
    """It says nothing, so it fills no field."""
    (finding,) = judge_captions(one_block(BlockKind.IMAGE, raw))
    assert ("widget", None, "image") == (finding.kind, finding.moved_to, finding.rule)


def test_marked_caption_needs_no_credit() -> None:
    """What a page marks as a caption is one."""
    (finding,) = judge_captions(one_block(BlockKind.CAPTION, "A fox between two cars"))
    assert Caption("A fox between two cars", None, "A fox between two cars", (0, 22)) == finding.value


@pytest.mark.parametrize(
    "text", ["VGP/Nhat Bac", "dpa", "© AFP", "Jane Doe for The Courier", "新华社记者 张三", "@janedoe", "unsplash.com"]
)
def test_credit_shape(text: str) -> None:
    """Names, agencies, addresses, small words between them."""
    assert is_credit(text, words())


@pytest.mark.parametrize(
    "text", ["a fake", "", "President Putin speaks in Moscow", "Putin speaks. It rains", "Doe " * 12, "42"]
)
def test_no_credit_shape(text: str) -> None:
    """Verbs, sentences, too many words, numbers."""
    assert not is_credit(text, words())


def test_agency_pair() -> None:
    """A slash alone makes no pair."""
    assert [True, True, False, False] == [
        is_agency_pair(t, words()) for t in ("Jane Doe/Reuters", "AFP via Getty Images", "Reuters", "Jane Doe/John Roe")
    ]
