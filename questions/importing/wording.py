"""How much a text reads like a question, in the languages that public question lists are written in."""

import re

# The least weight of a text that asks, though no question mark says so, and of one that may ask.
ASKS, MAY_ASK = 0.9, 0.5
CODE = re.compile(r"`[^`]*`")
MARK = re.compile(r"[?？؟](?:[\s\"'”’»)\]*_.!?？:,;/]|$)|(?<=[぀-ヿ一-鿿가-힯])[?？]|[一-鿿](?:吗|呢|嘛)[。？]?$")
# Words that only begin a question or the request for an explanation.
OPENERS = re.compile(
    r"(?:(?:and|so|now|but|briefly|please|in what|in which|on what|at what|for what|from what|to what|with what|"
    r"by what|"
    r"under what|if you|suppose|imagine|given|assume|assuming|consider)\b|"
    r"(?:what|how|why|when|where|which|who|whom|whose|whats|hows|wat|waht)\b|"
    r"do (?:you|we|they|i|all|any|the|these|those|people|\w+s)\b|"
    r"(?:is|are|was|were|does|did|can|could|should|would|will|shall|may|has|have) (?!been\b)\w|"
    r"(?:introduce|present) yourself\b|"
    r"(?:explain|describe|define|discuss|compare|contrast|differentiate|distinguish|elaborate|enumerate|"
    r"(?:tell|walk|show|give|name|list|state|mention|talk|take) (?:me|us|some|any|the|a|an|few|at|about|out|all|"
    r"different|"
    r"various|\d+|two|three|four|five|several|types?|advantages?|examples?)\b)|"
    r"(?:the |key |main |major |basic )?(?:differences?|diff|distinctions?) (?:between|among|b/w|in|of)\b|"
    r"(?:advantages?|disadvantages?|benefits?|drawbacks?|pros|types|features|uses?|importance|purpose|need|role|"
    r"meaning|definition|examples?) (?:and|&|of|for)\b|let'?s (?:talk|say|have)\b|"
    r"(?:can|could|would) you\b|have you\b|do you\b|you (?:are|have|need|want|see|get|notice|must|were|run|join)\b)",
    re.I,
)
FOREIGN = re.compile(
    r"(?:что|как|какой|какая|какое|каков|какова|каковы|какие|каким|какими|каких|какую|почему|зачем|когда|где|чем|"
    r"кто|для чего|"
    r"в ч[её]м|из чего|сколько|можно ли|может ли|могут ли|является ли|есть ли|нужно ли|расскажи|расскажите|объясни|"
    r"объясните|опишите|опиши|назовите|назови|перечислите|перечисли|приведите|сравните|отличи[ея]|отличается|разница|"
    r"что|як|чому|навіщо|коли|де|який|яка|яке|які|чим|поясніть|опишіть|назвіть|"
    r"¿|qué|que es|que son|cómo|cuál|cuáles|cuándo|dónde|quién|por qué|para qué|explica|explique|describe|define|"
    r"o que|oque|quais?|como|quando|onde|por que|por quê|porque|para que|explique|descreva|defina|diferença|cite|"
    r"qu[’']|que|quel|quelle|quels|quelles|comment|pourquoi|quand|où|expliquez|décrivez|différence|citez|"
    r"was|wie|warum|wieso|wann|wo|wer|welche[rsnm]?|wozu|erklären|erkläre|beschreiben|beschreibe|erzählen|erzähle|nennen|"
    r"nenne|unterschied|"
    r"cosa|che cos|come|perché|quali|spiega|descrivi|differenza|"
    r"co to|jak|jakie|jaki|jaka|dlaczego|kiedy|czym|wyjaśnij|opisz|różnica|"
    r"nedir|nasıl|neden|hangi|tại sao|thế nào|khi nào|sự khác|giải thích|"
    r"apa|bagaimana|mengapa|kapan|jelaskan|sebutkan)(?![^\W\d_])",
    re.I,
)
CJK = re.compile(
    r"什么|什麼|如何|为什么|為什麼|怎么|怎麼|怎样|哪些|哪个|哪种|几种|多少|是否|有没有|吗|区别|區別|谈谈|说说|"
    r"说一下|说下|讲讲|讲一下|介绍|介紹|"
    r"简述|描述|列举|解释|请解释|理解|了解|实现一个|手写|原理|何|とは|なぜ|どう|違い|説明|ですか|教えて|무엇|설명|차이|"
    r"어떻게|왜|인가|이란|하세요|주세요|보세요|시오|한가|까\b|[는은인]지\W*$|"
    r"(?:là gì|hoạt động|như thế nào|farkı)"
)
# In letters that English has too: nearly all texts hold no others, and are soon looked through for these alone.
TURKISH = re.compile(r"nedir|nelerdir|ne demek")
# A situation told first, and then what to do about it.
TASKED = re.compile(
    r"[.!…] +(?:please )?(?:explain|describe|discuss|compare|propose|list (?!of\b)|"
    r"(?:walk|talk|tell|show) (?:me|us)\b|(?:how|what) would you\b)[^.!?]*\.?$",
    re.I,
)
# Words that also begin the steps of an answer: they weigh half.
REQUESTS = re.compile(
    r"(?:write|implement|create|design|build|develop|make|find|check|convert|count|print|sort|merge|reverse|"
    r"calculate|"
    r"compute|return|generate|detect|remove|delete|rotate|swap|determine|identify|provide|summari[sz]e|derive|"
    r"prove|solve|"
    r"estimate|evaluate|analy[sz]e|predict|demonstrate|illustrate|outline|propose|optimi[sz]e|refactor|debug|add|get|"
    r"show|list|name|give|tell|state|mention|select|fetch|retrieve|display|use|using|difference|draw|code|query)\b|"
    r"(?:нарисуйте|напишите|напиши|реализуйте|реализовать|создайте|найти|найдите|escribe|implementa|écrivez|"
    r"schreiben|"
    r"schreibe|escreva|desenhe|projete|implemente|crie|dise[ñn][ea])\b|"
    r"(?:（[^（）]*）|\([^()]*\))?\s*请?(?:编写|写一个|写出|实现|给定|设计|用.{1,16}(?:实现|写)|使用.{1,16}(?:实现|写)|模拟)",
    re.I,
)
# The steps and the rules of a manual, which begin like questions: "When it starts, the file is read."
STATED = re.compile(
    r"(?:when (?!(?:do|does|did|is|are|was|were|would|should|could|can|will|might|must|have|has|to)\b)[^?]*, |"
    r"if you |now, |and (?:any|all|the)\b|consider (?:if|whether|adding|using)\b|"
    r"should (?:be|include|provide|contain|have|not|only|also)\b)"
    r"(?!.*\b(?:what|how|which|why|where|who|would|could|can|do|does|did|is it|are|explain|describe|discuss|tell|name|"
    r"design|write|list|give|suppose|imagine)\b)",
    re.I | re.S,
)
VERSUS = re.compile(r"\S\s+(?:vs\.?|versus|v/s)\s+\S", re.I)
DECORATION = re.compile(r"^[\W_]+")
# "[Senior] Explain it", "(Locks) Explain it".
TAG = re.compile(r"^[\W_]*[\[(【（][^\[\]()【】（）]{1,30}[\])】）](?=\s*\w)")


PLEAS = re.compile(
    r"(?:(?:have|any|got) (?:a |any )?(?:doubts?|questions?) (?:(?:in|about|on|regarding) this|for me)\b|"
    r"(?:give|show|send) me (?:some )?(?:\d+ )?more\b|let me know\b|"
    r"want (?:me to|a (?:round|list|set))\b|you now have\b|"
    r"please (?!(?:briefly )?(?:explain|describe|tell|introduce|give|define|compare|walk|list|name|share|discuss|"
    r"elaborate|talk)\b)|feel free|(?:give|leave|drop) .{0,12}star|star (?:this|the|it)|fork (?:this|the|it)|"
    r"(?:looking for|want(?:ed)? to|need (?:help|more)|interested in|ready to|new (?:here|to)|found (?:a|an|this)|"
    r"like (?:this|it|what)|got (?:a|an|any)|missing (?:a|an|something)|stuck)\b[^.]*\?\W*$|"
    r"how (?:can|do|could) (?:(?:i|we) (?:contribute|help|support|use this)|"
    r"you (?:contribute|use this|support (?:us|this|the project))))",
    re.I,
)


# A route of an interface: "GET /api/questions".
ADDRESS = re.compile(r"(?:GET|POST|PUT|PATCH|DELETE)\W+/")


def asking(text: str) -> float:
    """1 or nearly so for a text that asks, 0.5 for one that may, 0 for a statement, a name or a plea to the reader."""
    bare = CODE.sub("x", text).strip(" *_#:：.")
    if PLEAS.match(bare) or ADDRESS.match(bare):
        return 0.0
    if MARK.search(bare):
        return 1.0
    head = bare if bare.startswith("¿") else DECORATION.sub("", TAG.sub("", bare))
    if STATED.match(head):
        return 0.0
    if OPENERS.match(head) or TASKED.search(head) or FOREIGN.match(head) or _holds_asking_word(head):
        return ASKS
    return MAY_ASK if REQUESTS.match(head) or VERSUS.search(head) else 0.0


def has_mark(text: str) -> bool:
    """Whether it asks by a question mark, or by what stands for one in its language."""
    return MARK.search(CODE.sub("x", text).strip(" *_#:：.")) is not None or _holds_asking_word(text)


def _holds_asking_word(text: str) -> bool:
    """Of a language that does not put it first."""
    return TURKISH.search(text) is not None or (not text.isascii() and CJK.search(text) is not None)


def letters(text: str) -> str:
    """The letters and digits alone: who says the same again may set other marks around it."""
    return re.sub(r"[\W_]+", "", text).lower()


def ends_asking(text: str) -> bool:
    return re.search(r"(?:[?？؟]|(?:ください|하세요|주세요|보세요)[。.]?)[\s\"'”’»)\]*_.!]*$", text) is not None
