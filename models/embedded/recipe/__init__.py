"""How the embedded model is made, from sentence pairs to a Marian directory.

The recipe is run, not imported by the workbench: ``python -m models.embedded.recipe --help`` from
the repository's root. Each step is a module: ``prepare`` selects pairs, ``tokenizer`` learns the
pieces, ``mixture`` draws an epoch, ``train`` trains and resumes, ``evaluate`` measures what was
held out and ``export`` writes the directory that the workbench loads.
"""
