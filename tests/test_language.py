"""Language: told where it can be, ``None`` where it cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest

from service.language import LANGUAGES, identify_language, warm

SENTENCES = {
    "cs": "Vláda ve středu schválila návrh rozpočtu na příští rok.",
    "da": "Regeringen vedtog onsdag forslaget til næste års budget, oplyser ministeren.",
    "de": "Die Regierung hat am Mittwoch den Haushalt für das kommende Jahr beschlossen.",
    "en": "The government approved a draft budget for next year on Wednesday.",
    "es": "El Gobierno aprobó el miércoles el presupuesto del próximo año.",
    "fi": "Hallitus hyväksyi keskiviikkona ensi vuoden talousarvioesityksen.",
    "fr": "Le gouvernement a adopté mercredi le projet de budget pour l’an prochain.",
    "hi": "सरकार ने बुधवार को अगले साल के बजट के मसौदे को मंज़ूरी दे दी।",
    "id": "Pemerintah pada hari Rabu menyetujui rancangan anggaran untuk tahun depan.",
    "it": "Il governo ha approvato mercoledì la bozza di bilancio per il prossimo anno.",
    "lt": "Vyriausybė trečiadienį patvirtino kitų metų biudžeto projektą.",
    "nl": "De regering heeft woensdag de begroting voor volgend jaar goedgekeurd.",
    "pl": "Rząd przyjął w środę projekt budżetu na przyszły rok.",
    "pt": "O governo aprovou na quarta-feira o projeto de orçamento para o próximo ano.",
    "ru": "Правительство одобрило в среду проект бюджета на следующий год.",
    "sv": "Regeringen godkände på onsdagen budgetförslaget för nästa år, säger ministern.",
    "tr": "Hükümet çarşamba günü gelecek yılın bütçe tasarısını onayladı.",
    "uk": "Уряд у середу схвалив проєкт бюджету на наступний рік.",
    "vi": "Chính phủ hôm thứ Tư đã thông qua dự thảo ngân sách cho năm tới.",
    "zh": "政府星期三批准了明年的预算草案。总理说这个时候不会加税。",
    "zh-Hant": "政府星期三批准了明年的預算草案。總理說這個時候不會加稅。",
}

SCRIPTS = {
    "el": "Αθήνα",
    "he": "ירושלים",
    "hy": "Երևան",
    "ja": "カタカナ",
    "ka": "თბილისი",
    "km": "ភ្នំពេញ",
    "ko": "서울",
    "my": "ရန်ကုန်",
    "ta": "சென்னை",
    "th": "กรุงเทพ",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_tells_the_language(language: str) -> None:
    """One sentence of news is enough."""
    assert language == identify_language(SENTENCES[language])


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_script_of_one_language_tells_at_any_length(language: str) -> None:
    """A word in a script that one language writes is enough."""
    assert language == identify_language(SCRIPTS[language])


@pytest.mark.parametrize(
    "text", ["", "   ", "Go!", "Reuters", "12.05.2024 – 13:45", "Москва", "東京", "+++ +++ +++ +++ +++ +++"]
)
def test_too_little_to_tell_is_none(text: str) -> None:
    """Names, numbers and single words belong to no language."""
    assert identify_language(text) is None


def test_a_quotation_does_not_decide() -> None:
    """The sample comes from all over the text, so the language of most of it wins."""
    text = SENTENCES["en"] + " " + " ".join([SENTENCES["de"]] * 30)
    assert "de" == identify_language(text)


def test_kanji_with_kana_is_japanese_and_without_is_chinese() -> None:
    """Kana tell Japanese from Chinese; one ``の`` in a shop's name does not."""
    assert "ja" == identify_language("政府は水曜日、来年度の予算案を承認した。")
    assert "zh" == identify_language("政府星期三批准了明年的预算草案，优の良品的股价随后上涨了百分之五。")


def test_brands_in_latin_letters_do_not_hide_a_script() -> None:
    """Two fifths of the letters decide."""
    assert "ko" == identify_language("삼성전자 Galaxy S24 공개")


def test_every_language_is_one_the_model_knows() -> None:
    """The list of languages is accepted by the model."""
    warm()
    assert len(LANGUAGES) == len(set(LANGUAGES))


def test_the_answer_is_the_same_in_another_process() -> None:
    """The same text has the same language wherever it is asked."""
    code = "import sys; from service.language import identify_language as i; print([i(t) for t in sys.argv[1:]])"
    texts = list(SENTENCES.values())
    run = subprocess.run([sys.executable, "-c", code, *texts], capture_output=True, text=True, check=True)
    assert str([identify_language(t) for t in texts]) == run.stdout.strip()
