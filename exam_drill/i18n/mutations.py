"""Drafted explanations of suggested wrong options that stand for no named misconception, by the kind of mutation.

Name -> (Japanese, English).  `old` is the text that was changed, `new` what came in its place, `beside` what it belongs to.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "operator": (
        "{beside} の演算子 {old} が {new} になっている。",
        "The operator {old} of {beside} has become {new}.",
    ),
    "power-dropped": ("{old} とすべきところが {new} になっている。", "{new} stands where {old} belongs."),
    "power-exchanged": (
        "底と指数が逆で、{old} とすべきところが {new} になっている。",
        "Base and exponent have changed places: {new} stands where {old} belongs.",
    ),
    "sign-dropped": ("符号が逆である。{old} の負号がない。", "The sign is wrong: the minus of {old} is missing."),
    "sign-added": ("符号が逆である。", "The sign is wrong."),
    "not-dropped": (
        "{old} の否定がなく、条件が逆になっている。",
        "The negation of {old} is missing, so the condition is turned round.",
    ),
    "not-added": (
        "条件が逆になっている。真と偽が入れ替わる。",
        "The condition is turned round: true and false have changed places.",
    ),
    "complement-dropped": ("{old} とすべきところが {new} になっている。", "{new} stands where {old} belongs."),
    "complement-swapped": (
        "1 - {beside} と {beside} が入れ替わっている。",
        "1 - {beside} and {beside} have changed places.",
    ),
    "square-outside": (
        "2 乗を取る範囲が違う。{old} とすべきところが {new} になっている。",
        "The square is around too much: {new} stands where {old} belongs.",
    ),
    "function": (
        "{beside} で {old} ではなく {new} を使っている。",
        "This uses {new} in place of {old} in {beside}.",
    ),
    "function-dropped": (
        "{old} を通さず、{new} をそのまま使っている。",
        "{old} is left out, and {new} is used as it is.",
    ),
    "function-moved-out": (
        "{old} を {beside} 全体に掛けている。",
        "{old} is put around all of {beside}.",
    ),
    "function-moved-in": (
        "{beside} とすべきところで、{old} を一部にだけ掛けている。",
        "In place of {beside}, {old} is applied to a part only.",
    ),
    "function-of-each": (
        "{beside} とすべきところで、{old} を別々に掛けている。",
        "In place of {beside}, {old} is applied to each part by itself.",
    ),
    "parts-dropped": (
        "つなぎ合わせずに {new} だけを使っている。",
        "Only {new} is used; the rest is not joined to it.",
    ),
    "parts-added-up": (
        "並べてつなぐのではなく、足し合わせている。どちらから来た値かを重みが区別できない。",
        "The parts are added up, not joined. The weights can no longer tell which part a value came from.",
    ),
    "product-dropped": ("{old} との積を取っていない。", "The product with {old} is not taken."),
    "axis": (
        "軸 {old} ではなく軸 {new} についての計算になっている。",
        "This works along the axis {new} in place of {old}.",
    ),
    "axis-dropped": (
        "{old} がなく、すべての軸をまとめてしまっている。",
        "Without {old} all axes are taken together.",
    ),
    "keepdims-dropped": (
        "{old} がなく、長さ 1 の軸が残らない。ブロードキャストで別の軸に合わせられる。",
        "Without {old} no axis of length 1 stays, and broadcasting matches another axis.",
    ),
    "diagonal": (
        "対角線が {old} ではなく {new} の位置にずれている。",
        "The diagonal is another one: {new} in place of {old}.",
    ),
    "sizes-swapped": (
        "大きさの順序が ({old}) ではなく ({new}) である。要素が別の行に詰め直される。",
        "The sizes are ({new}) in place of ({old}), so the elements are refilled into other rows.",
    ),
    "axes-order": (
        "軸の並べ方が違う。{old} とすべきところが {new} になっている。",
        "The axes are in another order: {new} stands where {old} belongs.",
    ),
    "transpose-dropped": ("{new} を転置していない。", "{new} is not transposed."),
    "transpose-exchanged": (
        "転置する側が逆である。{old} ではなく {new} になっている。",
        "The other one is transposed: {new} in place of {old}.",
    ),
    "transpose-added": (
        "{old} を余計に転置している。行と列の役割が入れ替わる。",
        "{old} is transposed without need. Rows and columns change their roles.",
    ),
    "index-axes-swapped": (
        "添字の軸を取り違えている。{old} とすべきところが {new} になっている。",
        "The indices are on each other's axes: {new} stands where {old} belongs.",
    ),
    "index-first-axis": (
        "先頭の軸に添字を付けている。{old} とすべきところが {new} になっている。",
        "The index is on the first axis: {new} stands where {old} belongs.",
    ),
    "reversal-axis": (
        "逆順にする軸が違う。{old} とすべきところが {new} になっている。",
        "Another axis is reversed: {new} stands where {old} belongs.",
    ),
    "step-beside": (
        "位置が 1 つずれている。{old} ではなく {new} を使っている。",
        "This is one place beside: {new} in place of {old}.",
    ),
    "index-fixed": (
        "{old} ではなく、いつも {new} の位置を使っている。どのステップでも同じ値になる。",
        "This always takes the place {new} in place of {old}, the same value at every step.",
    ),
    "slice-other-end": (
        "反対側の端を除いている。{old} とすべきところが {new} になっている。",
        "The other end is cut off: {new} stands where {old} belongs.",
    ),
    "slice-other-side": (
        "区切りの反対側を取っている。{old} とすべきところが {new} になっている。",
        "This takes the other side of the cut: {new} stands where {old} belongs.",
    ),
    "slice-end": (
        "範囲の端がずれている。{old} とすべきところが {new} になっている。",
        "The slice ends in another place: {new} stands where {old} belongs.",
    ),
    "slice-whole": ("範囲を {old} に限っていない。", "This takes all, not only {old}."),
    "ids-shifted": (
        "ID がずれている。{old} ではなく {new} の行を使っている。",
        "The ids are shifted: these are the rows of {new} in place of {old}.",
    ),
    "ids-transposed": (
        "ID {old} を転置している。サンプルとステップが入れ替わる。",
        "The ids {old} are transposed, so samples and steps change places.",
    ),
    "lookup-one-hot": (
        "{beside} の行ではなく one-hot ベクトルになっている。埋め込みがどこにも使われない。",
        "These are one-hot vectors, not rows of {beside}. The embedding is not used at all.",
    ),
    "lookup-by-column": (
        "{beside} の行ではなく列を取り出している。",
        "This takes columns of {beside} in place of rows.",
    ),
    "length-of-other-axis": (
        "{beside} の軸 {old} ではなく軸 {new} の長さを使っている。",
        "This uses the length of the axis {new} of {beside} in place of {old}.",
    ),
    "range-end": (
        "繰り返しの範囲が違う。{beside} の一部のステップが抜ける。",
        "The range is another one: some steps of {beside} are left out.",
    ),
    "term-dropped": ("{old} の項がない。", "The term {old} is missing."),
    "factor-dropped": ("因子 {old} を掛けていない。", "The factor {old} is missing."),
    "divisor-dropped": ("{old} で割っていない。", "This is not divided by {old}."),
    "modulus-dropped": ("{old} で割った余りを取っていない。", "The remainder modulo {old} is not taken."),
    "dividend-dropped": ("割られる {old} がない。", "The dividend {old} is missing."),
    "name": (
        "{old} ではなく {new} を使っている。形状は同じだが、別の量である。",
        "This uses {new} in place of {old}. It has the same shape, but it is another quantity.",
    ),
    "names-exchanged": ("{old} と {new} が入れ替わっている。", "{old} and {new} have changed places."),
    "constant": ("定数が {old} ではなく {new} になっている。", "The constant is {new} in place of {old}."),
    "constant-for-name": (
        "{old} とすべきところが {new} になっている。",
        "{new} stands where {old} belongs.",
    ),
    "operands-exchanged": (
        "左右が入れ替わり、{old} とすべきところが {new} になっている。",
        "The two sides have changed places: {new} stands where {old} belongs.",
    ),
    "items-exchanged": ("{old} と {new} の順序が逆である。", "{old} and {new} stand in the wrong order."),
    "item-repeated": (
        "{old} のところでも {new} を使っている。",
        "{new} is used where {old} belongs as well.",
    ),
    "arguments-exchanged": (
        "{beside} の引数 {old} と {new} の順序が逆である。",
        "The arguments {old} and {new} of {beside} have changed places.",
    ),
    "comparison": (
        "{beside} の {old} が {new} になっている。",
        "{old} in {beside} has become {new}.",
    ),
    "branch-dropped": (
        "{beside} による場合分けがなく、いつも {new} になる。",
        "The cases of {beside} are not told apart; it is always {new}.",
    ),
    "branches-exchanged": (
        "{beside} による場合分けが逆である。",
        "The two cases of {beside} have changed places.",
    ),
    "condition-dropped": ("{old} のうち {new} しか調べていない。", "Of {old} only {new} is looked at."),
    "where-dropped": (
        "{old} による選択がなく、いつも {new} を使っている。",
        "Nothing is selected by {old}; it is always {new}.",
    ),
    "new-array": (
        "右辺で新しい配列を作り、名前 {beside} をそれに付け替えているだけである。元の配列を持つほかのところには伝わらない。",
        "This makes a new array, for which only the name {beside} now stands. Whoever holds the old array sees nothing of it.",
    ),
    "overwritten": (
        "{beside} に足し込まずに上書きしている。それまでの値が失われる。",
        "{beside} is overwritten in place of updated, and what it held is lost.",
    ),
    "statement-dropped": ("{old} の文がない。", "The statement {old} is missing."),
    "assignment-alone": (
        "{new} だけを代入している。もう一方は古い値のままになる。",
        "Only {new} is assigned. The other one keeps its old value.",
    ),
    "state-thrown-away": (
        "{old} を 0 に戻している。次に引き継ぐべき状態が失われる。",
        "{old} is set back to zeros. The state that should be carried on is lost.",
    ),
    "added-to": (
        "{beside} を置き換えずに足し込んでいる。前の値が残り、たまっていく。",
        "This adds to {beside} in place of replacing it. The old values stay and pile up.",
    ),
    "filled-wholly": (
        "{old} だけでなく、全体に書き込んでいる。残すべきところまで変わる。",
        "This writes to all of it, not only to {old}. What should stay changes too.",
    ),
    "other-array": (
        "{old} ではなく {new} に書き込んでいる。",
        "This writes to {new} in place of {old}.",
    ),
    "mask-inverted": (
        "条件が逆で、{old} でないところが変わる。",
        "The condition is turned round: this changes what is not {old}.",
    ),
    "copy-written": (
        "真偽値の添字 {old} は新しい配列を作る。書き込みはその一時的な配列に対してだけ行われ、元は変わらない。",
        "Indexing with booleans, as in {old}, makes a new array. Only this temporary array is written to.",
    ),
    "written-into": (
        "新しい配列にせず、{old} に上書きしている。同じ配列を持つほかのところの値も変わる。",
        "This writes into {old} in place of making a new array. Whoever holds the same array sees it change.",
    ),
    "other-name": (
        "{new} という別の名前に代入している。{old} は更新されないままである。",
        "This assigns to another name, {new}. {old} is never updated.",
    ),
    "grouping": (
        "計算の順序が違う。{old} とすべきところが {new} になっている。",
        "The order of operations is another one: {new} stands where {old} belongs.",
    ),
    "one-beside": (
        "{old} ではなく {new} を使っている。1 だけずれる。",
        "This uses {new} in place of {old}, which is off by 1.",
    ),
    "names-combined": ("{old} ではなく {new} を使っている。", "This uses {new} in place of {old}."),
    "all-steps": (
        "{old} の 1 つだけを使わず、すべてのステップをまとめている。",
        "This takes all steps together in place of {old} alone.",
    ),
    "part-zeroed": (
        "{old} を 0 で置き換えている。その情報が伝わらない。",
        "{old} is replaced by zeros, and nothing of it gets through.",
    ),
    "shifted-for-reversed": (
        "逆順にするのではなく、1 つずつずらしている。",
        "This shifts everything by one in place of reversing it.",
    ),
    "divided-too": ("余計に {new} で割っている。", "This is divided by {new} without need."),
    "activation-too": (
        "余計に {new} を通している。値が押し縮められる。",
        "This is put through {new} without need, which squeezes the values.",
    ),
    "reversed-too": ("余計に逆順にしている。", "This is reversed without need."),
    "batch-reversed": (
        "先頭の軸、つまりミニバッチの順序を逆にしている。別のサンプルの値と組み合わされる。",
        "The first axis, the mini-batch, is reversed. Each sample gets what belongs to another one.",
    ),
    "square-too": ("余計に 2 乗している。", "This is squared without need."),
    "logarithm-too": ("余計に対数を取っている。", "A logarithm is taken without need."),
    "root-too": ("余計に平方根を取っている。", "A square root is taken without need."),
}
