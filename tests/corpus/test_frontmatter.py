import pytest

from corpus import parse_document


def front(text):
    document = parse_document(text)
    first = document.sections[0]
    body = document.text[first.start :].split("\n", 1)[0]
    return document.title, document.issuer, document.as_of, body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2020年某区白皮书\n某区白皮书(2020)\n2021年6月\n一、甲\n文。",
            ("2020年某区白皮书", "", "2021-06", "一、甲"),
        ),
        (
            "某市办法\n（试行）\n某政发〔2020〕9号\n某市人民政府\n二〇二〇年十二月三十一日\n一、甲\n文。",
            ("某市办法", "某市人民政府", "2020-12-31", "一、甲"),
        ),
        ("某市办法\n——2019年度\n2020\n文。", ("某市办法", "", "", "2020")),
        # what the Document cannot carry stays in the body
        ("某市办法\n各区人民政府：\n文。", ("某市办法", "", "", "各区人民政府：")),
        (
            "某条例\n（2011年1月7日通过　2020年5月14日第一次修正）\n第一条 文。",
            ("某条例", "", "2020-05-14", "（2011年1月7日通过　2020年5月14日第一次修正）"),
        ),
        # the date of the signature
        ("通知\n文。\n某局\n2023年3月15日", ("通知", "", "2023-03-15", "文。")),
        # a masthead
        (
            "某市人民政府文件\n某政发〔2023〕12号\n某市人民政府关于复议的意见\n各区：\n文。",
            ("某市人民政府关于复议的意见", "", "", "各区："),
        ),
        # the signature of the notice that sends a document out
        (
            "关于印发办法的通知\n各区：\n某市人民政府\n2023年6月1日\n办法\n" + "文。\n" * 4,
            ("关于印发办法的通知", "某市人民政府", "2023-06-01", "各区："),
        ),
        # years of the Republic
        ("某縣年報\n中華民國一百一十二年三月\n文。", ("某縣年報", "", "2023-03", "文。")),
        ("某縣年報\n民國99年3月5日\n文。", ("某縣年報", "", "2010-03-05", "文。")),
        # no title
        ("一、甲\n文。", ("", "", "", "一、甲")),
        ("这是第一句话。\n这是第二句话。", ("", "", "", "这是第一句话。")),
        ("只有一行", ("", "", "", "只有一行")),
        ("2021年6月\n文。", ("", "", "2021-06", "2021年6月")),
        # a month that does not exist is no date
        ("某报告\n2021年13月\n文。", ("某报告", "", "", "2021年13月")),
        ("某　市  报告\n2021.06\n文。", ("某 市 报告", "", "2021-06", "文。")),
    ],
)
def test_front_matter(text, expected):
    assert front(text) == expected


def test_a_list_of_lines_like_the_title_is_not_swallowed():
    document = parse_document("甲乙丙\n" * 50)
    assert document.title == "甲乙丙"
    assert document.sections[0].start == len("甲乙丙\n") * 8
