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
    "connection_lost": (
        "连不上服务，正在重试，对话还在。如果服务已停止，请再运行一次 baipishu chat。",
        "連不上服務，正在重試，對話還在。如果服務已停止，請再執行一次 baipishu chat。",
        "The server cannot be reached; trying again, the chat is still here. "
        "If it has been stopped, run baipishu chat once more.",
    ),
    "connection_waiting": (
        "连不上服务，正在重试。问题已记下，连上后自动提出：",
        "連不上服務，正在重試。問題已記下，連上後自動提出：",
        "The server cannot be reached; trying again. Your question is asked once it is back:",
    ),
    "connection_back": ("已重新连上。", "已重新連上。", "The server is back."),
    "connection_restarted": (
        "服务重新启动过，页面已重新连接，对话和依据都还在。",
        "服務重新啟動過，頁面已重新連接，對話和依據都還在。",
        "The server was restarted; the page has reconnected, with the chat and its evidence.",
    ),
    "close": ("关闭", "關閉", "Close"),
    "copy_link": ("复制链接", "複製連結", "Copy link"),
    "export_md": ("导出 Markdown", "匯出 Markdown", "Export Markdown"),
    "export_json": ("导出 JSON", "匯出 JSON", "Export JSON"),
    "documents": ("{count}份文件", "{count}份文件", "{count} documents"),
}
