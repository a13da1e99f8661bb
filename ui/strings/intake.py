"""What is said where readers add documents."""

from __future__ import annotations

TABLE = {
    "intake_add": ("添加文件", "新增文件", "Add documents"),
    "intake_kinds": (
        "PDF（有文字的）、DOCX、XLSX、CSV、HTML、Markdown 或 TXT，每个不超过 {size}。",
        "PDF（有文字的）、DOCX、XLSX、CSV、HTML、Markdown 或 TXT，每個不超過 {size}。",
        "PDF with text in it, DOCX, XLSX, CSV, HTML, Markdown or TXT, at most {size} each.",
    ),
    "intake_seen": (
        "文件存放在运行本页的电脑上；凡能打开本页的人，都能查阅并提问。",
        "文件存放在執行本頁的電腦上；凡能開啟本頁的人，都能查閱並提問。",
        "Files stay on the computer that serves this page; everyone who can open it can read them.",
    ),
    "intake_choose": ("选取文件…", "選取文件…", "Choose files…"),
    "intake_sending": ("正在上传", "正在上傳", "Uploading"),
    "intake_reading": ("正在读取", "正在讀取", "Reading"),
    "intake_indexing": ("正在编入索引", "正在編入索引", "Indexing"),
    "intake_added": ("可以提问了", "可以提問了", "Ready to be asked"),
    "intake_known": ("这里已经有这份文件", "這裡已經有這份文件", "This document was here already"),
    "intake_ask_only": ("只问这份", "只問這份", "Ask this one only"),
    "intake_unsupported": (
        "不读这一类文件。请另存为 PDF、DOCX、XLSX 或 TXT 再添加。",
        "不讀這一類文件。請另存為 PDF、DOCX、XLSX 或 TXT 再新增。",
        "Files of this kind are not read; save it as PDF, DOCX, XLSX or TXT.",
    ),
    "intake_encrypted": (
        "文件有密码。请另存为没有密码的再添加。",
        "文件有密碼。請另存為沒有密碼的再新增。",
        "It has a password; save it without one.",
    ),
    "intake_empty": (
        "里面没有文字，可能是扫描件。请先做文字识别（OCR）。",
        "裡面沒有文字，可能是掃描檔。請先做文字辨識（OCR）。",
        "It holds no text, and may be a scan: run OCR on it first.",
    ),
    "intake_large": (
        "文件超过 {size}，请拆分后再添加。",
        "文件超過 {size}，請拆分後再新增。",
        "It is larger than {size}: split it.",
    ),
    "intake_broken": (
        "文件已损坏，或内容与扩展名不符。",
        "文件已損壞，或內容與副檔名不符。",
        "It is damaged, or not what its name says it is.",
    ),
    "intake_no_text": (
        "里面不是文字，或者编码无法辨认。",
        "裡面不是文字，或者編碼無法辨認。",
        "It is no text, or in an encoding that is not known here.",
    ),
    "intake_busy": (
        "另一个程序正在写入索引，请稍后再试。",
        "另一個程式正在寫入索引，請稍後再試。",
        "Another program is writing the index; try again in a moment.",
    ),
    "intake_failed": (
        "没能添加。原有的文件不受影响，运行本页的终端里有说明。",
        "沒能新增。原有的文件不受影響，執行本頁的終端機裡有說明。",
        "It could not be added; what was here is as it was. The terminal of this page says why.",
    ),
    "intake_lost": (
        "没有传完：连不上提供本页的程序。",
        "沒有傳完：連不上提供本頁的程式。",
        "It did not get through: the program that serves this page did not answer.",
    ),
}
