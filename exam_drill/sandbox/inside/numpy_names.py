"""NumPy's public names: which of them a program gets, and why not the others.

A name that stands in neither list is refused.  A test asks for a decision on every name of the NumPy that is installed
(but for those of `np.lib`); both the names of NumPy 1.26 and those of NumPy 2 are here.
"""

from __future__ import annotations

_ALLOWED = {
    "np": """
False_ True_ abs absolute acos acosh add all allclose alltrue amax amin angle any append apply_along_axis
apply_over_axes arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort argwhere
around array array2string array_equal array_equiv array_repr array_split array_str asanyarray asarray
asarray_chkfinite ascontiguousarray asfarray asfortranarray asin asinh astype atan atan2 atanh atleast_1d atleast_2d
atleast_3d average bartlett base_repr binary_repr bincount bitwise_and bitwise_count bitwise_invert bitwise_left_shift
bitwise_not bitwise_or bitwise_right_shift bitwise_xor blackman block bool bool_ broadcast broadcast_arrays
broadcast_shapes broadcast_to byte bytes_ c_ can_cast cbrt cdouble ceil cfloat character choose clip clongdouble
clongfloat column_stack common_type complex128 complex256 complex64 complex_ complexfloating compress concat
concatenate conj conjugate convolve copy copysign copyto corrcoef correlate cos cosh count_nonzero cov cross csingle
cumprod cumproduct cumsum cumulative_prod cumulative_sum deg2rad degrees delete diag diag_indices
diag_indices_from diagflat diagonal diff digitize divide divmod dot double dsplit dstack dtype e ediff1d einsum
einsum_path empty empty_like equal errstate euler_gamma exp exp2 expand_dims expm1 extract eye fabs fft fill_diagonal
find_common_type finfo fix flatnonzero flexible flip fliplr flipud float128 float16 float32 float64 float_ float_power
floating floor floor_divide fmax fmin fmod format_float_positional format_float_scientific frexp fromfunction fromiter
fromstring full full_like gcd generic geomspace gradient greater greater_equal half hamming hanning heaviside histogram
histogram2d histogram_bin_edges histogramdd hsplit hstack hypot i0 identity iinfo imag in1d index_exp indices inexact
inf Inf infty Infinity inner insert int16 int32 int64 int8 int_ intc integer interp intersect1d intp invert isclose
iscomplex iscomplexobj isdtype isfinite isfortran isin isinf isnan isnat isneginf isposinf isreal isrealobj isscalar
issubdtype iterable ix_ kaiser kron lcm ldexp left_shift less less_equal lexsort lib linalg linspace log log10 log1p
log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor logspace long longcomplex longdouble longfloat
longlong mask_indices matmul matrix_transpose matvec max maximum may_share_memory mean median meshgrid mgrid min
min_scalar_type minimum mintypecode mod modf moveaxis msort multiply nan NaN NAN NINF NZERO PINF PZERO nan_to_num
nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd
nansum nanvar ndarray ndenumerate ndim ndindex nditer negative newaxis nextafter nonzero not_equal number object_ ogrid
ones ones_like outer packbits pad partition percentile permute_dims pi piecewise place poly poly1d polyadd polyder
polydiv polyfit polyint polymul polysub polyval positive pow power prod product promote_types ptp put put_along_axis
putmask quantile r_ rad2deg radians random ravel ravel_multi_index real real_if_close reciprocal remainder repeat
require reshape resize result_type right_shift rint roll rollaxis roots rot90 round round_ row_stack s_ searchsorted
select setdiff1d setxor1d shape shares_memory short sign signbit signedinteger sin sinc single singlecomplex sinh size
sometrue sort sort_complex spacing split sqrt square squeeze stack std str_ string_ subtract sum swapaxes take
take_along_axis tan tanh tensordot tile trace transpose trapezoid trapz tri tril tril_indices
tril_indices_from trim_zeros triu triu_indices triu_indices_from true_divide trunc typename ubyte uint uint16 uint32
uint64 uint8 uintc uintp ulong ulonglong unicode_ union1d unique unique_all unique_counts unique_inverse unique_values
unpackbits unravel_index unsignedinteger unstack unwrap ushort vander var vdot vecdot vecmat vectorize vsplit vstack
where zeros zeros_like
""",
    "np.linalg": """
LinAlgError cholesky cond cross det diagonal eig eigh eigvals eigvalsh inv lstsq matmul matrix_norm matrix_power
matrix_rank matrix_transpose multi_dot norm outer pinv qr slogdet solve svd svdvals tensordot tensorinv tensorsolve
trace vecdot vector_norm
""",
    "np.fft": """
fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn rfft rfft2 rfftfreq rfftn
""",
    "np.random": """
RandomState beta binomial chisquare choice default_rng dirichlet exponential f gamma geometric gumbel hypergeometric
laplace logistic lognormal logseries multinomial multivariate_normal negative_binomial noncentral_chisquare
noncentral_f normal pareto permutation poisson power rand randint randn random random_integers random_sample ranf
rayleigh sample seed shuffle standard_cauchy standard_exponential standard_gamma standard_normal standard_t triangular
uniform vonmises wald weibull zipf
""",
    "np.lib": "stride_tricks",
    "np.lib.stride_tricks": "sliding_window_view",
}
_REFUSED = {
    "np": {
        # reads or writes files
        "numpy-file": """
DataSource fromfile fromregex genfromtxt load loadtxt memmap recfromcsv recfromtxt save savetxt savez savez_compressed
""",
        # takes bytes of memory for something else, or follows an address
        "numpy-memory": """
byte_bounds ctypeslib frombuffer from_dlpack nested_iters rec recarray record format_parser void
""",
        # changes, or hands out, what all programs of the process share
        "numpy-state": """
ScalarType add_docstring add_newdoc add_newdoc_ufunc cast get_printoptions getbufsize geterr geterrcall geterrobj
nbytes printoptions sctypeDict sctypes set_numeric_ops set_printoptions set_string_function setbufsize seterr
seterrcall seterrobj typecodes
""",
        "numpy-module": """
char chararray compat core distutils dtypes emath exceptions f2py ma matlib numarray oldnumeric polynomial strings
typing version
""",
        "numpy-testing": "test testing",
        "numpy-matrix": "asmatrix bmat mat matrix",
        "numpy-frompyfunc": "frompyfunc",
        # about NumPy itself, or not about numbers
        "numpy-unneeded": """
ALLOW_THREADS BUFSIZE CLIP ERR_CALL ERR_DEFAULT ERR_IGNORE ERR_LOG ERR_PRINT ERR_RAISE ERR_WARN FLOATING_POINT_SUPPORT
FPE_DIVIDEBYZERO FPE_INVALID FPE_OVERFLOW FPE_UNDERFLOW MAXDIMS MAY_SHARE_BOUNDS MAY_SHARE_EXACT RAISE RankWarning
SHIFT_DIVIDEBYZERO SHIFT_INVALID SHIFT_OVERFLOW SHIFT_UNDERFLOW UFUNC_BUFSIZE_DEFAULT UFUNC_PYVALS_NAME WRAP
busday_count busday_offset busdaycalendar compare_chararrays datetime64 datetime_as_string datetime_data deprecate
deprecate_with_doc disp fastCopyAndTranspose flatiter get_array_wrap get_include info is_busday issctype issubclass_
issubsctype kernel_version little_endian lookfor maximum_sctype obj2sctype safe_eval sctype2char show_config
show_runtime source timedelta64 tracemalloc_domain ufunc who
""",
    },
    "np.linalg": {"numpy-unneeded": "linalg test"},
    "np.fft": {"numpy-unneeded": "helper test"},
    "np.random": {
        "numpy-random": """
BitGenerator Generator MT19937 PCG64 PCG64DXSM Philox SFC64 SeedSequence bit_generator bytes get_bit_generator
get_state mtrand set_bit_generator set_state
""",
        "numpy-unneeded": "test",
    },
    "np.lib": {},
    "np.lib.stride_tricks": {"numpy-as-strided": "as_strided"},
}

# Where names of NumPy are looked up -> the names that a program gets there.
ALLOWED = {space: frozenset(names.split()) for space, names in _ALLOWED.items()}
# … -> the names that it does not get, each with the code of the refusal.
REFUSED = {
    space: {name: code for code, names in groups.items() for name in names.split()}
    for space, groups in _REFUSED.items()
}
