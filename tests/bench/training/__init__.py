"""Training the learned judge: from the development data to ``service/model/weights``, the same each time.

    python -m tests.bench.training --data ../shared/data
    python -m tests.bench.training --data ../shared/data --folds DIR

Pages and texts are read by the service's own code, so the model learns from what it will see: `data` reads, `labels`
says what share of each block is content, `folds` keeps one publisher's documents together, `names` weighs class names,
`fit` grows the trees, `calibrate` makes probabilities of them, `export` writes them, `figures` says what to expect.
"""
