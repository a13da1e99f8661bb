"""Everything that the page says by itself, in its three languages.

What comes from a document (headings, quotes, titles) or from the assistant (answers, notes,
reasons) is not here: it is shown as it came.
"""

from __future__ import annotations

from rag import Language

LANGUAGES = (Language.ZH, Language.ZH_HANT, Language.EN)
LANGUAGE_NAMES = ("简体", "繁體", "English")

_TAGS = {Language.ZH: "zh-Hans", Language.ZH_HANT: "zh-Hant", Language.EN: "en"}
_TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")

# One row a string, in the order of LANGUAGES; {braces} are filled in by `say`.
_TABLE: dict[str, tuple[str, str, str]] = {
    "ask": ("提问", "提問", "Ask"),
    "ask_label": ("向文件提问", "向文件提問", "Ask the document"),
    "ask_hint": (
        "问一个数字、措施或原因",
        "問一個數字、措施或原因",
        "A figure, a measure, a reason",
    ),
    "keys": (
        "Enter 发送，Shift + Enter 换行",
        "Enter 送出，Shift + Enter 換行",
        "Enter to send, Shift + Enter for a new line",
    ),
    "tab_ask": ("问答", "問答", "Ask"),
    "tab_read": ("阅读", "閱讀", "Read"),
    "tab_check": ("核查", "核查", "Check"),
    "tab_evals": ("评测", "評測", "Evals"),
    "tab_retrieval": ("试检索", "試檢索", "Retrieval"),
    "language": ("界面语言", "介面語言", "Language"),
    "documents": ("{count}份文件", "{count}份文件", "{count} documents"),
    "welcome": ("答案只来自原文", "答案只來自原文", "Answers from the source, nothing else"),
    "promise": (
        "每句话都标明出处，点编号就能看到原文所在的段落。原文没有写的，会直接告诉您没有。",
        "每句話都標明出處，點編號就能看到原文所在的段落。原文沒有寫的，會直接告訴您沒有。",
        "Every statement carries a number that takes you to its paragraph. "
        "What the source does not say, you are told it does not say.",
    ),
    "examples": ("可以这样问", "可以這樣問", "Try one of these"),
    "kind_number": ("数字", "數字", "A figure"),
    "kind_list": ("列举", "列舉", "A list"),
    "kind_everyday": ("日常说法", "日常說法", "Everyday words"),
    "kind_english": ("英文提问", "英文提問", "In English"),
    "kind_traditional": ("繁体提问", "繁體提問", "Traditional script"),
    "kind_silent": ("原文没写的", "原文沒寫的", "Not in the source"),
    "conversation": ("问答", "問答", "Conversation"),
    "question": ("问题", "問題", "Question"),
    "searching": ("正在查找原文", "正在查找原文", "Searching the source"),
    "long_question": ("共{count}字", "共{count}字", "{count} characters in all"),
    "understood": ("理解为", "理解為", "Understood as"),
    "verbatim_answer": (
        "摘自原文，未经改写",
        "摘自原文，未經改寫",
        "Quoted from the source, not reworded",
    ),
    "written_answer": (
        "由语言模型撰写，请核对依据",
        "由語言模型撰寫，請核對依據",
        "Written by a language model: check the evidence",
    ),
    "show_evidence": ("依据{count}处", "依據{count}處", "Evidence: {count}"),
    "show_near": ("可能相关{count}处", "可能相關{count}處", "Perhaps related: {count}"),
    "refused": ("原文中没有找到答案", "原文中沒有找到答案", "The source does not answer this"),
    "failed": ("没能回答", "沒能回答", "This could not be answered"),
    "broken": (
        "回答时出了程序错误，详情在启动本页的终端里。可以换个问法再试。",
        "回答時出了程式錯誤，詳情在啟動本頁的終端裡。可以換個問法再試。",
        "A program error got in the way; the terminal that serves this page has the details. "
        "Try wording the question another way.",
    ),
    "conflict": ("原文的说法不一致", "原文的說法不一致", "The source disagrees with itself"),
    "evidence": ("原文依据", "原文依據", "Evidence"),
    "evidence_hint": (
        "提问之后，这里会列出答案所依据的段落，并标出被引用的句子。",
        "提問之後，這裡會列出答案所依據的段落，並標出被引用的句子。",
        "After a question, the paragraphs behind the answer appear here, the quoted words marked.",
    ),
    "no_evidence": ("没有可引用的段落。", "沒有可引用的段落。", "There is no passage to cite."),
    "near": (
        "可能相关（未作为依据）",
        "可能相關（未作為依據）",
        "Perhaps related (not used as evidence)",
    ),
    "source": ("来源{marker}", "來源{marker}", "Source {marker}"),
    "back": ("回到答案", "回到答案", "Back to the answer"),
    "whole": ("显示整段", "顯示整段", "Show the whole paragraph"),
    "verbatim": ("逐字引用", "逐字引用", "Quoted verbatim"),
    "supported": ("原文支持", "原文支持", "Supported"),
    "partly": ("部分支持", "部分支持", "Partly supported"),
    "contradicted": ("与原文不符", "與原文不符", "Contradicted by the source"),
    "not_found": ("未见于原文", "未見於原文", "Not found in the source"),
    "relevance_first": ("最相关", "最相關", "Most relevant"),
    "relevance_high": ("很相关", "很相關", "Highly relevant"),
    "relevance_some": ("相关", "相關", "Relevant"),
    "relevance_rank": (
        "检索结果第{rank}位",
        "檢索結果第{rank}位",
        "Ranked {rank} in the search",
    ),
    "score_total": ("综合", "綜合", "Combined"),
    "score_dense": ("语义", "語義", "Meaning"),
    "score_lexical": ("字词", "字詞", "Words"),
    "score_late": ("逐词比对", "逐詞比對", "Word by word"),
    "score_scale": (
        "分数只用来排序，越大越靠前，不是百分比。",
        "分數只用來排序，越大越靠前，不是百分比。",
        "Scores only put passages in order, higher first; they are not percentages.",
    ),
}


def say(key: str, language: Language, **values: object) -> str:
    """The string `key` in `language`, its braces filled with `values`."""
    return _TABLE[key][LANGUAGES.index(language)].format(**values)


def html_lang(language: Language) -> str:
    """The value of HTML's lang attribute."""
    return _TAGS[language]


def language_of(tag: str) -> Language:
    """The interface language for a browser's language tag; other languages get English."""
    lowered = tag.lower()
    if lowered.startswith(_TRADITIONAL):
        return Language.ZH_HANT
    return Language.ZH if lowered.split("-")[0] == "zh" else Language.EN
