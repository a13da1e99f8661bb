"""What is said where documents are chosen."""

from __future__ import annotations

TABLE = {
    "choose_documents": (
        "选择向哪些文件提问",
        "選擇向哪些文件提問",
        "Choose which documents to ask",
    ),
    "scope": ("提问范围", "提問範圍", "Asking"),
    "scope_all": ("全部{count}份文件", "全部{count}份文件", "all {count} documents"),
    "scope_several": (
        "《{title}》等{count}份文件",
        "《{title}》等{count}份文件",
        "{count} documents, among them {title}",
    ),
    "scope_more": (" 等另外{count}份文件", " 等另外{count}份文件", " and {count} more documents"),
    "scope_gone": (
        "所选文件里有这里没有的，没有提问。请在问题框上方重新选择。",
        "所選文件裡有這裡沒有的，沒有提問。請在問題框上方重新選擇。",
        "Some of the chosen documents are not here, so nothing was asked. "
        "Choose again above the question line.",
    ),
    "scope_lost": (
        "链接或记录里选的文件，有的这里没有，已去掉。",
        "連結或記錄裡選的文件，有的這裡沒有，已去掉。",
        "Some documents chosen in the link or before are not here and were left out.",
    ),
    "asked_in": ("只问了：", "只問了：", "Asked in: "),
    "between_titles": ("、", "、", ", "),
    "picker_title": ("选择文件", "選擇文件", "Choose documents"),
    "picker_hint": (
        "按标题、发布机构或日期查找",
        "按標題、發布機構或日期查找",
        "Find by title, issuer or date",
    ),
    "picker_count": ("共{count}份文件", "共{count}份文件", "{count} documents"),
    "picker_found": ("找到{count}份文件", "找到{count}份文件", "{count} found"),
    "picker_many": (
        "有{count}份文件，先列出{most}份；输入字词可缩小范围。",
        "有{count}份文件，先列出{most}份；輸入字詞可縮小範圍。",
        "{count} documents, the first {most} listed; type a word to narrow them down.",
    ),
    "picker_all": ("全部文件", "全部文件", "All documents"),
    "picker_done": ("完成", "完成", "Done"),
}
