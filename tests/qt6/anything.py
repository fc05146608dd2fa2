"""Classes whose attributes are made when they are asked for, and that take anything."""

from __future__ import annotations


class Made(type):
    """Makes the attributes of a class when they are asked for: enums, their values, functions."""

    def __getattr__(cls, name):
        if name.startswith("_"):
            raise AttributeError(name)
        value = Made(name, (Anything,), {}) if name[0].isupper() else give_anything
        setattr(cls, name, staticmethod(value) if value is give_anything else value)
        return value

    def __or__(cls, other):
        return Anything()

    __ror__ = __and__ = __rand__ = __sub__ = __or__

    def __invert__(cls):
        return Anything()

    def __lt__(cls, other):
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __int__(cls):
        return 0

    __index__ = __int__


class Anything(metaclass=Made):
    """Takes any arguments, has any method, and is empty, 0 or "" where a value is needed."""

    def __init__(self, *args, **kwargs):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Made(name, (Anything,), {}) if name[0].isupper() else Anything()

    def __call__(self, *args, **kwargs):
        return Anything()

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __bool__(self):
        return True

    def __str__(self):
        return ""

    def __int__(self):
        return 0

    __index__ = __int__

    def __float__(self):
        return 0.0

    def __or__(self, other):
        return self

    __ror__ = __and__ = __rand__ = __add__ = __sub__ = __or__
    __truediv__ = __mul__ = __rtruediv__ = __rmul__ = __getitem__ = __or__

    def __invert__(self):
        return self

    def __lt__(self, other):
        return False

    __gt__ = __le__ = __ge__ = __lt__

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None


def give_anything(*args, **kwargs):
    return Anything()
