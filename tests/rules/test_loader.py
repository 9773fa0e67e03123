"""The reader of the rule files: what it takes, and how it says what is wrong."""

import pytest

from service.rules import RuleError, build_lexicon

CUE = """
language = "en"
[[cues]]
id = "en.share.label"
kind = "share"
role = "line"
where = "anywhere"
why = "A share button."
lines = ["Share this", "Print"]
keeps = ["Share this with your mother, she says."]
"""
PATTERN = """
language = "en"
[[rules]]
id = "en.comments.count"
kind = "comments"
where = "tail"
risk = "med"
why = "The number of comments."
match = '\\d{1,5} comments?'
needs = ["comment", "comments"]
drops = ["12 comments", "1 Comment"]
keeps = ["12 comments were struck out.", "No comment"]
"""


def test_cue_row() -> None:
    """A row of cues is found by its lines, in any case and with marks around."""
    lexicon = build_lexicon({"en.toml": CUE})
    rule = lexicon.find("» SHARE THIS:")

    assert rule is not None
    assert ("en.share.label", "en", "anywhere", "low") == (rule.id, rule.language, rule.where, rule.risk)


def test_pattern_row() -> None:
    """A pattern rule is found by its form, as a whole line only."""
    lexicon = build_lexicon({"en.toml": PATTERN})

    assert ["en.comments.count", None] == [
        rule and rule.id for rule in (lexicon.find("34 Comments"), lexicon.find("34 comments were read"))
    ]


def test_vocabulary_of_all_files_is_joined() -> None:
    """Groups of several files are one list, in the order of the files, each word once."""
    texts = {
        "en.toml": 'language = "en"\n[vocabulary]\nbyline = ["By"]\n',
        "de.toml": 'language = "de"\n[vocabulary]\nbyline = ["Von", "By"]\n',
    }

    assert ("Von", "By") == build_lexicon(texts).vocabulary["byline"]


def test_version_is_of_the_content() -> None:
    """The same files give the same version in any order; another letter gives another."""
    other = {"en.toml": CUE, "de.toml": 'language = "de"\n'}
    turned = dict(reversed(other.items()))
    versions = [build_lexicon(texts).version for texts in (other, turned, {"en.toml": CUE})]

    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize(
    ("text", "old", "new", "problem"),
    [
        (CUE, 'why = "A share button."\n', "", "missing: why"),
        (CUE, 'role = "line"', 'role = "line"\ncolour = "red"', "unknown: colour"),
        (CUE, 'kind = "share"', 'kind = "sharing"', "kind must be one of"),
        (CUE, 'role = "line"', 'role = "footer"', "role must be one of"),
        (CUE, 'where = "anywhere"', 'where = "middle"', "where must be one of"),
        (CUE, '["Share this", "Print"]', "[]", "lines needs at least 1"),
        (CUE, '["Share this", "Print"]', '["Share this", "»"]', "no letter or digit"),
        (CUE, '["Share this", "Print"]', '["Print", "Print"]', "says something twice"),
        (CUE, '["Share this with your mother, she says."]', '["share this!"]', "is one of the lines"),
        (CUE, '["Share this with your mother, she says."]', "[]", "keeps needs at least 1"),
        (PATTERN, '["12 comments", "1 Comment"]', '["12 comments"]', "drops needs at least 2"),
        (PATTERN, '["12 comments", "1 Comment"]', '["12 comments", "1 remark"]', "has none of the needs"),
        (PATTERN, "comments?'", "(comments'", "not a regular expression"),
        (PATTERN, "comments?'", "Comments?'", "case-folded form"),
        (PATTERN, 'needs = ["comment",', 'needs = ["Comment",', "write 'Comment' as 'comment'"),
    ],
)
def test_error_names_file_row_and_problem(text: str, old: str, new: str, problem: str) -> None:
    """A row that says too little, too much or something unknown is an error that says where it stands."""
    assert old in text
    row = "[[cues]] row 1 (en.share.label)" if text is CUE else "[[rules]] row 1 (en.comments.count)"
    with pytest.raises(RuleError) as caught:
        build_lexicon({"en.toml": text.replace(old, new)})

    message = str(caught.value)
    assert (f"en.toml: {row}: ", True) == (message[: len(f"en.toml: {row}: ")], problem in message)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("en.toml", "language = ", "en.toml: not TOML"),
        ("de.toml", CUE, "de.toml: language 'en' belongs into en.toml"),
        ("en.toml", 'language = "en"\n[vocabulary]\nverbs = ["say"]\n', "en.toml: [vocabulary]: unknown: verbs"),
        ("en.toml", CUE.replace("en.share", "de.share"), "id must begin with en."),
        ("en.toml", 'language = "en"\nrules_of_thumb = 1\n', "en.toml: unknown: rules_of_thumb"),
    ],
)
def test_error_of_a_file(name: str, text: str, message: str) -> None:
    """A file that is none, or is another's, is an error that names it."""
    with pytest.raises(RuleError) as caught:
        build_lexicon({name: text})

    assert message in str(caught.value)


def test_ids_are_unique() -> None:
    """Two rows of one id are an error that names the row."""
    with pytest.raises(RuleError, match=r"en\.toml: \(en\.share\.label\): the id is used twice"):
        build_lexicon({"en.toml": CUE + CUE.replace('language = "en"', "")})


def test_a_line_means_the_same_in_all_files() -> None:
    """A line that two rows take for different things is an error that names both rows: their order must not matter."""
    other = CUE.replace("en", "nl", 1).replace('"en.share', '"nl.share').replace('kind = "share"', 'kind = "paging"')
    with pytest.raises(RuleError) as caught:
        build_lexicon({"en.toml": CUE, "nl.toml": other})

    assert ["nl.toml: (nl.share.label)", "en.share.label"] == [
        part for part in ("nl.toml: (nl.share.label)", "en.share.label") if part in str(caught.value)
    ]
