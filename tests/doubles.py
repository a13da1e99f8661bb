"""Stand-ins that are shared: an assistant with prepared answers, an embedder that counts words.

`FakeAssistant` offers what `rag.Assistant` does. A question holds a word that picks its answer;
any other question is refused.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from time import sleep

import numpy as np

from corpus import Document, Passage, PassageKind, Section
from index import ModelInfo, Role, Vectors
from rag import (
    Answer,
    Catalogue,
    CheckedClaim,
    CheckError,
    Citation,
    Conflict,
    ConflictValue,
    Difference,
    Hit,
    Language,
    Parts,
    QuestionError,
    Ranks,
    Review,
    Shares,
    Support,
    UnknownDocument,
    Verdict,
    Viewed,
    Views,
)
from rag.difference import Kind as DifferenceKind

_PART = "一、总报告"
_DUTIES = "(三)依法全面履行政府职能"
_SECTIONS = (
    ((_PART, _DUTIES, "1.放管服改革的持续推进"), 9),
    ((_PART, _DUTIES, "2.不断优化市场化法治化国际化营商环境"), 11),
    ((_PART, _DUTIES, "4.加强生态文明建设,打造美丽朝阳"), 14),
    ((_PART, "(七)依法有效化解社会矛盾纠纷", "2.行政复议化解行政争议的优势不断凸显"), 27),
)
_PARAGRAPHS = (
    (
        "——持续提升政务服务效能。深化“错峰延时”措施,实现政务场所延时服务全覆盖。2020年实现了"
        "全区1个区政务服务中心、15个部门专业大厅及43个街乡政务服务中心全部推行“中午不间断、周末不打烊、"
        "早晚弹性办”延时服务,体现了“朝阳速度”。",
    ),
    (
        "——国际化营商环境提升实现多点突破。抢抓机遇扩大开放,迎来中国(北京)自由贸易试验区设立的重大机遇,"
        "CBD、金盏国际合作服务区共7.92平方公里纳入政策范围,全市首个自贸区国际人才一站式服务中心建成,首个"
        "金融服务平台上线,首家个人征信公司、首支人民币国际投贷基金、首单本外币一体化试点政策业务在朝阳区落地。"
        "CBD国际化提升三年行动计划加快推进,吸引力指数保持全国第一,跃居亚洲第二、全球第七。争取新一轮服务业"
        "扩大开放政策落地,提高利用外资效益,推动更高质量的“引进来”和更高层次的“走出去”。全年实际利用外资"
        "46.2亿美元,占全市的三成以上,新设外资企业数量居全市首位。持续完善国际人才社区,建设国际化的教育、"
        "医疗和语言环境,为外籍人才提供工作许可与居留许可的一窗受理。",
    ),
    (
        "——生态建设取得显著成效。实施“一微克”行动,狠抓扬尘和挥发性有机物治理,PM2.5年均浓度为39微克/"
        "立方米,下降9.3%;二氧化硫、二氧化氮累计平均浓度分别为4微克/立方米和33微克/立方米,同比分别下降20.0%"
        "和19.5%。优良天达到280天,同比增加48天,均创有监测记录以来最好水平。",
        "——加强爱卫和健康促进工作力度。2020年朝阳区55家单位创建为北京市控烟示范单位,3680户家庭通过北京市"
        "无烟家庭验收,户数位居全市第一。",
    ),
    (
        "——复议案件数量位居全市前列,主渠道功能强化。全年共审理行政复议案件523件(含上年结转90件),审结450件。"
        "其中新收行政复议申请433件(同比下降17.7%),案件数量位居全市前列。",
        "——综合化解率高于全市平均水平。2020年行政复议纠错率7.7%,复议调解率为30.3%(全市平均为23.2%)。",
    ),
)
PAYLOAD = (
    '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
    "\"'><svg/onload=window.hacked=1> "
    "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1}"
)


def document(
    doc_id: str = "chaoyang-2020", *, title: str = "2020年朝阳区法治政府建设白皮书"
) -> Document:
    """A report of four sections and six paragraphs; a title with markup has it in a heading too."""
    text, sections = "", []
    for ordinal, ((path, page), paragraphs) in enumerate(zip(_SECTIONS, _PARAGRAPHS, strict=True)):
        path = (*path[:-1], title) if "<" in title and ordinal == 0 else path
        start = len(text)
        text += path[-1] + "\n"
        body = len(text)
        text += "\n".join(paragraphs) + "\n"
        sections.append(Section(ordinal, path, start, body, len(text), page))
    return Document(doc_id, title, "朝阳区人民政府", "2021-06", text, tuple(sections), "0" * 64)


def passages(source: Document) -> tuple[Passage, ...]:
    """The paragraphs of a document made by `document`."""
    found = []
    for section in source.sections:
        start = section.body
        lines = source.text[section.body : section.end].splitlines()
        for number, line in enumerate(lines, 1):
            name = f"{source.doc_id}:{section.ordinal}.{number}"
            found.append(
                Passage(
                    name,
                    source.doc_id,
                    section,
                    number,
                    PassageKind.TEXT,
                    start,
                    start + len(line),
                    line,
                )
            )
            start += len(line) + 1
    return tuple(found)


class WordCountEmbedder:
    """A dimension a word: how often the text holds it, the whole divided by its length."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.info = ModelInfo(f"counts of {' '.join(words)}", "0" * 64, len(words))

    def embed(self, texts: Sequence[str], role: Role = Role.PASSAGE) -> Vectors:
        counts = np.array([[text.count(word) for word in self.words] for text in texts], float)
        counts = counts.reshape(len(texts), len(self.words))
        lengths = np.sqrt((counts**2).sum(axis=1, keepdims=True))
        return (counts / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def _preferring(number: int, count: int) -> Shares:
    """Shares by which meaning ranks from the first on and words from the last."""
    return Shares(float(count - number), float(number), 0.0, 0.0)


class FakeAssistant:
    """Prepared answers, found by a word in the question; `delay` seconds pass before each."""

    def __init__(self, *sources: Document, delay: float = 0.0) -> None:
        self.documents = sources or (document(),)
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.within: list[Collection[str] | None] = []
        self._delay = delay
        self._passages = [each for source in self.documents for each in passages(source)]

    @property
    def catalogue(self) -> Catalogue:
        return Catalogue(self.documents)

    def ask(self, question: str, *, history: Sequence[str] = ()) -> Answer:
        *_, answer = self.stream(question, history=history)
        return answer

    def stream(
        self,
        question: str,
        *,
        history: Sequence[str] = (),
        doc_ids: Collection[str] | None = None,
    ) -> Iterator[Answer]:
        self.asked.append((question, tuple(history)))
        self.within.append(doc_ids)
        if len(question) > 2000:
            raise QuestionError(f"the question has {len(question)} characters; ask in at most 2000")
        if "程序错误" in question:
            raise ZeroDivisionError("a fault that nobody foresaw")
        sleep(self._delay)
        answer = self._answer(question, tuple(history))
        if len(answer.citations) > 1:
            first = answer.citations[0]
            yield replace(
                answer,
                answer=answer.answer[: first.answer_spans[0][1]] + " [1]",
                citations=(first,),
            )
            sleep(self._delay)
        yield answer

    def search(self, query: str, *, top_k: int = 10) -> tuple[Hit, ...]:
        return tuple(self._hit(each, rank) for rank, each in enumerate(self._passages[:top_k], 1))

    def views(self, query: str, *, doc_ids: Collection[str] | None = None) -> Views:
        """Each view prefers another passage; "上访" is widened and "法绿" put right."""
        if len(query) > 2000:
            raise QuestionError(f"the question has {len(query)} characters; ask in at most 2000")
        those = [each for each in self._passages if doc_ids is None or each.doc_id in doc_ids]
        shares = [_preferring(number, len(those)) for number in range(len(those))]
        # At equal weights the first is the first: its shares add up to most.
        rows = tuple(
            Viewed(self._hit(passage, rank), Ranks(rank, len(those) + 1 - rank, rank), share)
            for rank, (passage, share) in enumerate(zip(those, shares, strict=True), 1)
        )
        terms = ("信访",) if "上访" in query else ()
        understood = query.replace("法绿", "法律")
        return Views(query, understood, terms, (), Shares(1.0, 1.0, 1.0, 1.0), 0.5, rows)

    def review(self, text: str) -> Review:
        """A sentence that holds, here the text itself, and one with another figure."""
        if text.startswith("{"):
            raise CheckError("the text begins like JSON and is none")
        if "程序错误" in text:
            raise ZeroDivisionError("a fault that nobody foresaw")
        holds = self._checked(text, "PM2.5年均浓度为39微克/立方米")
        wrong = replace(
            self._checked("全年实际利用外资64.2亿美元", "全年实际利用外资46.2亿美元"),
            verdict=Verdict.CONTRADICTED,
            reasons=("数字不符：所述「64.2亿美元」，依据为「46.2亿美元」", "依据中没有「数」"),
            differences=(Difference(DifferenceKind.FIGURE, "64.2亿美元", "46.2亿美元"),),
        )
        return Review(text, (holds, wrong))

    def _checked(self, said: str, quote: str) -> CheckedClaim:
        found = self._citation(1, quote, (0, 0))
        support = Support(
            marker=None,
            doc_id=found.doc_id,
            passage_id=found.passage_id,
            section=found.section,
            page=found.page,
            source_start=found.source_start,
            source_end=found.source_end,
            quote=found.quote,
        )
        return CheckedClaim(0, len(said), said, (), Verdict.SUPPORTED, support, ())

    def document(self, doc_id: str) -> Document:
        for each in self.documents:
            if each.doc_id == doc_id:
                return each
        raise UnknownDocument(f"no document {doc_id!r} here")

    def passage(self, passage_id: str) -> Passage:
        for each in self._passages:
            if each.passage_id == passage_id:
                return each
        raise UnknownDocument(f"no passage {passage_id!r} here")

    def _answer(self, question: str, history: tuple[str, ...]) -> Answer:
        if "PM2.5" in question:
            return self._zh(
                question, "PM2.5年均浓度为39微克/立方米,下降9.3%;", "优良天达到280天,同比增加48天"
            )
        if "how many" in question.lower():
            return self._english(question)
        if "调解率" in question or "調解" in question:
            return self._conflict(question)
        if "外资" in question:
            return self._zh(question, "全年实际利用外资46.2亿美元,占全市的三成以上")
        if question.startswith("那"):
            answer = self._zh(question, "3680户家庭通过北京市无烟家庭验收")
            return replace(
                answer, query=f"{history[-1]} {question}", notes=("此处的把握程度未经校准。",)
            )
        if "<" in question:
            return self._payload(question)
        return self._refusal(question)

    def _zh(self, question: str, *quotes: str) -> Answer:
        return self._compose(question, Language.ZH, "", quotes)

    def _english(self, question: str) -> Answer:
        quotes = ("全年共审理行政复议案件523件(含上年结转90件),审结450件。",)
        lead = "The report says (quoted in the original Chinese):\n"
        answer = self._compose(question, Language.EN, lead, quotes)
        return replace(answer, answer=answer.answer + "\nTerms: 行政复议 = administrative review")

    def _conflict(self, question: str) -> Answer:
        language = Language.ZH_HANT if "調" in question else Language.ZH
        quotes = ("复议调解率为30.3%", "全市平均为23.2%")
        values = tuple(ConflictValue(quote, marker) for marker, quote in enumerate(quotes, 1))
        return replace(
            self._compose(question, language, "", quotes),
            conflicts=(Conflict("2020年复议调解率", values),),
        )

    def _payload(self, question: str) -> Answer:
        answer = self._zh(question, "优良天达到280天")
        return replace(
            answer,
            answer=answer.answer + PAYLOAD + " [7]",
            query=PAYLOAD,
            notes=(PAYLOAD,),
            conflicts=(Conflict(PAYLOAD, (ConflictValue(PAYLOAD, 9),)),),
            near=(self._passages[0].passage_id,),
        )

    def _refusal(self, question: str) -> Answer:
        reason = "报告没有给出这一数字;报告只写了朝阳区的情况。"
        near = (self._passages[4].passage_id, self._passages[1].passage_id)
        return Answer(
            question,
            Language.ZH,
            reason,
            refused=True,
            reason=reason,
            near=near,
            hits=self.search(question),
        )

    def _compose(
        self, question: str, language: Language, lead: str, quotes: Sequence[str]
    ) -> Answer:
        text, citations = lead, []
        for marker, quote in enumerate(quotes, 1):
            start = len(text)
            text += quote
            citations.append(self._citation(marker, quote, (start, len(text))))
            text += f" [{marker}]" + ("" if marker == len(quotes) else "\n")
        near = (self._passages[3].passage_id,)
        return Answer(
            question,
            language,
            text,
            citations=tuple(citations),
            near=near,
            hits=self.search(question),
        )

    def _citation(self, marker: int, quote: str, span: tuple[int, int]) -> Citation:
        found = next(each for each in self._passages if quote in each.text)
        start = found.start + found.text.index(quote)
        return Citation(
            marker=marker,
            doc_id=found.doc_id,
            doc_title=self.document(found.doc_id).title,
            section=found.section.path,
            page=found.section.page,
            page_exact=False,
            paragraph=found.paragraph,
            passage_id=found.passage_id,
            quote=quote,
            source_start=start,
            source_end=start + len(quote),
            answer_spans=(span,),
            score=3.1,
            verdict=Verdict.SUPPORTED,
        )

    def _hit(self, found: Passage, rank: int) -> Hit:
        return Hit(
            rank=rank,
            passage_id=found.passage_id,
            doc_id=found.doc_id,
            start=found.start,
            end=found.end,
            score=4.0 - 0.5 * rank,
            parts=Parts(dense=0.61, lexical=12.5, late=0.72),
            text=found.text,
            section=found.section.path,
            page=found.section.page,
            page_exact=False,
            paragraph=found.paragraph,
        )
