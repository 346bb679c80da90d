"""The words and sentences that generated libraries are made of; no two entries say the same."""

from __future__ import annotations

from typing import Final

FAMILIES: Final = (
    (
        ("sales", "partnerships", "marketing"),
        ("account", "renewal", "campaign", "territory", "quote"),
    ),
    (("finance", "treasury", "billing"), ("invoice", "budget", "payment", "ledger", "refund")),
    (("engineering", "product", "quality"), ("release", "interface", "defect", "roadmap", "patch")),
    (
        ("customer", "support", "onboarding"),
        ("ticket", "rollout", "complaint", "adoption", "course"),
    ),
    (("legal", "privacy", "compliance"), ("contract", "dispute", "consent", "licence", "policy")),
    (
        ("operations", "reliability", "facilities"),
        ("incident", "capacity", "maintenance", "site", "shift"),
    ),
    (("data", "analytics", "research"), ("dataset", "metric", "survey", "model", "experiment")),
    (("people", "recruiting", "learning"), ("hiring", "payroll", "mentoring", "leave", "grading")),
    (
        ("procurement", "logistics", "manufacturing"),
        ("supplier", "shipment", "stock", "tooling", "tender"),
    ),
    (("security", "safety", "assurance"), ("access", "exposure", "hazard", "continuity", "fraud")),
)
"""Domains that share a trade, and the five subjects that each of them works on."""

RANKS: Final = (
    ("lead", "manager", "analyst", "specialist", "coordinator", "reviewer", "planner", "agent"),
    ("director", "steward", "engineer", "partner", "scheduler", "inspector", "writer", "clerk"),
    (
        *("principal", "officer", "technician", "adviser"),
        *("controller", "researcher", "designer", "auditor"),
    ),
)
"""One row for each of a family's domains; the first of a row leads the others."""

REGIONS: Final = ("northern", "southern", "eastern", "western", "coastal", "inland", "alpine")
"""Put before a subject once every subject and rank has a role."""

VERBS: Final = {
    "approve": "sign off",
    "publish": "issue",
    "maintain": "look after",
    "review": "read over",
    "measure": "count",
    "set": "decide",
    "reconcile": "square up",
    "archive": "put away",
    "draft": "compose",
    "correct": "mend",
    "negotiate": "bargain over",
    "explain": "account for",
    "retire": "withdraw",
    "assign": "hand out",
    "test": "try out",
    "defend": "argue for",
    "simplify": "cut down",
    "compare": "weigh",
    "collect": "bring in",
    "price": "put a figure on",
    "translate": "put into plain words",
    "rank": "order",
    "freeze": "stop",
    "renew": "bring up to date",
}
"""The verb of a mandate, and another that somebody else would use for the same work."""

WORKS: Final = (
    *("summaries", "forecasts", "records", "priorities", "templates", "thresholds", "schedules"),
    *("exceptions", "estimates", "handbooks", "checklists", "targets", "histories", "calendars"),
    *("definitions", "requests", "escalations", "briefs", "baselines", "samples", "ratings"),
    *("handovers", "objections", "inventories", "timelines", "reserves", "permissions", "drills"),
)

INTRODUCTIONS: Final = (
    "It turns what others know about each {subject} into something that they can plan on, and says"
    " where the knowledge ends.",
    "One seat answers for the whole of it, so nobody has to ask twice which version of the"
    " {subject} is the one that counts.",
    "Most of its week goes into work that nobody notices while it is done well, and the rest into"
    " the {subject} that went wrong in spite of it.",
    "It stands between those who want the {subject} today and those who have to live with it for"
    " the year that follows.",
    "What it hands on is finished: the reader of its work needs no second source and no meeting.",
    "It begins where the first guess about the {subject} has been made, and ends when somebody else"
    " can act on the answer.",
    "It keeps the slow half of the work moving while the fast half takes all the attention.",
    "Three kinds of request reach it, and it has a written rule for two of them.",
)

PERSISTENCE: Final = (
    "what it settled in spring is asked about in autumn, and the same seat has to remember why",
    "trust in its figures grows over many small answers and is lost with one",
    "the pattern shows only to somebody who has seen the last dozen cases",
    "a decision on one {subject} binds the next, so one seat must know both",
    "half of what it knows was said once, in passing, and stands in no file",
    "those who depend on it plan a year ahead, and a stranger every month would not do",
)

DETAILS: Final = (
    "keep one current version where everybody who needs it can find it, and mark the day on which"
    " it was last proved right",
    "answer within two working days, with a recommendation first and the reasons in the order of"
    " their weight",
    "state what is known, what is assumed and what would change the answer, so that the next reader"
    " can disagree at the right place",
    "begin each month with the oldest open question, and close it or say in writing why it stays"
    " open",
    "tell those concerned before the change, never after it, and leave them a week in which to"
    " object",
    "take the figures from the system that makes them, and throw out every copy that was edited by"
    " hand",
    "ask the {other} for a second reading whenever the amount at stake is more than a month of the"
    " team's work",
    "write the result on one page, with a date, a name and the single number that others will"
    " quote",
    "refuse what arrives without its reason, and help the sender to find the words for it",
    "watch the three cases that went wrong last year, and show each quarter that they would not"
    " pass today",
    "give every exception an end, and take it back on that day unless somebody argues for it again",
    "agree with the {other} on what counts as done, and hold both sides to the sentence that was"
    " written down",
    "sort what comes in by what it would cost to wait, and make the order visible to everybody who"
    " is waiting",
    "rehearse the difficult case twice a year with the people who would have to handle it at night",
    "compare what was promised with what was delivered, and publish the difference even where it"
    " flatters nobody",
    "cut whatever two readers in a row did not use, and keep a note of where the removed part went",
    "hear both sides before the verdict, and record the argument that lost as carefully as the one"
    " that won",
    "hand each finished piece to its next owner in person, with the questions that are still open",
)

DEFERRALS: Final = (
    "that is {owner}'s call",
    "the decision is {owner}'s call",
    "it is {owner}'s lane",
    "this work is {owner}'s job",
    "such questions belong to {owner}",
    "every case goes to {owner}",
    "the answer comes from {owner}",
    "the last word is owned by {owner}",
)
"""What a boundary says after its dash where the owner is a role."""

PAIRED: Final = (
    "requests go to {owner} and {second}",
    "the choice belongs to {owner} or {second}",
)

LEFTOVERS: Final = (
    "this role supplies the facts and stays out of the verdict",
    "the {rank} names the case, attaches what is known and steps back",
    "here the work begins only after the answer has been given in writing",
    "the {rank} may object within a week and afterwards works to the result",
    "a question that arrives here by mistake is passed on the same day",
    "what this role sees on the way is reported and left as it was found",
    "the {rank} says what a delay would cost and lets others choose",
    "even a small case is sent on, since small cases are how habits begin",
    "the notes stay here and the authority does not",
    "this role reads the outcome, plans with it and does not reopen it",
    "the {rank} explains how the figure was made and names no other",
    "that holds for drafts, trials and favours as well",
)

PERSONA: Final = (
    "Calm, exact, and slow to be impressed.",
    "Dry, friendly, and difficult to hurry.",
    "Curious about causes and short with excuses.",
    "Plain in speech and careful with numbers.",
    "Quiet in meetings and thorough after them.",
    "Warm to people and cold to vague sentences.",
    "It would rather be late with a reason than early with a guess.",
    "It reads the footnote before the headline and asks who wrote it.",
    "It thanks people for bad news, and remembers who brought it early.",
    "It distrusts round figures, and its own most of all.",
    "It writes short letters and keeps long records.",
    "It asks what would have to be true before it says whether something is.",
    "It counts the cost of a rule as readily as the cost of a mistake.",
    "It dislikes surprises and therefore looks for them.",
    "It says no in the first sentence and how to get to yes in the second.",
    "It keeps a list of the times it was wrong, with dates.",
)

PRINCIPLES: Final = (
    ("a no names the one who may say yes", "docs/doctrine/boundaries.md"),
    ("a figure travels with its source", "docs/doctrine/evidence.md"),
    ("what is handed over has been received only when the receiver says so", "handoffs.md"),
    ("the order of work is published and then kept", "LIBRARY.md"),
    ("a promise is written down by the one who has to keep it", "LIBRARY.md"),
)

DOCTRINE: Final = {
    "index.md": "# Doctrine\n\nThree principles that roles cite in their last line.\n\n"
    "- [Boundaries](boundaries.md)\n- [Evidence](evidence.md)\n- [Hand-offs](handoffs.md)\n",
    "boundaries.md": "# Boundaries\n\nWork that is refused without naming who takes it is work"
    " that nobody does. A\nboundary therefore says two things, and the second is the useful one.\n",
    "evidence.md": "# Evidence\n\nA claim is worth what it costs to check. Put the source beside"
    " the figure, and\nwhoever doubts it can look for themselves.\n",
    "handoffs.md": "# Hand-offs\n\nThe sender has finished when the receiver can go on without"
    " asking. Silence is\nno receipt.\n",
}

ABILITIES: Final = (
    ("foundations", "Read {subject} records", "name what each part of it says and who wrote it"),
    ("foundations", "Tell {subject} facts from guesses", "mark every guess, and date every fact"),
    ("practice", "Brief an agent on the {subject}", "write what it needs to know and must not do"),
    (
        "practice",
        "Check an agent's {subject} draft",
        "follow each claim back to its source",
    ),
    (
        "practice",
        "Interview for the {subject} problem",
        "let the others say what it costs them",
    ),
    ("judgement", "Rank open {subject} questions", "order them by what waiting would cost"),
    ("judgement", "Refuse {subject} requests well", "give the reason first and a way out second"),
    ("judgement", "Spot {subject} exceptions", "see within a day that the usual rule does not fit"),
    ("exchange", "Hand over the {subject}", "leave the receiver without an open question"),
    ("exchange", "Explain {subject} decisions", "put each into words that the loser would accept"),
    ("direction", "Plan a quarter of {subject} work", "say what will not be done, and keep to it"),
    ("direction", "Direct {subject} agents", "set the work, sample the results, answer for both"),
    ("direction", "Rewrite {subject} rules", "replace each by a shorter one that decides as well"),
    ("exchange", "Defend {subject} estimates", "hold one against somebody who wants another"),
)
"""A category, a title and what it takes; each needs some that stand above it."""

REASONS: Final = (
    "Whatever is built on this later can only be as good as this was.",
    "An agent does it in a minute, and a wrong one takes a month to be found.",
    "People forgive a late answer sooner than one that has to be taken back.",
    "The cases that go wrong here are the ones that nobody practised.",
    "Without it, every later step asks the same questions again.",
    "It is the part of the work that cannot be delegated.",
)

PROOFS: Final = (
    "taken from live work and confirmed by somebody who depends on the result",
    "in which a reviewer picks five statements and finds all of them at their source",
    "none of which had to be reopened within a month",
    "each with the remark of a colleague who would have decided otherwise",
    "finished without help, in the time that the plan gave them",
)

EVENTS: Final = (
    *("DraftReviewed", "DraftReturned", "RequestAnswered", "HandoverAccepted"),
    *("ExceptionRaised", "PlanPublished", "EstimateDefended", "RuleReplaced"),
)
