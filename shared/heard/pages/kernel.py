"""Starts the kernel of a page without what no page needs: ``python -m heard.pages.kernel -f CONNECTION``.

A kernel starts for every viewer. The debugger and the completion of code would be a fifth of its memory, and
the debugger one more thing to talk to; where they cannot be imported, ipykernel does without.
"""

import sys

_LEFT_OUT = ("debugpy", "jedi")


def main() -> None:
    """Run the kernel until it is ended."""
    for name in _LEFT_OUT:
        sys.modules[name] = None  # type: ignore[assignment]
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    main()
