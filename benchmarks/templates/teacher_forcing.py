"""A decoder with teacher forcing."""

from __future__ import annotations

from templates.form import Slot, Template, Wrong

TEMPLATE = Template(
    name="teacher-forcing",
    reference="decoder.decode",
    title=("教師強制によるデコーダ", "A decoder with teacher forcing"),
    prompt=(
        """
        教師強制で学習するときの、デコーダの順伝播を計算する関数である。
        hs はエンコーダの S 時刻分の状態で、最後の状態をデコーダの最初の状態とする。
        targets は正解の単語 ID、bos は文の始まりを表す ID である。
        どの時刻でも、一つ前の正解の単語を埋め込み E で読む。戻り値は次の単語の確率である。
        softmax は、配列の最後の軸についてソフトマックス関数を計算する。
        """,
        """
        This function is the forward pass of a decoder that is trained with teacher forcing.
        hs holds the states of the encoder at S steps; its last state is the first one of the decoder.
        targets holds the ids of the right words, bos is the id that begins a sentence.
        Each step reads the right word before, embedded by E. The probabilities of the next words are returned.
        softmax computes the softmax over the last axis of an array.
        """,
    ),
    code='''
def decode(hs, targets, bos, E, Wx, Wh, b, Wo, bo):
    """
    hs: (N, S, H)    targets: (N, T)    E: (V, D)
    Wx: (D, H)    Wh: (H, H)    b: (H,)    Wo: (H, V)    bo: (V,)
    """
    h = ⟨start⟩  # (N, H)
    N, T = targets.shape
    first = np.full((N, 1), bos)  # (N, 1)
    fed = ⟨fed⟩  # (N, T)
    ps = []
    for t in range(T):
        h = np.tanh(⟦E[fed[:, t]] @ Wx + h @ Wh + b‖b + h.dot(Wh) + E[fed[:, t]].dot(Wx)⟧)  # (N, H)
        ps.append(⟨out⟩)  # (N, V)
    return np.stack(ps, axis=1)  # (N, T, V)
''',
    slots={
        "start": Slot(
            right="⟦hs[:, -1]‖hs[:, hs.shape[1] - 1]‖hs[:, -1, :]⟧",
            wrong=(
                Wrong(
                    "⟦hs[:, 0]‖hs[:, 0, :]⟧",
                    "最初の状態は、最初の単語を読んだだけである。",
                    "The first state has read the first word alone.",
                ),
                Wrong(
                    "⟦hs.mean(axis=1)‖np.mean(hs, axis=1)⟧",
                    "すべての状態の平均である。",
                    "This is the mean of all states.",
                ),
                Wrong(
                    "⟦np.zeros_like(hs[:, -1])‖np.zeros_like(hs[:, 0])⟧",
                    "エンコーダが読んだことが何も伝わらない。",
                    "Nothing of what the encoder has read gets through.",
                ),
                Wrong(
                    "⟦hs.max(axis=1)‖np.max(hs, axis=1)⟧",
                    "要素ごとに最大を取っている。",
                    "This takes the largest of each element.",
                ),
            ),
            note=(
                "エンコーダの最後の状態が、文全体を読み終えた状態である。",
                "The last state of the encoder is the one that has read the whole sentence.",
            ),
            hint=("すべての単語を読み終えた状態はどれか。", "Which state has read all words?"),
        ),
        "fed": Slot(
            right="⟦np.concatenate([first, targets[:, :-1]], axis=1)‖np.hstack([first, targets[:, :-1]])‖"
            "np.concatenate([first, targets], axis=1)[:, :T]⟧",
            wrong=(
                Wrong(
                    "targets",
                    "答えそのものを読んでいる。次の単語を当てることにならない。",
                    "This reads the answers themselves, so nothing is left to predict.",
                ),
                Wrong(
                    "⟦np.concatenate([first, targets[:, 1:]], axis=1)‖np.hstack([first, targets[:, 1:]])⟧",
                    "最後の単語を除くべきところで、最初の単語を除いている。",
                    "This drops the first word, but it is the last one that is not read.",
                ),
                Wrong(
                    "⟦np.concatenate([targets[:, 1:], first], axis=1)‖np.hstack([targets[:, 1:], first])⟧",
                    "一つ先の単語を読んでいる。",
                    "This reads the word after.",
                ),
                Wrong(
                    "⟦np.repeat(first, T, axis=1)‖np.full((N, T), bos)⟧",
                    "どの時刻でも文の始まりを読んでいる。",
                    "Every step reads the beginning of a sentence.",
                ),
            ),
            note=(
                "時刻 t で読むのは時刻 t - 1 の正解であり、最初だけは bos を読む。",
                "Step t reads the right word of step t - 1, and the first step reads bos.",
            ),
            hint=(
                "最初の時刻で読むのは何か。最後の正解は読まれるか。",
                "What does the first step read? Is the last word ever read?",
            ),
        ),
        "out": Slot(
            right="⟦softmax(h @ Wo + bo)‖softmax(bo + h.dot(Wo))⟧",
            wrong=(
                Wrong(
                    "⟦h @ Wo + bo‖bo + h.dot(Wo)⟧",
                    "ソフトマックスを通していない。確率にならない。",
                    "There is no softmax, so these are no probabilities.",
                ),
                Wrong(
                    "⟦softmax(h @ Wo)‖softmax(h.dot(Wo))⟧",
                    "バイアスが抜けている。",
                    "The bias is missing.",
                ),
                Wrong(
                    "⟦softmax((h @ Wo + bo).T).T‖softmax((bo + h.dot(Wo)).T).T⟧",
                    "サンプルの軸についてのソフトマックスになっている。",
                    "This is a softmax over the samples.",
                ),
                Wrong(
                    "⟦np.exp(h @ Wo + bo)‖np.exp(bo + h.dot(Wo))⟧",
                    "和で割っていない。",
                    "There is no division by the sum.",
                ),
            ),
            note=(
                "状態から全単語のスコアを求め、ソフトマックスで確率にする。",
                "The state gives the scores of all words, and the softmax makes probabilities of them.",
            ),
            hint=("確率は、単語について足すと 1 になる。", "Probabilities sum to 1 over the words."),
        ),
    },
    explanation=(
        """
        教師強制では、モデルの出力ではなく正解を次の入力にするので、誤りが後の時刻に広がらず、学習が安定する。
        推論時には正解がないので、自分の出力を次の入力にする。
        """,
        """
        With teacher forcing the next input is the right word and not the model's own, so errors do not spread.
        Afterwards there is no right word, and the model reads its own output.
        """,
    ),
    tags=("seq2seq", "teacher-forcing"),
    names={"hs": ("hs", "enc_hs", "memory"), "fed": ("fed", "words", "ws"), "ps": ("ps", "probs", "outs")},
    sizes=(
        "{T: 3..6, V: 4..8, N: 2..5, S: 2..6}",
        "{T: 4..7, V: 5..9, N: 2..4, S: 3..5}",
        "{T: 3..5, V: 4..9, S: 2..4}",
    ),
)
