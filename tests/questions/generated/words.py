"""What the made documents ask and answer, all of our own writing: subjects, ways to ask about them, and facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """`facts` are one sentence by subject; the templates take a subject as {s} and another as {t}."""

    facts: Mapping[str, str]
    asks: Sequence[str]
    requests: Sequence[str]
    more: Sequence[str]
    title: str
    about: str


ENGLISH = Tongue(
    {
        "lease": "A lease ends by itself when its time is over.",
        "write-ahead journal": "A write-ahead journal keeps each change before it is made.",
        "bloom filter": "A bloom filter answers “surely not” or “perhaps”.",
        "circuit breaker": "A circuit breaker stops calls to a service that keeps failing.",
        "closure": "A closure keeps the names that were known where it was written.",
        "connection pool": "A connection pool lends out connections that are open already.",
        "semaphore": "A semaphore lets a fixed number of workers in.",
        "message queue": "A message queue keeps work until somebody has time for it.",
        "load balancer": "A load balancer spreads requests over several machines.",
        "covering index": "A covering index holds every column that the query reads.",
        "deadlock": "Two transactions wait for one another in a deadlock.",
        "feature flag": "A feature flag switches code on without a release.",
        "hash table": "A hash table finds a key in constant time on average.",
        "materialised view": "A materialised view stores the rows of its query.",
        "service worker": "A service worker answers requests while the network is away.",
        "rolling update": "A rolling update replaces one copy after the other.",
        "health check": "A health check tells whether a copy may receive traffic.",
        "virtual DOM": "A virtual DOM is compared before the page is touched.",
        "decorator": "A decorator wraps a function and returns another one.",
        "generator": "A generator yields one value at a time.",
        "foreign key": "A foreign key refuses rows whose parent is missing.",
        "garbage collector": "A garbage collector frees what nobody can reach.",
        "race condition": "The result of a race condition depends on who comes first.",
        "sidecar": "A sidecar runs beside the program in the same pod.",
        "reverse proxy": "A reverse proxy stands in front of the servers.",
        "stored procedure": "A stored procedure runs inside of the database.",
        "unit test": "A unit test runs one piece without its neighbours.",
        "webhook": "A webhook calls you when something has happened.",
        "monad": "A monad chains steps that carry a context.",
        "learning rate": "A learning rate says how far each step goes.",
        "skip list": "A skip list has express lanes above its items.",
        "scheduler": "A scheduler takes one callback after the other.",
    },
    (
        "What is a {s}?",
        "How does a {s} work?",
        "Why would you use a {s}?",
        "When is a {s} the wrong choice?",
        "What is the difference between a {s} and a {t}?",
        "How would you test a {s} (in five minutes)?",
        "Which problem does a {s} solve?",
        "What are the pros and cons of a {s}?",
        "Can a {s} replace a {t}?",
        "What does `{t}.close()` do to a {s}?",
        "You are asked to remove a {s} from a running system. Where do you begin?",
        "What happens if a {s} fails?",
    ),
    (
        "Explain how a {s} works",
        "Describe a {s} in your own words.",
        "Explain the difference between a {s} and a {t}.",
        "Compare a {s} with a {t}.",
        "Difference between a {s} and a {t}",
        "Write a function that simulates a {s}.",
        "Implement a {s} without any library",
        "Design a {s} for a small shop.",
        "Tell me about a time when a {s} failed you.",
        "Walk me through the life of a {s}.",
    ),
    (
        "In practice a {s} pays off once several teams share it.",
        "Measure the {s} before you change it, and write down what you saw.",
        "Most {s} problems show up under load.",
        "Keep the {s} small and replace it early.",
    ),
    "Backend Interview Questions",
    "Notes on Backend Engineering",
)
SPANISH = Tongue(
    {
        "índice": "Un índice ordena una copia de las columnas.",
        "candado": "Un candado deja pasar a uno solo.",
        "contenedor": "Un contenedor comparte el núcleo con los demás.",
        "disparador": "Un disparador se ejecuta cuando cambia una fila.",
        "árbol binario": "Un árbol binario tiene dos hijos por nodo.",
        "servidor": "Un servidor espera las peticiones.",
        "hilo": "Un hilo comparte la memoria de su proceso.",
        "hook": "Un hook guarda el estado entre dos pinturas.",
    },
    ("¿Qué es un {s}?", "¿Cómo funciona un {s}?", "¿Cuándo conviene un {s}?", "¿Por qué se usa un {s} y no un {t}?"),
    ("Explique cómo funciona un {s}.", "Describe un {s} con tus palabras"),
    ("En la práctica el {s} se mide antes de cambiarlo.",),
    "Preguntas de entrevista de backend",
    "Apuntes de backend",
)
PORTUGUESE = Tongue(
    {
        "índice": "Um índice ordena uma cópia das colunas.",
        "contêiner": "Um contêiner divide o núcleo com os outros.",
        "gatilho": "Um gatilho dispara quando uma linha muda.",
        "processo": "Um processo tem memória própria.",
        "servidor": "Um servidor espera pelos pedidos.",
        "cache": "Um cache guarda cópias perto de quem lê.",
        "vetor": "Um vetor guarda os itens lado a lado.",
        "teste unitário": "Um teste unitário roda uma peça sozinha.",
    },
    ("O que é um {s}?", "Como funciona um {s}?", "Quando você usaria um {s}?", "Qual a diferença entre {s} e {t}?"),
    ("Explique como funciona um {s}.", "Descreva um {s} com suas palavras"),
    ("Na prática o {s} é medido antes de ser trocado.",),
    "Perguntas de entrevista de backend",
    "Anotações de backend",
)
GERMAN = Tongue(
    {
        "Index": "Ein Index hält eine sortierte Kopie der Spalten.",
        "Container": "Ein Container teilt sich den Kern mit anderen.",
        "Trigger": "Ein Trigger läuft, wenn sich eine Zeile ändert.",
        "Prozess": "Ein Prozess hat eigenen Speicher.",
        "Stapel": "Ein Stapel gibt das Letzte zuerst zurück.",
        "Cache": "Ein Cache hält Kopien nahe beim Leser.",
        "Lastverteiler": "Ein Lastverteiler schickt jede Anfrage woanders hin.",
        "Modultest": "Ein Modultest prüft ein Teil allein.",
    },
    ("Was ist ein {s}?", "Wie funktioniert ein {s}?", "Wann ist ein {s} falsch?", "Warum ein {s} und kein {t}?"),
    ("Erklären Sie, wie ein {s} arbeitet.", "Beschreiben Sie einen {s}"),
    ("In der Praxis misst man den {s}, bevor man ihn ändert.",),
    "Backend: Fragen für das Vorstellungsgespräch",
    "Notizen zum Backend",
)
FRENCH = Tongue(
    {
        "index": "Un index garde une copie triée des colonnes.",
        "conteneur": "Un conteneur partage le noyau avec les autres.",
        "déclencheur": "Un déclencheur part quand une ligne change.",
        "processus": "Un processus a sa propre mémoire.",
        "verrou": "Un verrou ne laisse passer qu'un seul.",
        "cache": "Un cache garde des copies près du lecteur.",
        "répartiteur": "Un répartiteur envoie chaque demande ailleurs.",
        "test unitaire": "Un test unitaire vérifie une pièce seule.",
    },
    (
        "Qu'est-ce qu'un {s} ?",
        "Comment fonctionne un {s} ?",
        "Quand faut-il un {s} ?",
        "Pourquoi un {s} et pas un {t} ?",
    ),
    ("Expliquez le rôle d'un {s}.", "Décrivez un {s} avec vos mots"),
    ("En pratique on mesure le {s} avant de le changer.",),
    "Questions d'entretien backend",
    "Notes sur le backend",
)
RUSSIAN = Tongue(
    {
        "индекс": "Индекс хранит отсортированную копию столбцов.",
        "контейнер": "Контейнер делит ядро с другими.",
        "триггер": "Триггер срабатывает при изменении строки.",
        "процесс": "У процесса своя память.",
        "мьютекс": "Мьютекс пропускает только одного.",
        "кэш": "Кэш держит копии рядом с читателем.",
        "балансировщик": "Балансировщик отправляет запросы на разные машины.",
        "поток": "Поток делит память с процессом.",
    },
    ("Что такое {s}?", "Как работает {s}?", "Зачем нужен {s}?", "Чем {s} отличается от {t}?"),
    ("Расскажите, как работает {s}.", "Объясните, что делает {s}"),
    ("На практике {s} сначала измеряют, а потом меняют.",),
    "Вопросы для собеседования по бэкенду",
    "Заметки о бэкенде",
)
CHINESE = Tongue(
    {
        "索引": "索引保存排好序的列。",
        "容器": "容器与别的容器共用内核。",
        "触发器": "触发器在行改变时运行。",
        "进程": "进程有自己的内存。",
        "互斥锁": "互斥锁只让一个人进去。",
        "缓存": "缓存把副本放在读者附近。",
        "负载均衡": "负载均衡把请求分给几台机器。",
        "线程": "线程与进程共用内存。",
    },
    ("什么是{s}？", "{s}是如何工作的？", "为什么需要{s}？", "{s}和{t}有什么区别？"),
    ("请解释{s}的原理", "介绍一下{s}"),
    ("实践中先测量{s}，再改动它。",),
    "后端面试题",
    "后端笔记",
)
TONGUES = {
    "English": ENGLISH,
    "Spanish": SPANISH,
    "Portuguese": PORTUGUESE,
    "German": GERMAN,
    "French": FRENCH,
    "Russian": RUSSIAN,
    "Chinese": CHINESE,
}
# Titles of sections, by what they speak of.
SECTIONS = {
    "topics": ("Storage", "Concurrency", "Networking", "Delivery"),
    "levels": ("Beginner", "Intermediate", "Advanced", "Expert"),
    "said levels": ("Basic Questions", "Intermediate Questions", "Advanced Questions", "Expert Questions"),
    "pictured": ("🗄️ Storage", "🧵 Concurrency", "🌐 Networking", "🚀 Delivery"),
    "numbered": ("1. Storage", "2. Concurrency", "3. Networking", "4. Delivery"),
    "parts": ("Part 1: Storage", "Part 2: Concurrency", "Part 3: Networking", "Part 4: Delivery"),
    "asked of": ("Storage Interview Questions", "Concurrency Interview Questions", "Networking Questions", "Delivery"),
}
