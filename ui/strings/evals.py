"""What the tab of evaluation runs says."""

from __future__ import annotations

TABLE = {
    "evals_title": (
        "答得有多准，用数字说话",
        "答得有多準，用數字說話",
        "How good the answers are, in figures",
    ),
    "evals_lead": (
        "每次评测都用同一批人工核对过的题目，逐题打分。区间是95%的自助法区间：题目有限，"
        "差别落在区间里的不算数。",
        "每次評測都用同一批人工核對過的題目，逐題打分。區間是95%的自助法區間：題目有限，"
        "差別落在區間裡的不算數。",
        "Every run scores the same hand-checked questions, one by one. Intervals are 95 % "
        "bootstrap intervals: questions are few, and what lies within them may be chance.",
    ),
    "evals_run": ("查看", "查看", "Show"),
    "evals_against": ("对比", "對比", "Compare with"),
    "evals_no_other": ("不对比", "不對比", "nothing"),
    "evals_baseline": ("随产品提供的基线", "隨產品提供的基線", "The shipped baseline"),
    "evals_start": (
        "现在评测一次（dev题，约十秒）",
        "現在評測一次（dev題，約十秒）",
        "Evaluate now (dev questions, some ten seconds)",
    ),
    "evals_running": ("正在逐题提问", "正在逐題提問", "Asking the questions"),
    "evals_progress": ("{done}/{count}题", "{done}/{count}題", "{done} of {count} questions"),
    "evals_unfit": (
        "评测题是关于随产品提供的报告的，这里的文件没有题目。自己出题：baipishu eval init",
        "評測題是關於隨產品提供的報告的，這裡的文件沒有題目。自己出題：baipishu eval init",
        "The shipped questions are about the shipped report; these documents have none. Make "
        "your own: baipishu eval init",
    ),
    "evals_failed": ("没能显示这次评测", "沒能顯示這次評測", "This run could not be shown"),
    "evals_broken": (
        "评测时出了程序错误，详情在启动本页的终端里。",
        "評測時出了程式錯誤，詳情在啟動本頁的終端裡。",
        "A program error got in the way; the terminal that serves this page has the details.",
    ),
    "evals_other_gold": (
        "{before}与{after}用的题目不同，不能逐题对比。用现在的题目重新运行一次即可对比。",
        "{before}與{after}用的題目不同，不能逐題對比。用現在的題目重新運行一次即可對比。",
        "{before} and {after} were run on different questions and cannot be compared. Run "
        "the questions again to compare.",
    ),
    "evals_questions": ("{split}：{count}题", "{split}：{count}題", "{split}: {count} questions"),
    "evals_dev": ("dev（边做边看的题）", "dev（邊做邊看的題）", "dev, looked at while building"),
    "evals_test": ("test（不看的题）", "test（不看的題）", "test, not looked at"),
    "evals_headline": ("主要指标", "主要指標", "Headline figures"),
    "evals_all": ("全部指标", "全部指標", "All measures"),
    "evals_measure": ("指标", "指標", "Measure"),
    "evals_charts": ("图表", "圖表", "Charts"),
    "evals_chart_words": ("图表内容", "圖表內容", "The chart in words"),
    "evals_chart_recall": (
        "按题型、措辞、语言：找到的证据与答对的题",
        "按題型、措辭、語言：找到的證據與答對的題",
        "Evidence found and right answers, by kind, wording and language",
    ),
    "evals_chart_risk": (
        "越有把握的先答：答错的比例",
        "越有把握的先答：答錯的比例",
        "Surest answers first: the share that is wrong",
    ),
    "evals_failures": ("没答好的题", "沒答好的題", "Failures"),
    "evals_failures_lead": (
        "只列dev题；test题不看，才能知道换了题还灵不灵。",
        "只列dev題；test題不看，才能知道換了題還靈不靈。",
        "Only dev questions are listed: test questions are left unread, so that they can "
        "tell how well things go elsewhere.",
    ),
    "evals_no_failures": ("没有。", "沒有。", "None."),
    "evals_not_kept": (
        "基线只记分数，不记答案。可以再问一次看看。",
        "基線只記分數，不記答案。可以再問一次看看。",
        "A baseline keeps scores, not answers. Ask it again to see.",
    ),
    "evals_missed": ("答案缺少", "答案缺少", "The answer lacks"),
    "evals_evidence": ("依据在这里", "依據在這裡", "The evidence"),
    "evals_ask": ("再问一次", "再問一次", "Ask it again"),
    "evals_change": ("变化", "變化", "Change"),
    "evals_verdict": ("判断", "判斷", "Verdict"),
    "evals_better": ("▲ 变好", "▲ 變好", "▲ better"),
    "evals_worse": ("▼ 变差", "▼ 變差", "▼ worse"),
    "evals_unclear": ("– 看不出变化", "– 看不出變化", "– no clear change"),
    "evals_compared": ("与{before}相比", "與{before}相比", "Compared with {before}"),
    "evals_compared_lead": (
        "差的95%区间不含0才算变好或变差。指标很多，二十个没变的里面总会有一个看着像变了。",
        "差的95%區間不含0才算變好或變差。指標很多，二十個沒變的裡面總會有一個看著像變了。",
        "A change counts as better or worse where its paired 95 % interval leaves out 0. "
        "There are many measures: of twenty that did not change, one will seem to.",
    ),
    "evals_won": ("新答对的", "新答對的", "Won"),
    "evals_lost": ("新答错的", "新答錯的", "Lost"),
    "evals_answer_before": ("原来", "原來", "Before"),
    "evals_answer_after": ("现在", "現在", "After"),
    "outcome_wrong": ("答错", "答錯", "Wrong"),
    "outcome_wrongly_refused": ("不该拒答", "不該拒答", "Wrongly refused"),
    "outcome_wrongly_answered": ("不该回答", "不該回答", "Wrongly answered"),
    "measure_every_evidence@1": ("证据全在第1名", "證據全在第1名", "All evidence at rank 1"),
    "measure_every_evidence@5": ("证据全在前5名", "證據全在前5名", "All evidence in the first 5"),
    "measure_dense_evidence@5": (
        "只用语义检索，前5名",
        "只用語義檢索，前5名",
        "Dense view alone, first 5",
    ),
    "measure_lexical_evidence@5": (
        "只用字词检索，前5名",
        "只用字詞檢索，前5名",
        "Lexical view alone, first 5",
    ),
    "measure_late_evidence@5": (
        "只用逐词比对，前5名",
        "只用逐詞比對，前5名",
        "Late interaction alone, first 5",
    ),
    "measure_mrr@10": ("首个证据名次的倒数（MRR@10）", "首個證據名次的倒數（MRR@10）", "MRR@10"),
    "measure_ndcg@10": ("排序质量（nDCG@10）", "排序質量（nDCG@10）", "nDCG@10"),
    "measure_correct": ("答对", "答對", "Right answers"),
    "measure_first_right": ("第一句就对", "第一句就對", "First sentence right"),
    "measure_exact_figure": ("数字准确", "數字準確", "Exact figure"),
    "measure_citation_precision": ("引用准确率", "引用準確率", "Citation precision"),
    "measure_citation_recall": ("引用召回率", "引用召回率", "Citation recall"),
    "measure_verbatim": ("引文逐字相符", "引文逐字相符", "Quotes verbatim"),
    "measure_offsets_right": ("位置无误", "位置無誤", "Offsets right"),
    "measure_support": ("引用支持所述", "引用支持所述", "Statements supported"),
    "measure_refusal_precision": ("拒答准确率", "拒答準確率", "Refusal precision"),
    "measure_refusal_recall": ("该拒答的拒答了", "該拒答的拒答了", "Unanswerable ones refused"),
    "measure_answered": ("该回答的回答了", "該回答的回答了", "Answerable ones answered"),
}
