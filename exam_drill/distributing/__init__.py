"""Judging on other processes and machines: which ones, and that nothing is lost on the way.

    --executor SPEC ─ spec ─▶ Spec ─ opening ─▶ Cluster (dask)  ─┐
                                  concurrent.futures, any other ─┴─ steady ─▶ an executor that loses nothing

What is judged is known by `exam_drill.checking` alone.
"""
