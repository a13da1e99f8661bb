"""What the reading tab says."""

from __future__ import annotations

TABLE = {
    "outline": ("目录", "目錄", "Contents"),
    "outline_cut": (
        "另有{count}个更细的标题，请在文中查找。",
        "另有{count}個更細的標題，請在文中查找。",
        "{count} finer headings are not listed; find them in the text.",
    ),
    "page_from": ("第{page}页起", "第{page}頁起", "from p. {page}"),
    "page_exact": ("第{page}页", "第{page}頁", "p. {page}"),
    "unsectioned": ("封面、目录等", "封面、目錄等", "Cover, contents and the like"),
    "earlier": ("显示前面的内容", "顯示前面的內容", "Show what comes before"),
    "later": ("显示后面的内容", "顯示後面的內容", "Show what follows"),
    "read_other": ("换一份文件", "換一份文件", "Another document"),
    "read_text": ("正文", "正文", "Text"),
    "find": ("在文中查找", "在文中查找", "Find in text"),
    "find_previous": ("上一处", "上一處", "Previous match"),
    "find_next": ("下一处", "下一處", "Next match"),
    "find_none": ("没有找到", "沒有找到", "No match"),
    "copy_hint": (
        "选中一段文字再点，链接会指向这段文字",
        "選取一段文字再點，連結會指向這段文字",
        "Select words first and the link will lead to them",
    ),
    "copied_span": (
        "已复制指向所选文字的链接",
        "已複製指向所選文字的連結",
        "Copied a link to the selected words",
    ),
    "copied_place": (
        "已复制指向此处的链接",
        "已複製指向此處的連結",
        "Copied a link to this place",
    ),
    "copy_failed": (
        "浏览器不许复制，请自行复制：",
        "瀏覽器不許複製，請自行複製：",
        "The browser does not allow copying; copy this by hand:",
    ),
    "cited_here": (
        "本次问答引用过这一段，回到引用处",
        "本次問答引用過這一段，回到引用處",
        "Cited in this chat; go back to where",
    ),
    "read_lost": (
        "读取失败：连不上提供本页的程序，请确认它还在运行。",
        "讀取失敗：連不上提供本頁的程式，請確認它還在執行。",
        "Nothing came back from the program that serves this page; is it still running?",
    ),
    "spot_unknown": (
        "这里没有编号为“{name}”的文件（共{count}份），先显示《{title}》。",
        "這裡沒有編號為「{name}」的文件（共{count}份），先顯示《{title}》。",
        "No document “{name}” among the {count} here; showing {title} instead.",
    ),
    "spot_malformed": (
        "链接里的位置“{at}”不是“起点-终点”两个数字，从开头显示。",
        "連結裡的位置「{at}」不是「起點-終點」兩個數字，從開頭顯示。",
        "The place “{at}” in the link is not two numbers START-END; showing the beginning.",
    ),
    "spot_beyond": (
        "链接指向{at}，而全文只有{length}个字，显示到结尾为止。",
        "連結指向{at}，而全文只有{length}個字，顯示到結尾為止。",
        "The link leads to {at}, but the text has {length} characters; shown as far as it goes.",
    ),
    "spot_reversed": (
        "链接里的起点在终点之后（{at}），已对调。",
        "連結裡的起點在終點之後（{at}），已對調。",
        "The link's start comes after its end ({at}); they have been swapped.",
    ),
}
