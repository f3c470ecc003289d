"""Drafted explanations of suggested wrong options that stand for a named misconception.

Name -> (Japanese, English).  `old` is the text that was changed, `new` what came in its place, `beside` what it belongs to.
What the runs showed is added to it: see `fact-…` in the table `suggest`.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "update-gate-turned": (
        "{beside} と 1 - {beside} が入れ替わっている。{beside} が 1 に近いほど残すべきものが捨てられ、捨てるべきものが残る。",
        "{beside} and 1 - {beside} have changed places. The closer {beside} is to 1, the more is kept of what should go, and the less of what should stay.",
    ),
    "complement-forgotten": (
        "1 - {new} とすべきところが {new} のままになっている。{new} が 0.5 でない限り、重みの大小が逆になる。",
        "{new} stands where 1 - {new} belongs. Unless {new} is 0.5, what should weigh much weighs little, and the other way round.",
    ),
    "complement-instead": (
        "{old} とすべきところが {new} になっている。{old} が 1 に近いときに最も小さく、0 に近いときに最も大きくなり、働きが逆である。",
        "{new} stands where {old} belongs. It is least where {old} is close to 1 and greatest where it is close to 0, the reverse of what is meant.",
    ),
    "gates-exchanged": (
        "{old} と {new} が入れ替わっている。ゲートはそれぞれ別のものを通すので、互いに代わりにはならない。",
        "{old} and {new} have changed places. Each gate is there for something of its own, and neither can do the other's work.",
    ),
    "wrong-gate": (
        "{old} ではなく {new} を使っている。形状は同じでも、役割の違うゲートである。",
        "This uses {new} in place of {old}. It has the same shape, but it is a gate with another task.",
    ),
    "candidate-state-exchanged": (
        "{old} と {new} が入れ替わっている。新しい候補と前の状態とで、配分が逆になる。",
        "{old} and {new} have changed places, so the new candidate gets the share of the state, and the state that of the candidate.",
    ),
    "next-for-previous": (
        "{old} ではなく {new} を使っている。時刻が 1 つ先の値であり、この式が使うべき値ではない。",
        "This uses {new} in place of {old}. It belongs to the time step after the one that is meant.",
    ),
    "previous-for-next": (
        "{old} ではなく {new} を使っている。更新される前の古い値である。",
        "This uses {new} in place of {old}. That is the old value, from before the update.",
    ),
    "state-for-candidate": (
        "新しい候補 {old} ではなく、すでにある状態 {new} を使っている。新しい情報が入ってこない。",
        "This uses the state {new}, which is there already, in place of the new candidate {old}. Nothing new comes in.",
    ),
    "candidate-for-state": (
        "状態 {old} ではなく候補 {new} を使っている。それまでの系列の記憶がここで失われる。",
        "This uses the candidate {new} in place of the state {old}. What was remembered of the sequence so far is lost here.",
    ),
    "cell-for-hidden": (
        "隠れ状態 {old} ではなく記憶セル {new} を使っている。記憶セルは出力ゲートと tanh を通る前の値で、外には出ない。",
        "This uses the memory cell {new} in place of the hidden state {old}. The cell is the value before tanh and the output gate, and stays inside.",
    ),
    "hidden-for-cell": (
        "記憶セル {old} ではなく隠れ状態 {new} を使っている。隠れ状態は出力ゲートで絞られた値で、記憶そのものではない。",
        "This uses the hidden state {new} in place of the memory cell {old}. It has gone through the output gate and is not the memory itself.",
    ),
    "reset-after-product": (
        "行列積を取ってからゲートを掛けている。状態の各成分は積で混ざり合ってしまっているので、成分ごとに選んで消すことにならない。",
        "The gate is applied after the matrix product. The product has mixed the elements of the state by then, so they are no longer let through one by one.",
    ),
    "complement-left-out": (
        "{old} を掛けていない。その値にかかわらず、{new} がそのまま通る。",
        "{old} is left out. Whatever its value, {new} passes as it is.",
    ),
    "gate-dropped": (
        "{old} を掛けていない。その値にかかわらず、{new} がそのまま通る。",
        "{old} is left out. Whatever its value, {new} passes as it is.",
    ),
    "state-unused": (
        "{old} の項がなく、前の状態を使っていない。それまでの系列がこの値に反映されない。",
        "The term {old} is missing, so the previous state is not used. What came before in the sequence has no effect here.",
    ),
    "input-unused": (
        "{old} の項がなく、入力を使っていない。この時刻に何が入力されても同じ値になる。",
        "The term {old} is missing, so the input is not used. Whatever comes in at this time step, the value is the same.",
    ),
    "bias-forgotten": (
        "バイアス {old} を足していない。バイアスが 0 のときにしか正しくない。",
        "The bias {old} is not added. This is right only where the bias is 0.",
    ),
    "only-new-part": (
        "{old} の項がない。前の状態から引き継ぐ分が失われ、新しい候補の分だけになる。",
        "The term {old} is missing. What should be carried over from the previous state is lost, and only the part of the new candidate is left.",
    ),
    "sigmoid-derivative-for-tanh": (
        "{beside} * (1 - {beside}) は、{beside} が sigmoid の出力であるときの微分である。tanh の微分は 1 - {beside} ** 2 である。",
        "{beside} * (1 - {beside}) is the derivative where {beside} is the output of a sigmoid. That of tanh is 1 - {beside} ** 2.",
    ),
    "tanh-derivative-for-sigmoid": (
        "1 - {beside} ** 2 は、{beside} が tanh の出力であるときの微分である。sigmoid の微分は {beside} * (1 - {beside}) である。",
        "1 - {beside} ** 2 is the derivative where {beside} is the output of tanh. That of the sigmoid is {beside} * (1 - {beside}).",
    ),
    "sigmoid-for-tanh": (
        "tanh ではなく sigmoid を通している。値が 0 から 1 に限られ、負の値を表せない。",
        "This applies the sigmoid in place of tanh. The values lie between 0 and 1, and none can be negative.",
    ),
    "tanh-for-sigmoid": (
        "sigmoid ではなく tanh を通している。値が -1 から 1 になり、割合として使えない。",
        "This applies tanh in place of the sigmoid. The values lie between -1 and 1 and cannot serve as shares.",
    ),
    "activation-forgotten": (
        "活性化関数 {old} を通していない。値の範囲が限られず、非線形性も失われる。",
        "The activation {old} is not applied. The values are not kept within its range, and the nonlinearity is lost.",
    ),
    "activation-outside": (
        "{old} を {beside} 全体に掛けている。活性化関数は非線形なので、中に入れるものが違えば値も変わる。",
        "{old} is put around all of {beside}. As it is not linear, it matters what stands inside of it.",
    ),
    "activation-on-part": (
        "{beside} とすべきところで、{old} を一部にだけ掛けている。活性化関数は和や積をまとめてから通す。",
        "In place of {beside}, {old} is applied to parts only. The activation belongs around the whole.",
    ),
    "derivative-factor-missing": (
        "連鎖律で掛けるべき因子 {old} が抜けている。",
        "The factor {old} is missing from the chain rule.",
    ),
    "derivative-for-input": (
        "{old} は活性化関数の出力で、{new} は入力である。この微分の式は出力で表したもので、入力を代入すると別の値になる。",
        "{old} is the output of the activation, {new} its input. This derivative is written in terms of the output, and the input put into it gives something else.",
    ),
    "chain-broken": (
        "出力側から届いた勾配 {old} を掛けていない。連鎖律がここで途切れ、損失が何であっても同じ値になる。",
        "The gradient {old} that arrives from the output's side is left out. The chain rule breaks off here, and the value is the same whatever the loss.",
    ),
    "accumulated-gradient-lost": (
        "{old} を足していない。値が枝分かれして使われたところでは、それぞれの枝から来る勾配を足し合わせる。",
        "{old} is not added. Where a value is used in several places, the gradients from all of them are added up.",
    ),
    "gradient-for-gradient": (
        "{old} ではなく {new} を使っている。形状は同じでも、別の変数についての勾配である。",
        "This uses {new} in place of {old}. It has the same shape, but it is the gradient of another variable.",
    ),
    "state-for-gradient": (
        "勾配 {old} を掛けるべきところで、順伝播の値 {new} を使っている。損失からの信号が伝わらない。",
        "{new} is a value of the forward pass; the gradient {old} belongs here. The signal from the loss does not arrive.",
    ),
    "not-averaged": (
        "{old} で割っていない。平均ではなく合計になり、個数が増えるほど値が大きくなる。",
        "This is not divided by {old}. It is a sum, not a mean, and grows with the number of items.",
    ),
    "ascent": (
        "勾配を引くのではなく足している。損失が増える向きに進む。",
        "The gradient is added, not subtracted. This goes in the direction in which the loss grows.",
    ),
    "not-the-root": (
        "平方根を取らず、{new} をそのまま使っている。内積の分散は {new} に比例するので、割るのは標準偏差 √{new} である。",
        "The square root is not taken. The variance of the inner product grows with {new}, so what it is divided by is the standard deviation, √{new}.",
    ),
    "root-of-other-length": (
        "{old} ではなく {new} を使っている。別の軸の長さであり、ここで必要な量ではない。",
        "This uses {new} in place of {old}. That is the length of another axis, which has nothing to do with it.",
    ),
    "query-key-value": (
        "{old} のところに {new} を使っている。Q と K は重みを決めるため、V はその重みで平均されるためにあり、役割が違う。",
        "{new} stands where {old} belongs. Q and K are there to find the weights, V is what is averaged with them.",
    ),
    "scores-for-weights": (
        "softmax を通した {old} ではなく、通す前の {new} を使っている。負の値もあり、合計も 1 にならない。",
        "This uses {new} from before the softmax, not {old}. Some may be negative, and they do not sum to 1.",
    ),
    "softmax-axis": (
        "軸 {old} ではなく軸 {new} について正規化している。合計が 1 になる向きが違い、重みとして使う向きでは 1 にならない。",
        "This normalises over the axis {new} in place of {old}. The sum is 1 in another direction than the one in which the weights are used.",
    ),
    "scale-forgotten": (
        "{old} によるスケーリングがない。次元が大きいほど値が大きくなり、softmax が飽和する。",
        "The scaling by {old} is missing. The larger the dimension, the larger the values, and the softmax saturates.",
    ),
    "decoder-encoder": (
        "{old} のところに {new} を使っている。尋ねる側と尋ねられる側が違う。",
        "{new} stands where {old} belongs. The side that asks and the side that is asked are not the same.",
    ),
    "direction-kept": (
        "逆順にしていない。時間の後ろから前へたどるべきところを、前から後ろへたどっている。",
        "The order is not reversed. This goes forward in time where it should go backward.",
    ),
    "batch-reversed": (
        "逆順にする軸を間違えている。先頭の軸を逆にすると、時間の順序ではなくミニバッチの順序が逆になる。",
        "The wrong axis is reversed. Reversing the first one turns the order of the mini-batch round, not that of time.",
    ),
    "first-for-last": (
        "{beside} の最後ではなく最初を取り出している。系列を最後まで読み終えた値ではない。",
        "This takes the first in place of the last of {beside}. It is not the value after the whole sequence has been read.",
    ),
    "last-for-first": (
        "{beside} の最初ではなく最後を取り出している。",
        "This takes the last in place of the first of {beside}.",
    ),
    "step-too-early": (
        "{old} ではなく {new} の位置を使っている。1 つ前の値になる。",
        "This takes the place {new} in place of {old}, which is one too early.",
    ),
    "step-too-late": (
        "{old} ではなく {new} の位置を使っている。1 つ後の値になる。",
        "This takes the place {new} in place of {old}, which is one too late.",
    ),
    "inputs-for-targets": (
        "入力と教師データが入れ替わっている。次の語から前の語を当てることになる。",
        "Inputs and targets have changed places. The word before is to be told from the one after it.",
    ),
    "targets-not-shifted": (
        "入力と教師データが同じ位置の語になっている。入力をそのまま写すだけで当たり、次の語の予測にならない。",
        "Inputs and targets are the same words. Copying the input is then the right answer, and nothing is predicted.",
    ),
    "mask-forgotten": (
        "マスク {old} を使っていない。見てはいけないところ、数えてはいけないところまで入る。",
        "The mask {old} is not used. What must not be seen, or must not count, comes in as well.",
    ),
    "mask-turned": (
        "条件が成り立つときと成り立たないときの値が逆である。残すべきところが消え、消すべきところが残る。",
        "The values for true and false have changed places. What should stay goes, and what should go stays.",
    ),
    "mask-as-factor": (
        "マスクを掛けて 0 にしている。softmax の前では exp(0) = 1 なので、0 にしても重みは消えない。",
        "The mask is a factor that makes values 0. Before a softmax that hides nothing, for exp(0) is 1.",
    ),
    "masked-by-zero": (
        "{old} ではなく 0 を入れている。exp(0) = 1 なので、隠すべきところにも重みが付く。",
        "This puts in 0 in place of {old}. As exp(0) is 1, what should be hidden gets a weight all the same.",
    ),
    "divided-by-all": (
        "{old} ではなく {new} を使っている。マスクされたものを除いて数えなければならない。",
        "This uses {new} in place of {old}. What is masked must not be counted.",
    ),
    "mean-for-sum": (
        "合計ではなく平均を取っている。",
        "This takes the mean in place of the sum.",
    ),
    "sum-for-mean": (
        "平均ではなく合計を取っている。個数が増えるほど値が大きくなる。",
        "This takes the sum in place of the mean. It grows with the number of items.",
    ),
    "value-for-index": (
        "最大値の位置ではなく、最大値そのものを返している。",
        "This gives the largest value itself, not where it stands.",
    ),
    "least-for-largest": (
        "最も大きいものではなく、最も小さいものを選んでいる。",
        "This chooses the least in place of the largest.",
    ),
    "exponential-forgotten": (
        "exp を取っていない。対数の尺度のままである。",
        "The exponential is not taken, so this is still on the scale of logarithms.",
    ),
    "logarithm-forgotten": (
        "対数を取っていない。",
        "The logarithm is not taken.",
    ),
    "other-base": (
        "{old} ではなく {new} を使っている。指数と対数とで底がそろっていない。",
        "This uses {new} in place of {old}. The exponential and the logarithm are not of the same base.",
    ),
    "square-forgotten": (
        "2 乗していない。{old} とすべきところが {new} になっている。",
        "This is not squared: {new} stands where {old} belongs.",
    ),
    "bounds-exchanged": (
        "{old} ではなく {new} を使っている。大きい方を取るか小さい方を取るかが逆である。",
        "This uses {new} in place of {old}: of the two values it takes the other one.",
    ),
    "upside-down": (
        "割り算の上下が逆で、{old} とすべきところが {new} になっている。",
        "The ratio is upside down: {new} stands where {old} belongs.",
    ),
    "half-for-root": (
        "平方根ではなく半分にしている。{new} が 4 のときにしか一致しない。",
        "This is half of {new}, not its square root. They agree only where {new} is 4.",
    ),
    "elementwise-for-matrix": (
        "行列積ではなく要素ごとの積になっている。行と列の組についての和が取られない。",
        "This is an elementwise product, not a matrix product. Nothing is summed over rows and columns.",
    ),
    "matrix-for-elementwise": (
        "要素ごとの積ではなく行列積になっている。別々の成分どうしが混ざる。",
        "This is a matrix product, not an elementwise one. It mixes elements that have nothing to do with each other.",
    ),
    "blocks-in-other-order": (
        "{old} と {new} の順序が逆である。全体の形状は同じでも、後で使う側の並びと合わない。",
        "{old} and {new} stand in the wrong order. The shape may be the same, but what is used with it expects the other order.",
    ),
    "ids-from-one": (
        "ID から 1 を引いている。ID は 0 から始まるので 1 つ前の行になり、ID 0 は最後の行になる。",
        "1 is subtracted from the ids. They begin with 0, so this gives the row before, and for the id 0 the last one.",
    ),
    "duplicates-lost": (
        "同じ ID が何度か現れても、そのうちの 1 回分しか {beside} に入らない。勾配は現れた回数だけ足し合わせる。",
        "Where an id occurs several times, only one of them gets into {beside}. The gradients of all of them must be added up.",
    ),
    "reshape-for-transpose": (
        "転置と reshape を取り違えている。reshape は要素を順に詰め直すだけなので、要素の対応が崩れる。",
        "Transposition and reshape are mixed up. reshape only refills the elements in their order, so they come to stand in wrong places.",
    ),
    "bias-not-counted": (
        "{old} の項がない。バイアスの数を数えていない。",
        "The term {old} is missing: the elements of a bias are not counted.",
    ),
    "recurrent-not-counted": (
        "{old} が抜けている。重みの一部を数えていない。",
        "{old} is missing, so a part of the weights is not counted.",
    ),
    "number-of-gates": (
        "{old} 組ではなく {new} 組と数えている。",
        "This counts {new} sets of weights in place of {old}.",
    ),
    "wrong-weight": (
        "{old} ではなく {new} を使っている。形状は同じでも、別のところのための重みである。",
        "This uses {new} in place of {old}. It has the same shape, but it is the weight of another part.",
    ),
}
