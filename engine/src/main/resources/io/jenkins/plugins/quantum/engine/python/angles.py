"""Angles that are not known yet, as the text of OpenQASM 3 expressions."""

import math
import re

MOST_TEXT = 20_000
"""Characters of one angle."""

PLACE = re.compile(r"@(\w+):([\d,]*)@")


class Failure(Exception):
    """What the user reads."""

    def __init__(self, message, advice="", line=0):
        super().__init__(message)
        self.message, self.advice, self.line = message, advice, line


class Traced:
    """A number that is not known yet: arithmetic on it builds the text of an OpenQASM 3 expression. As an argument of
    unknown shape it can be indexed; what is indexed tells the shape."""

    __slots__ = ("text", "root")
    __array_priority__ = 1000
    shape = ()
    ndim = 0
    size = 1
    dtype = "float64"

    def __init__(self, text, root=None):
        if len(text) > MOST_TEXT:
            raise Failure("an angle grows beyond %d characters" % MOST_TEXT, "simplify the angles of the circuit")
        self.text, self.root = text, root

    def binary(self, other, operator, swapped=False):
        if hasattr(other, "dtype") and getattr(other, "shape", ()) != ():
            return NotImplemented
        if not isinstance(other, (Traced, complex)) and not hasattr(other, "__float__"):
            # such as an operator of PennyLane, which takes a factor
            return NotImplemented
        a, b = self.text, text_of(other)
        return Traced("(%s %s %s)" % ((b, operator, a) if swapped else (a, operator, b)))

    def __add__(self, other):
        return self.binary(other, "+")

    def __radd__(self, other):
        return self.binary(other, "+", True)

    def __sub__(self, other):
        return self.binary(other, "-")

    def __rsub__(self, other):
        return self.binary(other, "-", True)

    def __mul__(self, other):
        return self.binary(other, "*")

    def __rmul__(self, other):
        return self.binary(other, "*", True)

    def __truediv__(self, other):
        return self.binary(other, "/")

    def __rtruediv__(self, other):
        return self.binary(other, "/", True)

    def __pow__(self, other):
        return self.binary(other, "**")

    def __rpow__(self, other):
        return self.binary(other, "**", True)

    def __neg__(self):
        return Traced("(-%s)" % self.text)

    def __pos__(self):
        return self

    def __getitem__(self, index):
        if self.root is None or not isinstance(index, int) or index < 0:
            raise Failure("the shape of an argument of the circuit is not known",
                          "bind it under `inputs`, so that its length is known")
        name, path = self.root
        return placeholder(name, path + (index,))

    def __iter__(self):
        raise Failure("the length of an argument of the circuit is not known",
                      "bind it under `inputs`, so that its length is known")

    __len__ = __iter__

    def refuse(self, *_, **__):
        raise Failure(
            "the circuit depends on the value of a parameter (comparison, rounding or conversion to a number)",
            "parameters may only be angles: use + - * / ** and sin, cos, tan, arcsin, arccos, arctan, exp, log, sqrt")

    __float__ = __int__ = __bool__ = __index__ = __complex__ = __round__ = __abs__ = refuse
    __lt__ = __le__ = __gt__ = __ge__ = __mod__ = __rmod__ = __floordiv__ = __rfloordiv__ = refuse
    item = tolist = refuse

    def __eq__(self, other):
        return isinstance(other, Traced) and self.text == other.text

    def __hash__(self):
        return hash(self.text)

    def __repr__(self):
        return PLACE.sub(r"\1[\2]", self.text)

    def reshape(self, *_):
        return self

    def __array__(self, *_, **__):
        import numpy

        array = numpy.empty((), dtype=object)
        array[()] = self
        return array

    def __array_ufunc__(self, ufunc, method, *inputs, **_):
        import numpy

        if any(isinstance(value, numpy.ndarray) and value.shape != () for value in inputs):
            arrays = [value if isinstance(value, numpy.ndarray) else value.__array__()
                      if isinstance(value, Traced) else numpy.asarray(value) for value in inputs]
            return ufunc(*arrays, dtype=object)
        inputs = [value.item() if isinstance(value, numpy.ndarray) else value for value in inputs]
        operators = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "true_divide": "/", "power": "**"}
        if method == "__call__" and ufunc.__name__ in operators:
            return Traced("(%s %s %s)" % (text_of(inputs[0]), operators[ufunc.__name__], text_of(inputs[1])))
        if method == "__call__" and ufunc.__name__ == "negative":
            return -self
        if method == "__call__" and ufunc.__name__ in FUNCTIONS:
            return getattr(self, ufunc.__name__)()
        return self.refuse()


# PennyLane's dispatcher chooses a library by the module of an argument's class
Traced.__module__ = "numpy"

FUNCTIONS = ["sin", "cos", "tan", "arcsin", "arccos", "arctan", "exp", "log", "sqrt"]

for function in FUNCTIONS:
    # numpy calls these methods on the elements of object arrays
    setattr(Traced, function, lambda self, name=function: Traced("%s(%s)" % (name, self.text)))


def placeholder(name, path):
    return Traced("@%s:%s@" % (name, ",".join(map(str, path))), (name, path))


def text_of(value):
    if isinstance(value, Traced):
        return value.text
    if hasattr(value, "shape") and value.shape == () and getattr(value, "dtype", None) == object:
        return text_of(value.item())
    number = complex(value)
    if number.imag != 0 or not math.isfinite(number.real):
        raise Failure("an angle is not a finite real number: %s" % value)
    text = repr(number.real)
    return "(%s)" % text if text.startswith("-") else text


def text_of_sympy(expression, name_of):
    """The text of a sympy expression, as Cirq's and Braket's parameters are; name_of gives the input of a symbol."""
    import sympy

    def text(part, depth=0):
        if depth > 200:
            raise Failure("an angle nests deeper than 200 levels", "simplify the angles of the circuit")
        if part.is_Symbol:
            return name_of(part.name)
        if part.is_number:
            return text_of(complex(part))
        pieces = [text(argument, depth + 1) for argument in part.args]
        if part.is_Add:
            return "(%s)" % " + ".join(pieces)
        if part.is_Mul:
            return "(%s)" % " * ".join(pieces)
        if part.is_Pow:
            return "(%s ** %s)" % tuple(pieces)
        name = part.func.__name__
        name = "arc" + name[1:] if name in ("asin", "acos", "atan") else name
        if name not in FUNCTIONS:
            raise Failure("the angle %s uses %s" % (str(expression)[:200], name),
                          "use + - * / ** and sin, cos, tan, asin, acos, atan, exp, log, sqrt")
        return "%s(%s)" % (name, pieces[0])

    result = text(sympy.sympify(expression))
    if len(result) > MOST_TEXT:
        raise Failure("an angle grows beyond %d characters" % MOST_TEXT, "simplify the angles of the circuit")
    return result
