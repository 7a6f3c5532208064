"""What a kept component shows, made only if the component has to be rendered."""

from collections.abc import Callable
from typing import Any


class Deferred:
    """A call of `make`, a function of a module, with plain data: together they are the key of {% kept_include %}.

    What it makes may depend on nothing else, except the active language and time zone.
    """

    do_not_call_in_templates = True  # kept_include calls it

    def __init__(self, make: Callable, *given: Any):
        self.make, self.given = make, given

    def __call__(self) -> Any:
        return self.make(*self.given)
