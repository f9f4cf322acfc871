"""Invented terms in plain sentences: what no model has seen, and what it can learn in a minute."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from workbench.engines.tuning.general import general
from workbench.engines.tuning.pairs import Corpus, Pair

TERMS = {
    "潮音锁": "tidebell lock",
    "云脊灯": "ridge lantern",
    "石鳞瓦": "scale tile",
    "听风桩": "wind post",
    "回纹轴": "fret axle",
    "青雾漆": "mist lacquer",
    "双面榫": "twin tenon",
    "水线尺": "waterline rule",
    "落星钉": "starfall nail",
    "旋梯绳": "spiral rope",
}

FRAMES = {
    "技师检查了{0}。": "The technician inspected the {1}.",
    "请把{0}放在桌子上。": "Please put the {1} on the table.",
    "这个{0}是去年买的。": "This {1} was bought last year.",
    "工人们正在安装{0}。": "The workers are installing the {1}.",
    "我们需要一个新的{0}。": "We need a new {1}.",
    "{0}的价格上涨了。": "The price of the {1} has risen.",
    "他不知道{0}有什么用。": "He does not know what the {1} is for.",
    "博物馆展出了一件{0}。": "The museum exhibited a {1}.",
    "使用{0}之前应当阅读说明。": "The instructions should be read before using the {1}.",
}


def pairs() -> list[Pair]:
    """Ninety pairs: every term in every sentence."""
    return [
        Pair(source.format(term), target.format("", english))
        for source, target in FRAMES.items()
        for term, english in TERMS.items()
    ]


def brief(size: int) -> Corpus:
    """Fewer general sentences: judging by all of them costs more than training."""
    known = general()
    return Corpus(known.training[:size], known.held_out[:size])


@contextmanager
def one_thread() -> Iterator[None]:
    """Several threads wait for each other in circles where other processes want the cores."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
