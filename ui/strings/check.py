"""What the tab says where pasted answers are checked."""

from __future__ import annotations

TABLE = {
    "check_title": (
        "一份答案，逐句核对原文",
        "一份答案，逐句核對原文",
        "Hold an answer against the source, sentence by sentence",
    ),
    "check_lead": (
        "把别处得到的答案粘贴到这里，有没有引用编号都可以，本产品的 JSON 也可以。"
        "附有来源列表的，按来源核对；没有的，按原文核对。",
        "把別處得到的答案貼到這裡，有沒有引用編號都可以，本產品的 JSON 也可以。"
        "附有來源列表的，按來源核對；沒有的，按原文核對。",
        "Paste an answer from any system, with citation numbers or without, or this product's "
        "JSON. If it brings a list of sources, it is checked by that list, else by the document.",
    ),
    "check_label": ("要核查的答案", "要核查的答案", "The answer to check"),
    "check_hint": ("在此粘贴", "在此貼上", "Paste it here"),
    "check": ("核查", "核查", "Check"),
    "check_example": ("试一个例子", "試一個例子", "Try an example"),
    "check_busy": ("正在逐句核对", "正在逐句核對", "Checking sentence by sentence"),
    "check_result": ("核查结果", "核查結果", "Result"),
    "check_count": ("共{count}句", "共{count}句", "Sentences: {count}"),
    "check_refusal": (
        "这是一份拒答，没有需要核查的句子。",
        "這是一份拒答，沒有需要核查的句子。",
        "This is a refusal: it states nothing that could be checked.",
    ),
    "check_said": ("答案说", "答案說", "The answer says"),
    "check_source": ("原文说", "原文說", "The source says"),
    "check_listed": ("所附来源{marker}", "所附來源{marker}", "Its own source {marker}"),
    "check_read": ("在原文中阅读", "在原文中閱讀", "Read in context"),
    "check_figure": ("数字不符", "數字不符", "Figure differs"),
    "check_date": ("时间不符", "時間不符", "Date differs"),
    "check_name": ("名称或主体不符", "名稱或主體不符", "Name differs"),
    "check_direction": ("方向相反", "方向相反", "Opposite direction"),
    "check_negation": ("肯定与否定相反", "肯定與否定相反", "Negation differs"),
    "check_why": ("理由", "理由", "Reason"),
    "check_place": ("位置", "位置", "Place"),
    "check_failed": ("这段文字没法核查", "這段文字沒法核查", "This cannot be checked"),
    "check_empty": (
        "还没有内容。粘贴一份答案，或者试一个例子。",
        "還沒有內容。貼上一份答案，或者試一個例子。",
        "There is nothing here yet. Paste an answer, or try an example.",
    ),
    "check_long": (
        "共{count}字，本页一次最多核查{most}字。请分几次粘贴，或在终端运行：baipishu check FILE",
        "共{count}字，本頁一次最多核查{most}字。請分幾次貼上，或在終端執行：baipishu check FILE",
        "It has {count} characters; this page checks at most {most} at a time. "
        "Paste it in parts, or use the terminal: baipishu check FILE",
    ),
    "check_broken": (
        "核查时出了程序错误，详情在启动本页的终端里。",
        "核查時出了程式錯誤，詳情在啟動本頁的終端裡。",
        "A program error got in the way; the terminal that serves this page has the details.",
    ),
}
