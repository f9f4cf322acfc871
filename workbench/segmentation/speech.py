"""What after a closing quotation mark keeps the quotation in the sentence, as patterns.

Plain regular expressions without groups, in the syntax that ICU, Java and Python share: our own
rules and what we export as SRX are made of the same ones. Each is for the place right after the
mark; both scripts are meant.
"""

from __future__ import annotations

from typing import Final

_VERBS: Final = (
    "(?<![小学學传傳听聽据據虽雖])[说說]道?|[问問答喊叫]道?|(?<![知街报報频頻渠管轨軌难難通])道|"
    "(?<![名职職简簡])[称稱]|表示|指出|[强強][调調]|[认認][为為]|介[绍紹]|坦言|感慨|感[叹嘆]|"
    "回[忆憶]|回答|解[释釋]|[补補]充|透露|呼[吁籲]|重申|[评評][价價]|提醒|建[议議]|[赞讚][叹嘆]|"
    "告[诉訴](?:本[报報])?[记記]者|吆喝|嘀咕|嘟囔|[抱埋]怨|附和|[惊驚高]呼|[恳懇央]求|[安劝勸]慰"
)
_CLAUSE: Final = '[^，。！？；：,.!?;:…“”"「」『』\\n]'
_SAID: Final = (
    rf"\s{{0,2}}{_CLAUSE}{{0,40}}?"
    rf"(?:(?:{_VERBS})[着著了过過]?(?=[，。！,.!；;…]|$)"
    rf"|[这這如]此?[样樣是]?(?:{_VERBS}|概括|形容|[总總][结結]))"
)
_SAID_LATER: Final = (
    rf"{_CLAUSE}{{1,20}}[，,]{_CLAUSE}{{0,12}}?(?<![没沒不未别別])[说說喊问問答道][着著了]?[。！]"
)
_SAID_BETWEEN: Final = rf"(?:{_CLAUSE}{{1,20}}[，,]){{1,2}}\s?[“「『\"]"

TAG: Final = f"(?:{_SAID}|{_SAID_LATER}|{_SAID_BETWEEN})"
"""Who said it: 他说。 / 他站起来，大声喊。 / 他停了一下，“…”"""

PART: Final = '(?:[的地得之等—]|[和与與及或](?=[“‘「『《"]))'
"""What makes the quotation a part of its sentence: “加油！”的口号"""
