"""What three interviewers of the demo noted: for each criterion and band of values, two notes of their own.

Bands: low is under 3, fair is 3 or 3.5, high is 4 and more. A criterion that is not here gets no evidence.
"""

from decimal import Decimal

Note = tuple[str, str]

EVIDENCE: dict[str, dict[str, tuple[Note, Note]]] = {
    "Explains the building blocks": {
        "low": (
            ("quote", "The loss is what the optimiser updates, I think, and the weights measure the error"),
            ("behaviour", "Needed the picture on the board before naming where a bias enters"),
        ),
        "fair": (
            ("behaviour", "Defined layer, weight and loss correctly, each after a separate question"),
            ("quote", "An activation bends the line, otherwise ten layers are one layer"),
        ),
        "high": (
            ("quote", "Forward pass, loss, gradient, small step back: the rest is how to make that cheap"),
            ("behaviour", "Told one training step from end to end, in order, before being asked for its parts"),
        ),
    },
    "Follows a gradient by hand": {
        "low": (
            ("behaviour", "Lost the factor of the inner derivative and went on with the wrong sign"),
            ("judgement", "Knows the rule by name; could not use it on two layers"),
        ),
        "fair": (
            ("behaviour", "Got both layers right after one hint about the order of the factors"),
            ("quote", "The shapes have to match, so this must be the transposed one"),
        ),
        "high": (
            ("behaviour", "Wrote the chain rule for both layers and checked one entry by a finite difference"),
            ("quote", "Let me nudge this weight by a thousandth and see whether the number agrees"),
        ),
    },
    "Knows when a model overfits": {
        "low": (
            ("quote", "The curves separate, so I would train for longer until they meet again"),
            ("behaviour", "Offered no other remedy when told that longer training made it worse"),
        ),
        "fair": (
            ("behaviour", "Read the gap between the curves, and named dropout and early stopping without choosing"),
            ("quote", "More data helps, and otherwise weight decay"),
        ),
        "high": (
            ("quote", "With four hundred images I would augment first; a smaller network costs us the rare class"),
            ("behaviour", "Asked how the split was made before believing the curves at all"),
        ),
    },
    "Turns an idea into working code": {
        "low": (
            ("behaviour", "The function worked on the example and divided by zero on an empty batch"),
            ("behaviour", "Did not run the code before calling it finished"),
        ),
        "fair": (
            ("behaviour", "Wrote a correct moving average; the empty input came up only in the review"),
            ("judgement", "Readable names, no tests, right in the usual case"),
        ),
        "high": (
            ("behaviour", "Stated the running time unasked and replaced the inner loop by a running sum"),
            ("quote", "Before I clean this up I want a case with one element and one with none"),
        ),
    },
    "Chooses an approach for the data": {
        "low": (
            ("quote", "I would take a transformer, they are the best for everything now"),
            ("behaviour", "Had no baseline when asked what the model has to beat"),
        ),
        "fair": (
            ("behaviour", "Started from gradient boosting for the table and said why, without comparing costs"),
            ("quote", "First the boring model, so that we know what a good number is"),
        ),
        "high": (
            ("behaviour", "Compared two approaches by labels, training hours and latency, with a figure for each"),
            ("quote", "At nine thousand rows a network has to earn its place against boosted trees"),
        ),
    },
    "Debugs training": {
        "low": (
            ("behaviour", "Lowered the learning rate three times and stopped there"),
            ("quote", "If the loss is flat there is probably something wrong with the library"),
        ),
        "fair": (
            ("behaviour", "Checked labels and learning rate, then asked which of the two to look into first"),
            ("quote", "I would look at a few inputs with my own eyes"),
        ),
        "high": (
            ("behaviour", "Had the network overfit a single batch first, which left only the data loader as a suspect"),
            ("quote", "If it cannot memorise eight pictures, no schedule will save it"),
        ),
    },
    "Measures what matters": {
        "low": (
            ("quote", "Accuracy is ninety-seven per cent, so it is good"),
            ("behaviour", "Did not ask how rare the positive class was"),
        ),
        "fair": (
            ("behaviour", "Moved from accuracy to recall once the cost of a missed case was mentioned"),
            ("quote", "It depends on what a false alarm costs"),
        ),
        "high": (
            ("behaviour", "Broke the recall down by clinic and put an interval on the smallest one"),
            ("quote", "One number for all hospitals hides the one where it fails"),
        ),
    },
    "Builds on pretrained models": {
        "low": (
            ("behaviour", "Kept the old normalisation constants and did not see why the features were off"),
            ("quote", "I would just fine-tune all of it"),
        ),
        "fair": (
            ("behaviour", "Froze the lower layers and matched the preprocessing, with one reason for both"),
            ("quote", "The early filters are edges; there is no need to learn edges again"),
        ),
        "high": (
            ("quote", "Small rate below, larger rate on the new head, and I compare with the head alone"),
            ("behaviour", "Proposed to test whether the tuned model had unlearnt the classes it used to know"),
        ),
    },
    "Makes experiments repeatable": {
        "low": (
            ("behaviour", "Could not say which data the best run had used"),
            ("quote", "I keep the notebooks, their names have the date in them"),
        ),
        "fair": (
            ("behaviour", "Named seed and settings as what a run must record; the data version came after a hint"),
            ("quote", "Somebody else should get my number within the noise"),
        ),
        "high": (
            ("behaviour", "Put feature code into one package that training and serving import, with rows as tests"),
            ("quote", "A run is a commit, a data hash and a config; everything else is memory"),
        ),
    },
    "Predicts how a model behaves": {
        "low": (
            ("behaviour", "Described attention well, and guessed that twice the length takes twice the memory"),
            ("quote", "It gets slower with longer texts, somehow"),
        ),
        "fair": (
            ("behaviour", "Derived the quadratic cost of attention and did not yet use it to choose"),
            ("quote", "Length squared for the scores, length times width for the rest"),
        ),
        "high": (
            ("behaviour", "Worked out memory for both candidates at eight thousand tokens and ruled one out by it"),
            ("quote", "At this batch the cache is larger than the weights, so width is the wrong knob"),
        ),
    },
    "Runs experiments that decide": {
        "low": (
            ("quote", "We would run it for a week and look at which is higher"),
            ("behaviour", "Had no effect size and no unit of assignment when asked"),
        ),
        "fair": (
            ("behaviour", "Assigned by user and fixed the length beforehand; the effect worth finding took a hint"),
            ("quote", "Two weeks, because of the weekends"),
        ),
        "high": (
            ("behaviour", "Found that sellers see both arms, and moved the assignment to regions"),
            ("quote", "The first three days are novelty; I would not count them"),
        ),
    },
    "Keeps models sound in production": {
        "low": (
            ("behaviour", "Watched latency and errors, and nothing that shows predictions getting worse"),
            ("quote", "If nobody complains it is fine"),
        ),
        "fair": (
            ("behaviour", "Proposed to compare feature distributions weekly, without saying who acts on it"),
            ("quote", "Labels come late, so I would look at the inputs meanwhile"),
        ),
        "high": (
            ("quote", "Replay yesterday's requests through the training code: if the features differ it is skew"),
            ("behaviour", "Separated drift from skew by one comparison and named who would be called"),
        ),
    },
    "Raises the level of others": {
        "low": (
            ("quote", "In reviews I approve when the tests pass"),
            ("judgement", "Explained the same point twice in the same words"),
        ),
        "fair": (
            ("behaviour", "Told of a pairing hour they started; it ended when they changed teams"),
            ("quote", "I write down why, so that the next one does not have to ask me"),
        ),
        "high": (
            ("behaviour", "Asked us for objections to the design just drawn, and changed the queue because of one"),
            ("quote", "My best review comment is a question the author answers better than I would"),
        ),
    },
    "Designs whole systems": {
        "low": (
            ("behaviour", "Drew training and serving as two boxes with an arrow and no contents"),
            ("quote", "The platform team would take care of the rest"),
        ),
        "fair": (
            ("behaviour", "Drew data, training and serving with their freshness; failures came up when asked"),
            ("quote", "The features are an hour old here, and that is enough for ranking"),
        ),
        "high": (
            ("behaviour", "Named for each part how it fails, how we would notice, and what users see meanwhile"),
            ("quote", "When the feature store is down we serve yesterday's list, and say so in the log"),
        ),
    },
}


def band(value: Decimal) -> str:
    return "low" if value < 3 else "fair" if value < 4 else "high"


def note_on(title: str, value: Decimal, *, second: bool) -> Note | None:
    """What to link to a value of the criterion; the second interviewer saw something else."""
    notes = EVIDENCE.get(title)
    return notes[band(value)][second] if notes else None
