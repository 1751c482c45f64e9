"""What a worker tells, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.delivery.worker import Expired, Failed, Ready, Sent, TookOver
from pressinvite.dispatch.telling import mailing_words, state_list

if TYPE_CHECKING:
    from pressinvite.delivery.worker import News
    from pressinvite.language import Language


def render_news(news: News, language: Language) -> str:
    """Return a line, without its break, that tells what happened."""
    _ = language.text
    if isinstance(news, Ready):
        return _("Waiting for mailings. Ctrl-C ends the worker after the messages in hand.")
    if isinstance(news, Sent):
        states = state_list(news.outcomes, language)
        words = f"{news.mailing.title}: {mailing_words(news.mailing, language)}: {states}"
        return words + _("; {count} left", count=news.left) if news.left else words
    if isinstance(news, TookOver):
        return _(
            "A sender had stopped without a word; of what it held: {states}.", states=state_list(news.states, language)
        )
    if isinstance(news, Expired):
        what = f"{news.mailing.title}: {mailing_words(news.mailing, language)}"
        return language.plural(
            "{what}: {count} message was not sent, as the meeting is over",
            "{what}: {count} messages were not sent, as the meeting is over",
            news.number,
            what=what,
        )
    if isinstance(news, Failed):
        return _("Trying again in {seconds} seconds.", seconds=round(news.pause))
    return _("Ending after the messages in hand. A second signal ends it at once; some are uncertain then.")
