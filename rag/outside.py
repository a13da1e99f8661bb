"""What is no question about the documents: another language, the product, a greeting, an order.

Each is told by its wording alone and gets a plain line that says what to ask instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from index import fold, is_stop_word

from .orders import without_orders
from .question import language_of, worded
from .types import Language


class Outside(StrEnum):
    """Why a text is not looked up."""

    LANGUAGE = "language"
    PRODUCT = "product"
    GREETING = "greeting"
    THANKS = "thanks"
    ORDER = "order"


# Of the letters of a text, in scripts that are neither Chinese nor English; a name may be one.
_FOREIGN_SHARE = 0.25
_OTHER_SCRIPTS = (
    "HIRAGANA KATAKANA HANGUL CYRILLIC ARABIC THAI DEVANAGARI HEBREW GREEK BENGALI TAMIL".split()
)
# Frequent words that English lacks, of eight languages; words with accents count beside them.
_FOREIGN_WORDS = frozenset(
    "le la les de en du des ont est une dans pour que quel quelle quels combien avec sur qui "
    "pourquoi comment der das und ist wie viele nicht ein eine für von mit wurden welche "
    "warum gibt wann el los las una por qué cuántos cuántas cuál cómo cuándo del hay dónde "
    "según il gli che è di quanti quante quale sono della nel perché os quantos quantas qual "
    "são não em uma foram da há bao nhiêu là của có trong các hoeveel zijn het een van berapa "
    "yang apa adalah".split()
)
_ENOUGH_WORDS = 2
_LATIN_WORD = re.compile(r"[^\W\d_]+")

_THIS = "(?:你|这个?(?:工具|助手|网站|程序|机器人))"
_THIS_TOOL = "this (?:tool|site|bot|program|assistant)"
_PRODUCT = re.compile(
    r"你们?(?:到底)?是(?:谁|什么|啥|哪个|哪家|不是|机器人|人工智能|真人|ai|gpt|chatgpt)"
    r"|你叫(?:什么|啥)|介绍一?下?你自?己|谁(?:开发|做|制作|创造|训练)了?的?你"
    r"|你(?:能|会|可以)(?:做|干|回答|帮我?)(?:做|干)?(?:些|哪些)?(?:什么|啥|哪)"
    rf"|{_THIS}(?:背后|里面)?是?用的?是?(?:什么|啥|哪个|哪种)"
    rf"|{_THIS}是?(?:怎么|如何|咋)(?:用|使用|工作|运作)"
    r"|^(?:用|使用)的?是?(?:什么|啥|哪个|哪种)大?(?:语言)?模型"
    rf"|\bwho (?:are|made|built|created|trained|developed|wrote) (?:you|{_THIS_TOOL})\b"
    r"|\bwhat (?:are you(?! able)|can you (?:do|answer)(?! about| to))\b"
    rf"|\bwhat is {_THIS_TOOL}\b|\bhow (?:do you|does {_THIS_TOOL}) work\b"
    r"|\bhow do i use (?:you|this)\b"
    r"|\b(?:what|which) (?:language |ai )?model (?:are|do|is|does) (?:you|this)\b"
    r"|\bare you (?:an? |really )?(?:ai|bot|robot|human|chatgpt|gpt|real|person|machine)\b"
    r"|\byour (?:name|creator|developer|system prompt|training data)\b"
)
_GREETING = re.compile(
    r"(?:你好|您好|哈喽|嗨|在吗|有人吗|早上好|上午好|下午好|晚上好|早安|帮助|help|hi|hello|hey"
    r"|good (?:morning|day|afternoon|evening))(?: there| all|呀|啊|吗)?[\s!.,~?]*"
)
_THANKS = re.compile(
    r"(?:(?:非常|太|十分)?(?:谢谢|感谢|多谢)(?:你|您|啦|了)*|再见|拜拜|好的|明白了|知道了"
    r"|thanks?(?: you)?(?: (?:so|very) much| a lot)?|bye|goodbye|ok(?:ay)?|great)[\s!.,~]*"
)

_SHOWN_TITLES = 3
_ABOUT = {
    Language.ZH: (
        "这里是白皮书问答：只根据{titles}回答，引用原文，每句注明出处；"
        "文中没有说明的，就直说没有。请用中文（简体、繁体）或英文提问。"
    ),
    Language.EN: (
        "This is Baipishu. It answers from {titles} alone, in the document's own words, each with "
        "its place, and says so where the document does not tell. Ask in Chinese or English."
    ),
}
_MESSAGES = {
    Outside.PRODUCT: _ABOUT,
    Outside.GREETING: _ABOUT,
    Outside.THANKS: {
        Language.ZH: "不客气，可以接着问{titles}里的内容。",
        Language.EN: "You are welcome. Ask on about {titles}.",
    },
    Outside.ORDER: {
        Language.ZH: (
            "这不是对文件的提问：这里只引用{titles}的原文，不执行别的指令。请直接问文件里的内容。"
        ),
        Language.EN: (
            "This is no question about the documents. Baipishu only quotes {titles} and carries "
            "out no other instructions; ask about what it says."
        ),
    },
}
# Somebody who reads neither language still knows their names.
_LANGUAGES = (
    "Only Chinese (Simplified, Traditional) and English are understood; please ask in one of them. "
    "只能看懂中文（简体、繁体）和英文，请用其中一种提问。"
)


def outside(text: str) -> Outside | None:
    """Why a cleaned text is no question for the documents, or None where it may be one."""
    if _is_foreign(text):
        return Outside.LANGUAGE
    folded = fold(text).strip()
    if _GREETING.fullmatch(folded):
        return Outside.GREETING
    if _THANKS.fullmatch(folded):
        return Outside.THANKS
    if not without_orders(text):
        return Outside.ORDER
    return Outside.PRODUCT if _PRODUCT.search(folded) else None


def explained(why: Outside, text: str, *, titles: Sequence[str]) -> str:
    """The line that says what to ask instead, in the language and script of the text."""
    if why is Outside.LANGUAGE:
        return _LANGUAGES
    language = language_of(text)
    return worded(_MESSAGES[why], language).format(titles=_named(titles, language))


def _named(titles: Sequence[str], language: Language) -> str:
    shown = titles[:_SHOWN_TITLES]
    more = len(titles) - len(shown)
    if language is Language.EN:
        return ", ".join(shown) + (f" and {more} more" if more else "")
    return "、".join(f"《{title}》" for title in shown) + (f"等{len(titles)}份文件" if more else "")


def _is_foreign(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    scripts = [unicodedata.name(character, "").split(" ")[0] for character in letters]
    others = sum(script in _OTHER_SCRIPTS for script in scripts)
    if others > _FOREIGN_SHARE * len(letters):
        return True
    words = _LATIN_WORD.findall(text.casefold())
    foreign = sum(word in _FOREIGN_WORDS or not word.isascii() for word in words)
    english = sum(is_stop_word(word) for word in words)
    return "CJK" not in scripts and foreign >= _ENOUGH_WORDS and foreign > english
