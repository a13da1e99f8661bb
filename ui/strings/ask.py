"""What the conversation and the evidence beside it say."""

from __future__ import annotations

TABLE = {
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
    "welcome": ("答案只来自原文", "答案只來自原文", "Answers from the source, nothing else"),
    "promise": (
        "每句话都标明出处，点编号就能看到原文所在的段落。原文没有写的，会直接告诉您没有。",
        "每句話都標明出處，點編號就能看到原文所在的段落。原文沒有寫的，會直接告訴您沒有。",
        "Every statement carries a number that takes you to its paragraph. "
        "What the source does not say, you are told it does not say.",
    ),
    "kept_here": (
        "对话只保存在这个浏览器里，刷新或重开页面都在，点“新对话”就清空。要留底，请先导出。",
        "對話只儲存在這個瀏覽器裡，重新整理或重開頁面都在，點“新對話”就清空。要留底，請先匯出。",
        "This chat is kept in this browser only. It outlives a reload, and “New chat” clears it; "
        "export it first if you need it.",
    ),
    "examples": ("可以这样问", "可以這樣問", "Try one of these"),
    "kind_number": ("数字", "數字", "A figure"),
    "kind_list": ("列举", "列舉", "A list"),
    "kind_everyday": ("日常说法", "日常說法", "Everyday words"),
    "kind_english": ("英文提问", "英文提問", "In English"),
    "kind_traditional": ("繁体提问", "繁體提問", "Traditional script"),
    "kind_silent": ("原文没写的", "原文沒寫的", "Not in the source"),
    "next": ("还可以问", "還可以問", "You may also ask"),
    "next_question": (
        "关于“{topic}”，原文是怎么说的？",
        "關於“{topic}”，原文是怎麼說的？",
        "What does the source say about “{topic}”?",
    ),
    "do_stop": ("停止", "停止", "Stop"),
    "do_copy": ("复制", "複製", "Copy"),
    "do_edit": ("改问", "改問", "Edit"),
    "do_retry": ("重问", "重問", "Ask again"),
    "vote": ("评价这个答案", "評價這個答案", "Rate this answer"),
    "vote_up": ("有用", "有用", "Helpful"),
    "vote_down": ("有问题", "有問題", "Something is wrong"),
    "vote_reason": ("问题出在哪里？", "問題出在哪裡？", "What is wrong?"),
    "vote_wrong_answer": ("答案不对", "答案不對", "The answer is wrong"),
    "vote_wrong_source": ("出处不对", "出處不對", "It cites the wrong passage"),
    "vote_should_refuse": (
        "原文没有写，应当直说没有",
        "原文沒有寫，應當直說沒有",
        "The source does not say; it should have said so",
    ),
    "vote_should_answer": ("原文其实写了", "原文其實寫了", "The source does answer this"),
    "vote_other": ("其他", "其他", "Something else"),
    "vote_passage": ("哪一段才对？", "哪一段才對？", "Which passage is the right one?"),
    "vote_no_passage": ("都不是，或不确定", "都不是，或不確定", "None of these, or not sure"),
    "vote_words": ("补充说明（可不填）", "補充說明（可不填）", "In your own words (optional)"),
    "vote_kept_here": (
        "评价只保存在运行本页的电脑上。",
        "評價只保存在執行本頁的電腦上。",
        "What you say is kept on the computer that runs this page, and nowhere else.",
    ),
    "vote_send": ("提交", "提交", "Send"),
    "vote_stored": ("已记下，谢谢。", "已記下，謝謝。", "Noted, thank you."),
    "vote_unsent": (
        "还没有记下。评价先留在这个浏览器里，下次评价或打开本页时会再记一次。",
        "還沒有記下。評價先留在這個瀏覽器裡，下次評價或開啟本頁時會再記一次。",
        "Not noted yet: it stays in this browser and is sent again with your next vote, "
        "or when the page is opened.",
    ),
    "vote_locked": (
        "记录文件正被别的程序占用，还没有记下。评价先留在这个浏览器里，下次评价或打开本页时会再记一次。",
        "記錄檔正被別的程式佔用，還沒有記下。評價先留在這個瀏覽器裡，下次評價或開啟本頁時會再記一次。",
        "Another program holds the file of votes. Yours stays in this browser and is sent again "
        "with your next vote, or when the page is opened.",
    ),
    "vote_unwritable": (
        "记录文件无法写入，还没有记下，原因在启动本页的终端里。"
        "评价先留在这个浏览器里，下次评价或打开本页时会再记一次。",
        "記錄檔無法寫入，還沒有記下，原因在啟動本頁的終端裡。"
        "評價先留在這個瀏覽器裡，下次評價或開啟本頁時會再記一次。",
        "The file of votes cannot be written to; the terminal that serves this page says why. "
        "Yours stays in this browser and is sent again with your next vote, "
        "or when the page is opened.",
    ),
    "vote_rejected": (
        "没有记下：这个答案不是由这个服务给出的。重问一次，再评价新的答案。",
        "沒有記下：這個答案不是由這個服務給出的。重問一次，再評價新的答案。",
        "Not noted: this answer did not come from this server. Ask again and rate the new one.",
    ),
    "in_context": ("在全文中阅读", "在全文中閱讀", "Read in context"),
    "new_chat": ("新对话", "新對話", "New chat"),
    "note_copied": ("已复制", "已複製", "Copied"),
    "note_uncopied": (
        "浏览器不允许复制，请选中文字后自行复制。",
        "瀏覽器不允許複製，請選取文字後自行複製。",
        "The browser does not allow copying; select the text and copy it yourself.",
    ),
    "note_stopped": ("已停止。", "已停止。", "Stopped."),
    "note_unreadable": (
        "有一部分旧对话不是由这个服务保存的，没有显示。",
        "有一部分舊對話不是由這個服務保存的，沒有顯示。",
        "Some older turns were not kept by this server and are not shown.",
    ),
    "note_unkept": (
        "浏览器的存储空间不可用或已满，这次对话在刷新后会消失。",
        "瀏覽器的儲存空間不可用或已滿，這次對話在重新整理後會消失。",
        "The browser's storage is full or closed; this chat will be gone after a reload.",
    ),
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
