"""What the retrieval tab says."""

from __future__ import annotations

TABLE = {
    "trial_label": ("检索词或问题", "檢索詞或問題", "Query"),
    "trial_hint": (
        "输入问题，看各段的排位",
        "輸入問題，看各段的排位",
        "A question, to see what ranks where",
    ),
    "trial_search": ("检索", "檢索", "Search"),
    "trial_empty": (
        "每段原文由四个角度打分，合起来定先后。在这里可以逐个查看，也可以调整各自的权重，排序立即随之变化。"
        "调整只在本页有效，不会保存，也不影响问答。",
        "每段原文由四個角度打分，合起來定先後。在這裡可以逐個查看，也可以調整各自的權重，排序立即隨之變化。"
        "調整只在本頁有效，不會儲存，也不影響問答。",
        "Four views score every passage, and together they set the order. Look at each of them, "
        "change their weights and watch the order follow. Nothing is saved, and answers stay as "
        "they are.",
    ),
    "trial_all_parts": ("全部章节", "全部章節", "All chapters"),
    "trial_part": ("章节", "章節", "Chapter"),
    "trial_query": ("按此检索", "按此檢索", "Searched for"),
    "trial_mended": ("已改写自“{typed}”", "已改寫自「{typed}」", "changed from “{typed}”"),
    "trial_terms": ("一并查找", "一併查找", "Also looked for"),
    "trial_parts": ("包含多个问题", "包含多個問題", "Several questions in one"),
    "trial_ask": ("去问答里提问", "去問答裡提問", "Ask this"),
    "trial_read": ("看上下文", "看上下文", "Read in context"),
    "trial_weights": ("权重", "權重", "Weights"),
    "trial_reset": ("恢复设定值", "恢復設定值", "Back to the settings"),
    "trial_sight": (
        "字词一项只看得懂这个问题的{share}%，权重照此打折。",
        "字詞一項只看得懂這個問題的{share}%，權重照此打折。",
        "The words view sees {share}% of this question; its weight counts that much.",
    ),
    "trial_moved": (
        "前10名中有{count}段的位次与设定不同",
        "前10名中有{count}段的位次與設定不同",
        "{count} of the first 10 stand elsewhere than by the settings",
    ),
    "trial_same": (
        "前10名与设定一致",
        "前10名與設定一致",
        "The first 10 are as the settings have them",
    ),
    "trial_count": (
        "共比较{count}段，按综合分排列",
        "共比較{count}段，按綜合分排列",
        "{count} passages compared, by their combined score",
    ),
    "trial_none": ("没有可比较的段落。", "沒有可比較的段落。", "There is no passage to compare."),
    "trial_more": ("再显示20段", "再顯示20段", "Show 20 more"),
    "trial_rank": ("位次", "位次", "Rank"),
    "trial_passage": ("段落", "段落", "Passage"),
    "trial_nth": ("第{rank}", "第{rank}", "no. {rank}"),
    "trial_why": ("主要靠", "主要靠", "Mostly by"),
    "score_kind": ("所问类型", "所問類型", "Kind asked for"),
    "kind_held": ("有", "有", "yes"),
    "kind_lacking": ("无", "無", "no"),
    "kind_any": ("不计", "不計", "not counted"),
    "means_dense": (
        "意思有多接近：余弦相似度，最高为1",
        "意思有多接近：餘弦相似度，最高為1",
        "how near in meaning: cosine, at most 1",
    ),
    "means_lexical": (
        "用了多少相同的字词：BM25，越少见的词分量越重",
        "用了多少相同的字詞：BM25，越少見的詞分量越重",
        "how many words they share: BM25, rare words weigh more",
    ),
    "means_late": (
        "问题里的每个词，在段落里最像的词有多像，加总",
        "問題裡的每個詞，在段落裡最像的詞有多像，加總",
        "for each word asked, its nearest word in the passage, added up",
    ),
    "means_kind": (
        "问数字、日期或名称时，段落里有没有这类内容",
        "問數字、日期或名稱時，段落裡有沒有這類內容",
        "whether the passage holds the figure, date or title asked for",
    ),
}
