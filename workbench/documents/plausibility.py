"""How much a decoded text looks like Chinese that somebody wrote.

A wrong encoding still yields characters, but rare ones: Big5 bytes read as GB18030 are valid and
nonsense. The measure is the share of everyday characters among those that are not ASCII, which
needs no dictionary and tells encodings apart from about four characters on.
"""

from __future__ import annotations

import re
from itertools import islice

PLAUSIBLE = 0.5
"""From this plausibility on, text is taken for Chinese."""

SAMPLE = 8_192
"""So many runs of characters beyond ASCII are looked at, wherever in the text they begin."""

# The most frequent characters of modern Chinese, simplified and traditional, commonest first.
_COMMON = frozenset(
    "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·　．％＋－／０１２３４５６７８９"
    "的一是不了在人有我他这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过"
    "天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些"
    "所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活"
    "正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才"
    "便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐"
    "色更拉东神记处让母父应直字场平报友关放至张认接告入笑内英军候民岁往何度山觉路带万男边风解叫任"
    "金快原吃变通师立象数四失满战远格士音轻目条呢病始达深完今提求清王化空业思切怎非找片罗钱语元喜"
    "曾离飞科言干流欢约各即指合反题必该论交终林请医晚制球决传画保读运及则房早院量苦火布品近坐产答"
    "星精视五连司巴奇管类未朋且婚台夜青北队久乎越观落尽形影红爸百令周吧识步希亚术留市半热送兴造谈"
    "容极随演收首根讲整式取照办强石古华拿计您装似足双妻尼转诉米称丽客南领节衣站黑刻统断福城故历惊"
    "脸选包紧争另建维绝树系伤示愿持千史谁准联妇纪基买志静阿诗独复痛消社算义竟确酒需单治卡幸兰念举"
    "仅钟怕共毛句息功官待究跟穿室易游程号居考突皮哪费倒价图具刚脑永歌响商礼细专黄块脚味灵改据般破"
    "引食仍存众注笔甚某沉血备习校默务土微娘须试怀料调广苏显赛查密议底列富梦错座参八除跑亮假印设线"
    "温虽掉京初养香停际致阳纸李纳验助激够严证帝饭忘趣支春集丈木研班普导顿睡展跳获艺六波察群皇段急"
    "庭创区奥器谢弟店否害草排背止组州朝封睛板角况曲馆育忙质河续哥呼若推境遇雨标姐充围案伦护冷警贝"
    "著雪索剧啊船险烟依斗值帮汉慢佛肯闻唱沙局伯族低玩资屋击速顾泪洲团圣旁堂兵七露园牛哭旅街劳型烈"
    "姑陈莫鱼异抱宝权鲁简态级票怪寻杀律胜份汽右洋范床舞秘午登楼贵吸责例追较职属渐左录丝牙党继托赶"
    "章智冲叶胡吉卖坚喝肉遗救修松临藏担戏善卫药悲敢靠伊村戴词森耳差短祖云规窗散迷油旧适乡架恩投弹"
    "铁博雷府压超负勒杂醒洗采毫嘴毕九冰既状乱景席珍童顶派素脱农疑练野按犯拍征坏骨余承置臓彩灯巨琴"
    "免环姆暗换技翻束增忍餐洛塞缺忆判欧层付阵玛批岛项狗休懂武革良恶恋委拥娜妙探呀营退摇弄桌熟诺宣"
    "银势奖宫忽套康供优课鸟喊降夏困刘罪亡鞋健模败伴守挥鲜财孤枪禁恐伙杰迹妹遍盖副坦牌江顺秋萨菜划"
    "授归浪凡预奶雄升碃编典袋莱含盛济蒙棋端腿招释介烧误這個們來時為說國會過對發當沒還樣種開總從無"
    "現動長兒愛給間兩親進話與見問點幾將實聲車機氣別書體電門員許馬難樂東記處讓應場報關張認結歲覺帶"
    "萬邊風師數滿戰遠輕條達業錢語離飛約論請醫決傳畫讀運則產視連類觀盡紅識術熱興談極隨講計裝雙轉訴"
    "稱麗領節統斷歷驚臉選緊爭絕樹傷準聯紀買靜詩獨復單義確舉僅鐘遊號費價圖剛腦響禮細專黃塊靈據眾筆"
    "備習務須試懷調廣顯賽議夢錯參虛設線溫養際陽紙納驗夠嚴證飯導頓獲藝創區奧謝組況館質續圍護劇險煙"
    "幫漢聞擊顧淚團聖園勞陳魚異寶權魯簡態級尋殺勝範樓貴責較職屬漸錄絲黨繼趕賣堅遺臨擔戲衛藥詞雲規"
    "舊適鄉彈鐵壓負雜狀亂農練餘燈環換憶歐層陣島項惡營搖諾銀勢獎優課鳥劉敗揮鮮財槍傑蓋順劃歸預編釋"
    "燒誤"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_NEVER = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd-\uffff\U000f0000-\U0010ffff]")


def plausibility(text: str) -> float:
    """Return how much the text reads like Chinese, or like plain ASCII: 0 to 1.

    News scores 0.9, a wrong encoding below 0.2. Controls, replacement and private-use characters,
    which a wrong encoding yields, count against it tenfold.
    """
    foreign = "".join(m.group() for m in islice(_FOREIGN.finditer(text), SAMPLE))[: 8 * SAMPLE]
    head = text[:SAMPLE]
    odd = len(_NEVER.findall(head)) / max(1, len(head))
    if not foreign:
        return max(0.0, 1.0 - 10 * odd)
    good = sum(ch in _COMMON for ch in foreign)
    return max(0.0, good / len(foreign) - 10 * odd)
