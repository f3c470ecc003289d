"""Banks of any number of small questions, all different, all proven, quick to run and quick to write.

write_bank(folder, 1000) ─▶ folder/000.yaml (500 questions), folder/001.yaml      make-0, make-1, …
"""

from __future__ import annotations

from pathlib import Path

IN_ONE_FILE = 500

QUESTION = """\
  - id: make-{number}
    title: GRU の状態更新 {number}
    prompt: 更新ゲート z は新しい候補をどれだけ採るかを表す。(こ) に入る式はどれか。
    reference:
      code: |
        def update(z, h, h_bar):
            return (1 - z) * h + z * h_bar + {number}
      inputs: {{z: uniform N H, h: N H, h_bar: N H}}
      outputs: N H
    code: |
      def update(z, h, h_bar):
          # z (N, H), h (N, H), h_bar (N, H)
          return (こ) + {number}
    options:
      - code: z * h_bar
        why: 前の状態 h を捨てている。
      - (1 - z) * h_bar
      - z * h * h_bar
      - (1 - z) * h + z * h_bar
    answer: 4
    explanation: 前の状態と候補を z で混ぜる。
    tags: [rnn, gru]
"""
TRUSTED = QUESTION.replace(
    QUESTION[QUESTION.index("    reference:") : QUESTION.index("    options:")],
    """\
    reference: gru.gru
    code: |
      def gru(x, h, Wr, Ur, Wz, Uz, Wh, Uh):
          r, z = sigmoid(x @ Wr.T + h @ Ur.T), sigmoid(x @ Wz.T + h @ Uz.T)   # (N, H) reset, update
          h_bar = np.tanh(x @ Wh.T + (r * h) @ Uh.T)                          # (N, H) candidate
          return (こ) + 0 * {number}
""",
)


def write_bank(folder: Path, questions: int, template: str = QUESTION) -> list[Path]:
    """Writes so many questions, and returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, first in enumerate(range(0, questions, IN_ONE_FILE)):
        path = folder / f"{number:03}.yaml"
        last = min(first + IN_ONE_FILE, questions)
        texts = [template.format(number=one) for one in range(first, last)]
        path.write_text("format: 1\nquestions:\n" + "".join(texts), encoding="utf-8")
        files.append(path)
    return files
