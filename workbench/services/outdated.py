"""Which drafts may obey another glossary than today's, whenever and by whom it was changed.

The cache of drafts knows under which terms each was made; nothing else is looked at, so that a
draft of an older model, or one whose terms are what they always were, is never named. A draft that
was made alike under several terms is: to refresh it costs a look into the cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.storage import drafts as cache

if TYPE_CHECKING:
    from workbench.core.document import Segment
    from workbench.engines.base import Engine
    from workbench.services.workspace import Workspace
    from workbench.terminology.matcher import Matcher


def outdated(
    ws: Workspace, engine: Engine, matcher: Matcher, held: Sequence[Segment]
) -> tuple[int, ...]:
    """Return the ids of those segments whose draft was, or may have been, made under other terms.

    Args:
        ws: the workspace.
        engine: the engine; drafts of others, or of another state of its model, are left out.
        matcher: the glossary as it is.
        held: the segments, in the order in which they matter.
    """
    from workbench.engines.constraint.digest import digest

    sources = list(dict.fromkeys(segment.source for segment in held))
    today = {source: digest(matcher.find(source)) for source in sources}
    with ws.database.reading() as session:
        made = cache.terms_of(session, engine.info, sources)
    known = ((s, made.get((s.source, s.target), set())) for s in held)
    return tuple(s.id for s, terms in known if terms and terms != {today[s.source]})
