"""The variables by which NumPy's library for linear algebra is told, before it is imported, to keep to one thread."""

from __future__ import annotations

from collections.abc import Mapping

# More gain nothing on matrices as small as those of questions, they add in another order, and they are made when NumPy
# is imported, where they wait for work busily for a while.
ONE_THREAD: Mapping[str, str] = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
