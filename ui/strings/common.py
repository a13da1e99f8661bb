"""What the header and the tabs' titles say, and what several tabs do."""

from __future__ import annotations

TABLE = {
    "tab_ask": ("问答", "問答", "Ask"),
    "tab_read": ("阅读", "閱讀", "Read"),
    "tab_check": ("核查", "核查", "Check"),
    "tab_evals": ("评测", "評測", "Evals"),
    "tab_retrieval": ("试检索", "試檢索", "Retrieval"),
    "language": ("界面语言", "介面語言", "Language"),
    "theme": ("切换浅色、深色", "切換淺色、深色", "Light or dark"),
    "copy_link": ("复制链接", "複製連結", "Copy link"),
    "export_md": ("导出 Markdown", "匯出 Markdown", "Export Markdown"),
    "export_json": ("导出 JSON", "匯出 JSON", "Export JSON"),
    "documents": ("{count}份文件", "{count}份文件", "{count} documents"),
}
