"""Stores anew what PyTorch says of every reference's inputs: python tests/references/store_oracles.py

The files in tests/references/stored let a test run without PyTorch hold the references against it.  They hang on the
references' declared inputs and on how the engine draws them; when one of these changes, they are to be stored anew.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "tests")]
    import torch
    from references.oracles.known import store

    store(torch)
