"""The judges, in the order in which they are asked; rounds repeat until none of them finds anything.

First what becomes a field (title, byline, dates, dateline, sign-off): a line of the header is not to be taken for a
menu.  Then whole blocks that are boilerplate, by their words, by the section they stand in or by their place on the
page.  Then captions, which are told from the paragraphs they resemble best when nothing else is left.
"""

from __future__ import annotations

from service.core.document import Judge
from service.core.judges.author_bio import judge_author_bio
from service.core.judges.captions import judge_captions
from service.core.judges.comments import judge_comments
from service.core.judges.cues import judge_cues
from service.core.judges.header import judge_header
from service.core.judges.links import judge_links
from service.core.judges.related import judge_related
from service.core.judges.repeats import judge_repeats
from service.core.judges.signoff import judge_signoff
from service.core.judges.structure import judge_structure

STAGES: tuple[tuple[Judge, ...], ...] = (
    (judge_header, judge_signoff),
    (judge_cues, judge_related, judge_comments, judge_author_bio, judge_links, judge_repeats, judge_structure),
    (judge_captions,),
)

LEARNED_STAGE = 1
"""The stage in which the learned model is asked, where there is one."""
