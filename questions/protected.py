"""Topics that are never part of an interview (science.md, rule 8): words that a lint points at. Pure.

The list warns and never forbids: "race condition" and "support vector" are ours, a birth date is not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

TOPICS: dict[str, str] = {
    "age": r"how old (?:are|is) (?:you|he|she|they)"
    r"|years? old|old age|too (?:old|young)|elderly|youthful|middle-aged|date of birth|birth ?(?:date|day|year)"
    r"|(?:he|she|they|candidate|person)(?:'s|'re| is| are| was| were| seems| seemed| looks)"
    r" (?:(?:a|very|quite|rather|so|really|still|bit|pretty) ){0,3}(?:young|old(?!er than)|younger|aged)"
    r"|in (?:his|her|their) (?:early |mid |mid-|late )?(?:twenties|thirties|forties|fifties|sixties|[2-6]0s)"
    r"|born in|(?:his|her|their) age|(?:near(?:ing)?|close to) retirement|millennials?|boomers?|gen z",
    "sex": r"gender|pregnan(?:t|cy)|maternity|paternity|sexual orientation|gay|lesbian|bisexual|transgender|non-binary"
    r"|(?:is|being) a (?:new |young )?(?:mother|father|mum|mom|dad)|(?:pretty|attractive) (?:woman|man|girl)"
    r"|for a (?:woman|man|girl|guy)|(?:as|being) a (?:woman|man)|motherly|bossy",
    "race": r"ethnic(?:ity)?|skin colou?r|racial|(?:his|her|their) race|(?:black|white|asian|latino|latina) "
    r"(?:guy|man|woman|girl|person|candidate)",
    "origin": r"nationality|citizenship|native (?:speaker|english)|non-native|foreign(?:er)?|immigrant|birthplace"
    r"|where (?:he|she|they) (?:is|are) from|(?:thick|strong|heavy|foreign|slight) accent|accent(?:ed)? english",
    "religion": r"religio(?:n|us)|church|mosque|synagogue|muslim|christian|jewish|hindu|buddhist|atheist|ramadan"
    r"|sabbath|headscarf|hijab",
    "family": r"married|marital|husband|wife|spouse|childcare|(?:has|have|having|wants?|her|his|their|young|small)"
    r" (?:kids|children)|family (?:plans|situation|reasons)|single (?:mother|father|mum|mom|dad|parent)|divorced",
    "disability": r"disab(?:led person|ility)|wheelchair|deaf|blind (?:man|woman|person|candidate)|handicap(?:ped)?"
    r"|stutter(?:s|ed|ing)?|autis(?:m|tic)|adhd|dyslexi(?:a|c)",
    "health": r"(?:mental|physical|her|his|their) health|illness|depression|anxiety disorder|medication|sick leave"
    r"|(?:has|had) cancer|is diabetic|overweight|obese|looks (?:ill|sick|tired)",
}
_PATTERNS = {topic: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for topic, pattern in TOPICS.items()}


@dataclass(frozen=True, slots=True)
class Mention:
    topic: str
    words: str


def protected_mentions(texts: Iterable[str]) -> tuple[Mention, ...]:
    """Each topic and wording once, in the order of the topics."""
    whole = "\n".join(texts)
    found = (
        Mention(topic, match.group().lower())
        for topic, pattern in _PATTERNS.items()
        for match in pattern.finditer(whole)
    )
    return tuple(dict.fromkeys(found))
