"""What the drawings of an evaluation run say; the third of a row is how `evals` itself says it."""

from __future__ import annotations

TABLE = {
    "chart_recall": (
        "按题型、措辞、语言：找到的证据与答对的题（{split}）",
        "按題型、措辭、語言：找到的證據與答對的題（{split}）",
        "Evidence found and right answers by kind, style and language, {split}",
    ),
    "chart_ten": ("证据全在前10名", "證據全在前10名", "All evidence in the first 10"),
    "chart_share": (
        "占应当回答的题的比例，附95%区间",
        "佔應當回答的題的比例，附95%區間",
        "share of answerable questions, with 95 % intervals",
    ),
    "chart_extremes": (
        "{name}：最低{low:.2f}，{lowest}；最高{high:.2f}，{highest}。",
        "{name}：最低{low:.2f}，{lowest}；最高{high:.2f}，{highest}。",
        "{name}: from {low:.2f}, {lowest}, to {high:.2f}, {highest}.",
    ),
    "chart_unmeasured": (
        "{name}：没有量过。",
        "{name}：沒有量過。",
        "{name}: nothing was measured.",
    ),
    "chart_risk": (
        "风险与覆盖率（{split}）",
        "風險與覆蓋率（{split}）",
        "Risk and coverage, {split}",
    ),
    "chart_across": (
        "覆盖率：最有把握的先答，答了多少",
        "覆蓋率：最有把握的先答，答了多少",
        "coverage: share answered, surest first",
    ),
    "chart_up": ("风险：答错的比例", "風險：答錯的比例", "risk: share wrong"),
    "chart_everything": ("全部题目", "全部題目", "all questions"),
    "chart_area": (
        "{name}：平均风险{area:.2f}，全部作答时{risk:.2f}",
        "{name}：平均風險{area:.2f}，全部作答時{risk:.2f}",
        "{name}: mean risk {area:.2f}, {risk:.2f} when everything is answered",
    ),
    "chart_kinds": ("题型", "題型", "Kind"),
    "chart_number": ("数字题", "數字題", "number"),
    "chart_date": ("日期", "日期", "date"),
    "chart_name": ("名称", "名稱", "name"),
    "chart_list": ("列举题", "列舉題", "list"),
    "chart_definition": ("定义", "定義", "definition"),
    "chart_reason": ("原因", "原因", "reason"),
    "chart_comparison": ("比较", "比較", "comparison"),
    "chart_several": ("多处证据", "多處證據", "several"),
    "chart_follow_up": ("追问", "追問", "follow-up"),
    "chart_styles": ("措辞", "措辭", "Style"),
    "chart_report": ("报告原话", "報告原話", "report"),
    "chart_reworded": ("换了说法", "換了說法", "reworded"),
    "chart_noisy": ("有错字等", "有錯字等", "noisy"),
    "chart_languages": ("语言", "語言", "Language"),
    "chart_zh": ("简体中文", "簡體中文", "zh"),
    "chart_zh_hant": ("繁体中文", "繁體中文", "zh-Hant"),
    "chart_en": ("英文", "英文", "en"),
}
