"""What a title says a document or a section is about: questions of an interview, or something else."""

import re

ABOUT_QUESTIONS = re.compile(
    r"interview(?!ers?\b)|questions?\b|q\s*&\s*a\b|quiz|exercises|вопрос|собеседован|面试|面試|题|問題|면접|질문|"
    r"문제(?! ?해결)|preguntas|"
    r"perguntas|"
    r"entrevista|"
    r"fragen|câu hỏi|phỏng vấn|soru|domande|pytani",
    re.I,
)
# Sections of what a candidate may ask in turn.
TURNED = re.compile(
    r"(?:questions? (?:to |for |you can |you should )*)?\bask (?:the |your |an |each )?"
    r"(?:(?:potential|future|prospective) )?(?:interviewers?|employers?|compan(?:y|ies)|"
    r"recruiters?|hiring managers?)\b|questions for (?:the |your )?(?:interviewers?|employers?|compan(?:y|ies))\b|"
    r"\bquestions?\b.{0,12} (?:you|i|we) (?:should|can|could|may|might) ask\b|"
    r"\bquestions?\b.{0,12} (?:should|can|could|to) (?:you |i |we )?ask\b|"
    r"reverse (?:interview )?questions|反问|вопросы (?:к )?(?:работодател|компани|интервьюер)",
    re.I,
)
KIND = re.compile(r"(?:very )?(?:short|long|brief|one[- ]word)[- ]answers?(?: (?:type|questions?))*", re.I)
# What names questions themselves, and not only an interview.
QUESTIONS = re.compile(
    r"questions?\b|q\s*&\s*a\b|вопрос|题|問題|질문|문제(?! ?해결)|問|preguntas|perguntas|fragen|"
    r"câu hỏi|soru|domande|pytani",
    re.I,
)
# What is said of interviews, where no question is named.
OF_INTERVIEWS = re.compile(
    r"^(?!.*\bquestions?\b)(?=.*(?:"
    r"\b(?:during|before|after|for|in|of|on|at|to) (?:the |your |an? |any |every )?interviews?\b|"
    r"\binterview(?:ing)? (?:tips?|prep\w*|process|day|strateg\w*|success|format|structure|stages?|rounds?|advice|"
    r"checklist|mistakes|etiquette|experience)\b))",
    re.I,
)
# A title of advice for those who go to an interview.
OF_ADVICE = re.compile(
    r"\binterview(?:ing|er|ee)?s?(?:[- ](?:day|process|prep\w*))? (?:tips|advice|etiquette|mistakes|do'?s)\b|"
    r"\b(?:tips|advice|etiquette|mistakes) (?:for|in|on|about|during|at) (?:\w+ ){0,3}interviews?\b",
    re.I,
)
# Titles of what is asked after a question was answered.
AFTERWARDS = re.compile(r"follow[- ]?ups?|追问|延伸|进阶|拓展|扩展|дополнительн|seguimiento", re.I)
# Where readers of a manual are to ask, or what they asked before: nobody is interviewed.
OF_READERS = re.compile(
    r"frequently asked questions|\bfaqs?\b|questions\s*\?|"
    r"\b(?:any|have|has|further|open|your|our|ask|asking|got|unresolved) questions|"
    r"questions,? (?:and|&|or|/) (?:support|feedback|comments?|issues?|help|discussions?|bugs?|ideas|suggestions)|"
    r"(?:support|feedback|comments?|issues?|help|discussions?|bugs?) (?:and|&|or|/) questions",
    re.I,
)
# Titles of what stands around the questions of a document, or around the text of a manual.
BOILERPLATE = re.compile(
    r"\W*(?:(?:all |list of |the |common |top |interview |\d+ )*(?:questions|q ?(?:&|and) ?a|faqs?)"
    r"(?: list| (?:and|&) answers)?|"
    r"table of contents?|contents?|toc|index|overview|introduction|intro|preface|about(?: (?:this|the|us|me|"
    r"it).*)?|summary|conclusion|closing.*|"
    r"(?:key |main |core )?features|(?:tech(?:nology)?|tool) ?stack|"
    r"how (?:to (?:run|start|install|build|deploy|cite)\b.*|it works)|"
    r"what(?:'s|’s| is) (?:next|new|more|included|inside|this(?: (?:project|repo|repository|guide|document))?)|"
    r"road ?map|future (?:work|plans|improvements).*|"
    r"who(?:'s|’s| is) (?:it|this) for|what (?:am i|are you) looking at.*|do (?:we|you|i) really need this|"
    r"why this repo.*|¿?por qué este .*|estructura(?: del? .*)?|contenidos?|instalación|instalação|licencia|licença|"
    r"requisitos|c[oó]mo (?:usar|contribuir|empezar|começar)\b.*|inhalt|aufbau|lizenz|"
    r"screenshots?|demo|project structure.*|quick ?start|built with|requirements|"
    r"final (?:thoughts|words|notes|tips).*|(?:(?:final|quick|interview|prep(?:aration)?) )*check-?lists?|"
    r"contribut.*|licen[sc]e.*|references?|resources?|further reading.*|"
    r"credits?|acknowledge?ments?|author.*|changelog|disclaimer|star history|support(?: (?:us|me|this|the) .*)?|"
    r"contact(?: (?:us|me|info.*))?|links?|sources?|see also|"
    r"related (?:projects?|work|links?|resources?|reading|questions?)|"
    r"(?:other|more|further|additional|useful|external) (?:answers|resources|links|projects|sources|articles|"
    r"materials?)\b.*|"
    r"(?:problem|task) (?:statement|description)|approach|"
    r"(?:sample|expected|example) (?:data|inputs?|outputs?|results?)|"
    r"back to top|prerequisites|getting started|installation|usage|how to (?:use|contribute|prepare|read)\b.*|"
    r"question distribution.*|difficulty.*|navigation|next steps?.*|bonus|other|"
    r"notes?|tips?\b.*|glossary|appendix.*|"
    r"目录|前言|参考.*|总结|(?:如何)?(?:下载|安装|使用|运行|启动|贡献)(?:说明|方法|指南|和使用)?|快速开始|简介|介绍|更新(?:历史|日志)|"
    r"оглавление|содержание|заключение|лицензия|ссылки|目次|목차|참고.*)\W*",
    re.I,
)


def is_turned(title: str) -> bool:
    """Whether a whole document holds what the candidate may ask: its title says that and nothing else."""
    return TURNED.search(title) is not None and not is_about(TURNED.sub("", title))


def is_about(text: str) -> bool:
    """Whether a title speaks of an interview, of a quiz or of questions, but those of the document's own readers."""
    return ABOUT_QUESTIONS.search(OF_ADVICE.sub("", OF_READERS.sub("", text))) is not None


def is_boilerplate(title: str) -> bool:
    """Whether it stands over what is no question, and is not "Interview questions" and nothing more."""
    return BOILERPLATE.fullmatch(title) is not None and not QUESTIONS.search(title)
