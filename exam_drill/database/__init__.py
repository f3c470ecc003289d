"""SQLite files of ours: made whole, opened only if they are ours, written in transactions.

    Kind ──▶ opening ── no file ─▶ making          a file that is not of this kind, or damaged, is a StoreError
                └────── a file ──▶ Database        and stays as it was

What is in them is said by those who keep something: `exam_drill.progress`, `exam_drill.caching`.
"""
