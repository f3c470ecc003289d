"""What the syntax policy allows, as data: syntax, names of Python, attributes, methods of a class.

What is not listed here is not allowed.  NumPy's own names stand in `numpy_names`.
"""

from __future__ import annotations

import ast

LONGEST = 20_000  # characters of one text
DEEPEST = 150  # levels of its syntax tree


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# ── syntax ──

_NODES = """
Module Expression Expr Pass Break Continue Return Assign AugAssign AnnAssign Delete Assert Raise If For While Try With
FunctionDef ClassDef Global Nonlocal ExceptHandler withitem arguments arg keyword alias
Constant Name Attribute Subscript Slice Starred Tuple List Dict Set Call Lambda IfExp NamedExpr JoinedStr FormattedValue
ListComp SetComp DictComp GeneratorExp comprehension Yield YieldFrom
BoolOp And Or UnaryOp Invert Not UAdd USub
BinOp Add Sub Mult MatMult Div Mod Pow LShift RShift BitOr BitXor BitAnd FloorDiv
Compare Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn Load Store Del
Match match_case MatchValue MatchSingleton MatchSequence MatchMapping MatchClass MatchStar MatchAs MatchOr
"""
NODES: frozenset[type[ast.AST]] = frozenset(getattr(ast, name) for name in _NODES.split())
# How the rest is written, where its name does not say it.
SIGNS = {
    "AsyncFunctionDef": "async def",
    "AsyncFor": "async for",
    "AsyncWith": "async with",
    "Await": "await",
    "TryStar": "except*",
    "TypeAlias": "type",
    "TypeVar": "[T]",
    "ParamSpec": "[**P]",
    "TypeVarTuple": "[*Ts]",
    "TemplateStr": 't"…"',
}

# ── names of Python ──

BUILTINS = words("""
abs all any ascii bin bool callable chr classmethod complex dict divmod enumerate filter float format frozenset
hasattr hash hex id int isinstance issubclass iter len list map max min next object oct ord pow print property range
repr reversed round set slice sorted staticmethod str sum super tuple type zip
Ellipsis NotImplemented
ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup
FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning
PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError
TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
UserWarning ValueError Warning ZeroDivisionError
""")
# Names of Python that a program may use as its own, but not as Python's: code of the refusal -> names.
REFUSED_BUILTINS = {
    name: code
    for code, names in {
        "builtin-code": "eval exec compile",
        "builtin-file": "open input",
        "builtin-attribute": "getattr setattr delattr vars dir globals locals",
        "builtin-memory": "memoryview bytearray bytes",
        "builtin-exit": "exit quit breakpoint help copyright credits license",
        "builtin-async": "aiter anext",
    }.items()
    for name in names.split()
}
# What a class may be derived from, beside exceptions and classes of the program.
BASES: tuple[type, ...] = (object, dict, list)

# ── methods with two underscores on either side ──

# Called only where the program itself calls them.
QUIET_METHODS = words("__init__ __call__")
# Called by Python or NumPy on their own account, perhaps in the middle of a loop of theirs.
METHODS = QUIET_METHODS | words("""
__len__ __getitem__ __setitem__ __delitem__ __iter__ __next__ __reversed__ __contains__ __enter__ __exit__
__repr__ __str__ __bool__ __int__ __float__ __index__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__
__neg__ __pos__ __abs__ __invert__
__add__ __sub__ __mul__ __matmul__ __truediv__ __floordiv__ __mod__ __pow__ __and__ __or__ __xor__
__radd__ __rsub__ __rmul__ __rmatmul__ __rtruediv__ __rfloordiv__ __rmod__ __rpow__ __rand__ __ror__ __rxor__
__iadd__ __isub__ __imul__ __imatmul__ __itruediv__ __ifloordiv__ __imod__ __ipow__ __iand__ __ior__ __ixor__
""")

# ── attributes ──

# Harmless on whatever a program can get hold of.  Any other attribute is for objects of the program's own classes.
ATTRIBUTES = words("""
T mT all any argmax argmin argpartition argsort astype base choose clip compress conj conjugate copy cumprod cumsum
diagonal dot dtype fill flat flatten imag item itemsize max mean min nbytes ndim nonzero partition prod ptp put ravel
real repeat reshape round searchsorted shape size sort squeeze std strides sum swapaxes take tolist trace transpose var
kind char names fields subdtype
reduce accumulate outer at reduceat nin nout identity
eps tiny bits precision resolution smallest_normal smallest_subnormal nmant machep
multi_index finished iternext index has_index has_multi_index reset value

seed rand randn randint random random_sample integers uniform normal standard_normal permutation permuted shuffle choice
beta binomial chisquare dirichlet exponential gamma geometric gumbel hypergeometric laplace logistic lognormal
multinomial multivariate_normal negative_binomial poisson power rayleigh standard_exponential standard_gamma
standard_cauchy standard_t triangular vonmises wald weibull zipf pareto f tomaxint random_integers

coeffs coef order roots deriv integ
U S Vh Q R eigenvalues eigenvectors sign logabsdet values indices inverse_indices counts

append extend insert remove reverse pop clear count
keys items get popitem setdefault update fromkeys
add discard union intersection difference symmetric_difference issubset issuperset isdisjoint
intersection_update difference_update symmetric_difference_update
capitalize casefold center endswith expandtabs find isalnum isalpha isascii isdecimal isdigit isidentifier islower
isnumeric isprintable isspace istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix
replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate upper
zfill
bit_count bit_length as_integer_ratio is_integer numerator denominator hex
start stop step send args name setter getter deleter
""")
# Why an attribute of NumPy or Python is not for a program: code of the refusal -> attributes.
REFUSED_ATTRIBUTES = {
    name: code
    for code, names in {
        "attribute-memory": "view data ctypes getfield setfield setflags flags tobytes byteswap newbyteorder itemset",
        "attribute-file": "tofile dump dumps",
        "attribute-resize": "resize",
        "format": "format format_map",
    }.items()
    for name in names.split()
}
