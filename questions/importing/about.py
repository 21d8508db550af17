"""What a title says a document or a section is about: questions of an interview, or something else."""

import re

ABOUT_QUESTIONS = re.compile(
    r"interview|questions?\b|q\s*&\s*a\b|quiz|exercises|вопрос|собеседован|面试|面試|题|問題|면접|질문|preguntas|"
    r"perguntas|"
    r"entrevista|"
    r"fragen|câu hỏi|phỏng vấn|soru|domande|pytani",
    re.I,
)
# Sections of what a candidate may ask in turn.
TURNED = re.compile(
    r"\bask (?:the |your |an |each )?(?:(?:potential|future|prospective) )?(?:interviewers?|employers?|compan(?:y|ies)|"
    r"recruiters?|hiring managers?)\b|questions for (?:the |your )?(?:interviewers?|employers?|compan(?:y|ies))\b|"
    r"reverse (?:interview )?questions|反问|вопросы (?:к )?(?:работодател|компани|интервьюер)",
    re.I,
)
KIND = re.compile(r"(?:very )?(?:short|long|brief|one[- ]word)[- ]answers?(?: (?:type|questions?))*", re.I)
# What names questions themselves, and not only an interview.
QUESTIONS = re.compile(
    r"questions?\b|q\s*&\s*a\b|вопрос|题|問題|질문|問|preguntas|perguntas|fragen|câu hỏi|soru|domande|pytani", re.I
)
# Where readers of a manual are to ask, or what they asked before: nobody is interviewed.
OF_READERS = re.compile(
    r"frequently asked questions|\bfaqs?\b|questions\s*\?|"
    r"\b(?:any|have|has|further|open|your|our|ask|asking|got|unresolved) questions|"
    r"questions,? (?:and|&|or|/) (?:support|feedback|comments?|issues?|help|discussions?|bugs?|ideas|suggestions)|"
    r"(?:support|feedback|comments?|issues?|help|discussions?|bugs?) (?:and|&|or|/) questions",
    re.I,
)


def is_about(text: str) -> bool:
    """Whether a title speaks of an interview, of a quiz or of questions, but those of the document's own readers."""
    return ABOUT_QUESTIONS.search(OF_READERS.sub("", text)) is not None
