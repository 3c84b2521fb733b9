"""Logs without a word of anybody's: no address typed, no message, no text of an error."""

import logging
import time
import traceback

_LOGGERS = ("tornado.access", "tornado.application", "tornado.general", "asyncio", "traitlets", "voila")


class KindOnly(logging.Formatter):
    """Writes of a record when, how grave, from which part, and of an error its kind and its place."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the record's message is no part of it, because it may quote what somebody sent."""
        when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(record.created))
        return f"{when} {record.levelname.lower()} in {record.name}{_kind(record)}"


def _kind(record: logging.LogRecord) -> str:
    if not record.exc_info or record.exc_info[0] is None:
        return f" ({record.module}, line {record.lineno})"
    frames = traceback.extract_tb(record.exc_info[2])
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return f": {record.exc_info[0].__name__}{place}"


def keep_quiet(*more: logging.Logger) -> None:
    """Let every logger of the server write kinds only, to standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(KindOnly())
    for logger in (*map(logging.getLogger, _LOGGERS), *more):
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.ERROR)
