"""What an assistant wrote around the text it was asked for: its answer above, its offers below, its citation marks.

Only whole blocks at the edges of the document, and marks that no person writes.  A story about chatbots quotes their
phrases inside sentences and in quotation marks; there they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.core.document import Document
from service.core.judges.edges.ground import CLEAR, SURE, Ground, find
from service.core.model import BlockKind, Finding, Kind

PREAMBLE = Ground(
    "header", "assistant_preamble", CLEAR, "an assistant's answer to its user, before the text it was asked for"
)
OFFER = Ground("header", "assistant_offer", CLEAR, "an assistant's offer to its user, after the text it was asked for")
REFUSAL = Ground("header", "assistant_refusal", CLEAR, "an assistant speaks of itself as a language model")
MARK = Ground("header", "assistant_citation_mark", SURE, "a citation mark of an assistant, glued to the text")

EDGE_MAX = 400
"""Characters of an assistant's sentence before or after the text."""
MARK_TAIL = 200
"""Characters at the end of a block that are searched for citation marks."""

# The assistant agrees, in eighteen languages …
_AGREES = (
    r"sure(?:\sthing)?|certainly|of\scourse|absolutely|great|okay|got\sit|no\sproblem|happy\sto\shelp|"
    r"natürlich|gerne|selbstverständlich|klar|¡?claro(?:\sque\ssí)?|¡?por\ssupuesto|bien\ssûr|certainement|"
    r"certo|certamente|ecco|com\scerteza|natuurlijk|zeker|självklart|selvfølgelig|naturligvis|oczywiście|"
    r"jistě|samozřejmě|elbette|tabii(?:\ski)?|tentu(?:\ssaja)?|baik|конечно|разумеется|звісно|"
    r"chắc\schắn(?:\srồi)?|dĩ\snhiên|vâng|当然(?:可以)?|當然(?:可以)?|好的|もちろんです|はい|承知しました|물론입니다|물론이죠|네|بالتأكيد|بالطبع"
)
# … presents …
_PRESENTS = (
    r"here|below|this\sis|hier|aquí|voici|ci-dessous|di\sseguito|aqui|segue|abaixo|onder|här|her|oto|poniżej|zde|níže|işte|aşağıda|"
    r"berikut|вот|ниже|ось|dưới\sđây|sau\sđây|đây|以下|下面|这是|這是|こちら|다음|아래|إليك|فيما\sيلي"
)
_PREAMBLE = re.compile(rf"(?:{_AGREES})\s?[!,.！，。:、]\s?[^\n]{{0,40}}?(?:{_PRESENTS})", re.IGNORECASE)
# … or presents at once, what only an assistant presents: a rewritten text.
_PRODUCT = (
    r"(?:article|text|version|summary|rewrite|translation|draft|headline|title|post|story|report|paragraph|"
    r"artikel|fassung|zusammenfassung|übersetzung|artículo|texto|versión|resumen|traducción|texte|résumé|traduction|articolo|"
    r"testo|versione|riassunto|traduzione|artigo|versão|resumo|tradução|стать|текст|перевод|bài\sviết|bản\s(?:tóm\stắt|dịch))"
)
_ADJECTIVE = (
    r"(?:rewritten|revised|polished|shortened|summari[sz]ed|translated|paraphrased|seo|neutral|concise|überarbeitet|"
    r"umgeschrieben|übersetzt|reescrit|revisad|reformulad|réécrit|révisé|reformulé|riscritt|rivist|переписан|переработан|viết\slại)"
)
_PRESENTED = re.compile(
    rf"(?:{_PRESENTS})(?:['’]s)?\s(?:[^\s.!?]{{1,16}}\s){{0,4}}?(?:{_ADJECTIVE}[^\s.!?]{{0,12}}\s(?:[^\s.!?]{{1,16}}\s){{0,2}}?{_PRODUCT}|"
    rf"{_PRODUCT}[^\s.!?]{{0,4}}\s(?:[^\s.!?]{{1,16}}\s){{0,3}}?{_ADJECTIVE})[^\n.!?:]{{0,80}}:|"
    r"(?:以下是|下面是|这是|這是)[^\n。]{0,12}(?:改写|改寫|润色|潤色|翻译|翻譯)[^\n。]{0,20}(?:文章|版本|标题|標題)[^\n。]{0,10}[：:]|"
    r"(?:以下は|こちらが)[^\n。]{0,12}書き直[^\n。]{0,30}[：:。]|다음은[^\n]{0,12}다시\s작성[^\n]{0,30}[:：.]",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"here(?:['’]s|\sis)\s(?:a|an|the|your)\s(?:[\w-]+\s){0,3}(?:summary|translation|rewrite|paraphrase)\sof\s(?:the|your|this)\s"
    r"(?:given\s|provided\s|above\s|original\s)?(?:article|text|passage|story|content)[^\n.!?]{0,60}[:：]",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"i\shope\s(?:this|that|it)\shelps[.!]*|"
    r"(?:please\s)?let\sme\sknow\s(?:if|whether)\syou(?:['’]d\slike|\swould\slike|\swant|\sneed)\s(?:me\sto\s[^\n]{2,200}|"
    r"(?:any|further|more|a|another)\s(?:[\w-]+\s){0,2}(?:changes?|adjustments?|revisions?|edits|tweaks|modifications?|version|tone)[^\n]{0,160})|"
    r"(?:if\syou(?:['’]d\slike|\swant|\swish|\sprefer),?|would\syou\slike)\s(?:i\scan(?:\salso)?|me\sto|i\scould(?:\salso)?)\s"
    r"(?:adapt|add|adjust|change|convert|create|draft|edit|expand|format|generate|give|help|include|make|prepare|provide|"
    r"refine|rephrase|revise|rewrite|shorten|simplify|suggest|summari[sz]e|tailor|tighten|tone|translate|turn|tweak|write)\b[^\n]{0,280}|"
    r"is\sthere\sanything\selse\s(?:i\scan\shelp|you(?:['’]d|\swould)\slike\sme\sto)[^\n]{0,120}\?|"
    r"(?:lass|lassen\ssie)\s(?:es\s)?mich\swissen,?\s(?:wenn|ob|falls)[^\n]{0,200}|ich\shoffe,?\s(?:das|dies)\shilft[^\n]{0,60}|"
    r"wenn\s(?:du\smöchtest|sie\smöchten|du\swillst),?\skann\sich[^\n]{0,250}|möchtest\sdu,?\sdass\sich[^\n]{0,200}|"
    r"si\s(?:quieres|lo\sdeseas|deseas),?\s(?:también\s)?puedo[^\n]{0,250}|¿(?:quieres|te\sgustaría)\sque\s[^\n]{0,200}|"
    r"espero\sque\s(?:esto\s)?(?:te\s)?(?:ayude|sea\sútil)[^\n]{0,60}|"
    r"si\svous\s(?:le\s)?(?:voulez|souhaitez),?\sje\speux[^\n]{0,250}|souhaitez-vous\sque\sje[^\n]{0,200}|n['’]hésitez\spas\sà\sme\s[^\n]{0,120}|"
    r"se\s(?:vuoi|desideri),?\sposso[^\n]{0,250}|fammi\ssapere\sse[^\n]{0,160}|se\squiser,?\s(?:também\s)?posso[^\n]{0,250}|"
    r"если\s(?:хотите|хочешь|нужно),?\s(?:я\s)?могу[^\n]{0,250}|дайте\sзнать,?\sесли[^\n]{0,160}|"
    r"nếu\sbạn\s(?:muốn|cần),?\stôi\s(?:có\sthể|cũng)[^\n]{0,250}|bạn\scó\smuốn\stôi[^\n]{0,200}|hy\svọng\s(?:điều\s)?này\s(?:hữu\sích|giúp)[^\n]{0,80}|"
    r"如果(?:你|您)(?:需要|愿意|想|希望)[^\n]{0,30}我(?:可以|也可以|还可以)[^\n]{0,100}|需要我[^\n]{0,80}吗[？?]|希望(?:这|這)(?:对|對)(?:你|您)有(?:帮助|幫助)[^\n]{0,20}|"
    r"ご希望(?:でしたら|であれば)[^\n]{0,120}|원하시면[^\n]{0,120}",
    re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"(?:i['’]m\ssorry,?\sbut\s)?(?:as\san\sai\s(?:language\s)?model|as\san\sai\sassistant|als\s(?:ki-)?sprachmodell|"
    r"como\smodelo\sde\slenguaje|en\stant\sque\smodèle\sde\slangage|作为(?:一个|一名)?(?:ai|人工智能)?语言模型),?\s?"
    r"(?:i|ich|no|je|yo|我)(?![^\W\d_])?[^\n]{0,340}",
    re.IGNORECASE,
)
_MARKS = re.compile(
    r"(?:\s?(?::contentReference\[oaicite:\d{1,4}\]\{index=\d{1,4}\}|\[oaicite:\d{1,4}\]|【\d{1,3}(?::\d{1,3})?†[^】]{0,40}】|"
    r"\ue200?(?:cite)?\ue202?turn\d{1,3}(?:search|news|view|fetch|image|academia)\d{1,3}\ue201?)){1,20}[.]?$"
)


def _plain(document: Document, index: int) -> str | None:
    """The text of a block that may be an assistant's: short, and no code, list or table."""
    block = document.blocks[index]
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.QUOTE) or len(block.plain) > EDGE_MAX:
        return None
    return block.plain.strip()


def is_preamble(text: str) -> bool:
    """Whether a whole block presents what an assistant was asked for.

    >>> is_preamble("Certainly! Here's a rewritten version of the article in a neutral tone:")
    True
    >>> is_preamble("Natürlich! Hier ist der überarbeitete Artikel:"), is_preamble("当然！以下是改写后的文章：")
    (True, True)
    >>> is_preamble("Of course, here the river bends to the south, and the road follows it.")
    False
    """
    agreed = _PREAMBLE.match(text)
    if agreed and text[-1:] in ":：":
        return True
    return _PRESENTED.fullmatch(text) is not None or _SUMMARY.fullmatch(text) is not None


def citation_marks(document: Document) -> Iterator[Finding]:
    """Citation marks at the end of any block: ``:contentReference[oaicite:0]{index=0}``."""
    for i, block in enumerate(document.blocks):
        start, end = block.span
        tail = document.source[max(start, end - MARK_TAIL) : end]
        if not ("oaicite" in tail or "†" in tail or "turn" in tail) or document.is_code(i):
            continue
        match = _MARKS.search(tail)
        if match and end - len(tail) + match.start() > start:
            stop = 1 if match.group().endswith(".") and "." not in match.group()[:-1] else 0
            yield find((i, (end - len(tail) + match.start(), end - stop)), Kind.LLM_ARTIFACT, MARK)


def assistant_lines(document: Document) -> Iterator[Finding]:
    """What an assistant said before the first and after the last block of the text."""
    last = len(document.blocks) - 1
    first = _plain(document, 0)
    if last > 0 and first:
        if is_preamble(first):
            yield find((0, document.blocks[0].span), Kind.LLM_ARTIFACT, PREAMBLE)
        elif _REFUSAL.fullmatch(first):
            yield find((0, document.blocks[0].span), Kind.LLM_ARTIFACT, REFUSAL)
    for i in range(last, 0, -1):
        text = _plain(document, i)
        if not text or not (offer := _OFFER.fullmatch(text) or _REFUSAL.fullmatch(text)):
            return
        ground = OFFER if offer.re is _OFFER else REFUSAL
        yield find((i, document.blocks[i].span), Kind.LLM_ARTIFACT, ground)
