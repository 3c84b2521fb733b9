"""Run the benchmarks named, or all of them."""

import sys

from bench import (
    agreement,
    batch,
    dashboards,
    desk,
    distinctive_words,
    exchange,
    near_copies,
    rating_room,
    reading,
    store,
    topic_quality,
    topics,
    workbooks,
)

BENCHMARKS = {
    "batch": batch.main,
    "reading": reading.main,
    "store": store.main,
    "desk": desk.main,
    "distinctive_words": distinctive_words.main,
    "near_copies": near_copies.main,
    "workbooks": workbooks.main,
    "exchange": exchange.main,
    "agreement": agreement.main,
    "rating_room": rating_room.main,
    "dashboards": dashboards.main,
    "topics": topics.main,
    "topic_quality": topic_quality.main,
}


def main() -> None:
    for name in sys.argv[1:] or BENCHMARKS:
        print(f"== {name}", flush=True)
        BENCHMARKS[name]()


if __name__ == "__main__":
    main()
