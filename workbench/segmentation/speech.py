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
    "告[诉訴](?:本[报報])?[记記]者|吆喝|嘀咕|嘟[囔哝噥]|[抱埋]怨|附和|[惊驚高]呼|[恳懇央哀]求|"
    "[安劝勸]慰|[哼嚷]|(?<![声聲])(?:吼|[叹嘆][气氣息]?)|(?<![挨捱])[骂罵]|插嘴|插[话話]|咕[哝噥]|念叨|[唠嘮]叨|"
    "[叮吩][嘱囑咐]|[嘱囑]咐|警告|自[语語]|打趣|[调調]侃|[嘲讥譏][讽諷]|起哄|[辩辯]解|[争爭][辩辯]|"
    "反[驳駁]|[纠糾]正|抗[议議]|[承]认|承認|[唱念数數读讀](?=[着著])"
)
_MARK: Final = r"(?=\s{0,2}[，。！,.!；;…]|$)"
_WAY: Final = "(?:起[来來]|出[来來]|出[声聲](?:[来來])?|下去|[过過]去|上去)"
_HOW: Final = (
    "(?:[着著了过過]?[一两兩几幾]?(?:[声聲句遍次下]|嗓子)"  # 了一声、过几遍
    rf"|[了着著]{_WAY}|{_WAY}(?=[。！.!])|[着著了过過])?"  # 了起来、出来。、着; no 说起来，
)
_CLAUSE: Final = '[^，。！？；：，.!?;:…“”"「」『』\\n]'
_NOBODY: Final = f"(?!{_CLAUSE}{{0,20}}(?:[没沒無无]有?人|[谁誰][也都]))"
_SILENT: Final = (
    "(?<![得能])(?:[没沒]有?|[不未别別])(?:再|敢|能|肯|想|多|曾|[愿願]意?|[会會]|急[着著]|[立马馬]刻|"
    "[马馬]上|[来來]得及|[顾顧]得?上|[继繼][续續]|直接|正面|[这這][么麼样樣]){0,2}"
    f"(?:{_VERBS}){_HOW}{_MARK}"
)
_CALLED: Final = (
    f"被{_CLAUSE}{{0,12}}[叫喊问問]了?[出过過回进進]|把{_CLAUSE}{{0,12}}叫了?[出过過回进進]|"
    f"[狗犬鸡雞鸟鳥猫貓马馬驴驢牛羊鸭鴨鹅鵝蝉蟬蛙虫蟲]{_CLAUSE}{{0,4}}叫"
)
_NO_SPEECH: Final = f"(?!{_CLAUSE}{{0,40}}(?:{_SILENT}|{_CALLED}))"
_SAID: Final = (
    rf"{_NOBODY}\s{{0,2}}{_CLAUSE}{{0,40}}?"
    rf"(?:(?:{_VERBS}){_HOW}{_MARK}"
    rf"|[这這如]此?[样樣是]?(?:{_VERBS}|概括|形容|[总總][结結]))"
)
_SAID_LATER: Final = (
    rf"{_CLAUSE}{{1,20}}[，,](?:{_NO_SPEECH}{_CLAUSE}{{0,12}}?[说說喊问問答道][着著了]?[。！]"
    rf"|(?:{_CLAUSE}{{1,20}}[，,])?{_NO_SPEECH}{_CLAUSE}{{0,12}}?[说說喊叫问問嚷吼]了{_WAY}[。！])"
)
_SAID_BETWEEN: Final = rf"(?:{_CLAUSE}{{1,20}}[，,]){{1,2}}\s?[“「『\"]"
_DONE: Final = r"\s{0,2}[说說][着著完罢罷][，,]"

TAG: Final = f"(?!{_DONE}){_NO_SPEECH}(?:{_SAID}|{_SAID_LATER}|{_SAID_BETWEEN})"
"""Who said it: 他说。 / 他站起来，大声喊。 / 他停了一下，“…” / 他又问了一遍。 / 他喊了起来。

`说着，` and `说完，` without a subject open what comes next, and so does who says nothing
(他没有再问), is called (被叫了过去) or only barks.
"""

ETC: Final = (
    "等(?!等?[我你您他她它咱]|[到了着著过過待候谁誰]|一[下会會等]|[会會][儿兒]|不[及到了起来來下得]|"
    "[明后後]天|天[亮黑]|[风風雨雪雾霧][停来來散过過小大])"
)
"""等 for “and so on”: not the verb (等到、等了、等我、等一会)."""

PART: Final = f'(?:[的地得之—]|{ETC}|[和与與及或](?=[“‘「『《"]))'
"""What makes the quotation a part of its sentence: “加油！”的口号"""
