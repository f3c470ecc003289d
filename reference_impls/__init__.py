"""The trusted implementations that every option is compared with.

One model a file, each readable on its own with NumPy alone.  Beside its functions a module declares, as
literals that can be read without importing it:

    INPUTS   function -> parameter -> "<domain> <sizes>", in the order of the parameters
    OUTPUTS  function -> "<sizes>", or a tuple of them for a tuple
    GIVEN    helpers that the programs of the module's questions may use
    DRAW     domain -> function(rng, sizes), for inputs that no built-in domain describes

Sizes are letters as in ゼロから作るDeep Learning ❷: N batch, T time, D input or word vector, H state,
O output, V vocabulary.
"""
