"""Further languages in which the made documents ask and answer, all of our own writing."""

from tests.questions.generated.words import TONGUES, Tongue

JAPANESE = Tongue(
    {
        "索引": "索引は並べ替えた列の写しです。",
        "コンテナ": "コンテナは核をほかと分け合います。",
        "プロセス": "プロセスには自分のメモリがあります。",
        "キャッシュ": "キャッシュは写しを近くに置きます。",
        "スレッド": "スレッドはメモリを分け合います。",
    },
    ("{s}とは何ですか？", "{s}はどのように動きますか？", "なぜ{s}を使うのですか？", "{s}と{t}の違いは何ですか？"),
    ("{s}について説明してください。",),
    ("実際には{s}を測ってから変えます。",),
    "バックエンド面接の質問",
    "バックエンドのメモ",
)
KOREAN = Tongue(
    {
        "인덱스": "인덱스는 정렬된 열의 사본이다.",
        "컨테이너": "컨테이너는 커널을 함께 쓴다.",
        "프로세스": "프로세스는 자기 메모리를 가진다.",
        "캐시": "캐시는 사본을 가까이에 둔다.",
        "스레드": "스레드는 메모리를 나눈다.",
    },
    ("{s}란 무엇인가요?", "{s}는 어떻게 동작하나요?", "왜 {s}를 사용하나요?", "{s}와 {t}의 차이는 무엇인가요?"),
    ("{s}에 대해 설명해 주세요.",),
    ("실제로는 {s}를 먼저 측정한다.",),
    "백엔드 면접 질문",
    "백엔드 노트",
)
ITALIAN = Tongue(
    {
        "indice": "Un indice tiene una copia ordinata delle colonne.",
        "contenitore": "Un contenitore divide il nucleo con gli altri.",
        "processo": "Un processo ha la propria memoria.",
        "blocco": "Un blocco lascia passare uno solo.",
        "test unitario": "Un test unitario prova un pezzo da solo.",
    },
    ("Che cos'è un {s}?", "Come funziona un {s}?", "Perché si usa un {s}?", "Quando un {s} è sbagliato?"),
    ("Spiega come funziona un {s}.",),
    ("In pratica il {s} si misura prima di cambiarlo.",),
    "Domande per il colloquio backend",
    "Appunti sul backend",
)
POLISH = Tongue(
    {
        "indeks": "Indeks trzyma posortowaną kopię kolumn.",
        "kontener": "Kontener dzieli jądro z innymi.",
        "proces": "Proces ma własną pamięć.",
        "wątek": "Wątek dzieli pamięć z procesem.",
        "wyzwalacz": "Wyzwalacz działa, gdy zmienia się wiersz.",
    },
    ("Co to jest {s}?", "Jak działa {s}?", "Dlaczego używa się {s}?", "Czym różni się {s} od {t}?"),
    ("Wyjaśnij, jak działa {s}.",),
    ("W praktyce {s} najpierw się mierzy.",),
    "Pytania rekrutacyjne z backendu",
    "Notatki o backendzie",
)
UKRAINIAN = Tongue(
    {
        "індекс": "Індекс тримає впорядковану копію стовпців.",
        "контейнер": "Контейнер ділить ядро з іншими.",
        "процес": "Процес має власну пам’ять.",
        "кеш": "Кеш тримає копії поруч із читачем.",
        "потік": "Потік ділить пам’ять із процесом.",
    },
    ("Що таке {s}?", "Як працює {s}?", "Навіщо потрібен {s}?", "Чим {s} відрізняється від {t}?"),
    ("Поясніть, як працює {s}.",),
    ("На практиці {s} спершу вимірюють.",),
    "Питання для співбесіди з бекенду",
    "Нотатки про бекенд",
)
TURKISH = Tongue(
    {
        "dizin": "Dizin sütunların sıralı bir kopyasını tutar.",
        "kapsayıcı": "Kapsayıcı çekirdeği diğerleriyle paylaşır.",
        "süreç": "Sürecin kendi belleği vardır.",
        "önbellek": "Önbellek kopyaları okuyana yakın tutar.",
        "kilit": "Kilit yalnız birini içeri alır.",
    },
    ("{s} nedir?", "{s} nasıl çalışır?", "Neden {s} kullanılır?", "{s} ile {t} arasındaki fark nedir?"),
    ("{s} nasıl çalışır, açıklayın.",),
    ("Uygulamada {s} önce ölçülür.",),
    "Backend mülakat soruları",
    "Backend notları",
)
VIETNAMESE = Tongue(
    {
        "chỉ mục": "Chỉ mục giữ bản sao đã sắp xếp của các cột.",
        "bộ đệm": "Bộ đệm giữ bản sao gần người đọc.",
        "tiến trình": "Tiến trình có bộ nhớ riêng.",
        "luồng": "Luồng chia sẻ bộ nhớ với tiến trình.",
        "khóa": "Khóa chỉ cho một người vào.",
    },
    ("{s} là gì?", "{s} hoạt động như thế nào?", "Tại sao dùng {s}?", "Sự khác nhau giữa {s} và {t} là gì?"),
    ("Giải thích {s} hoạt động như thế nào.",),
    ("Trong thực tế {s} được đo trước.",),
    "Câu hỏi phỏng vấn backend",
    "Ghi chú backend",
)
INDONESIAN = Tongue(
    {
        "indeks": "Indeks menyimpan salinan kolom yang terurut.",
        "kontainer": "Kontainer berbagi kernel dengan yang lain.",
        "proses": "Proses punya memori sendiri.",
        "cache": "Cache menyimpan salinan dekat pembaca.",
        "kunci": "Kunci hanya membiarkan satu yang masuk.",
    },
    ("Apa itu {s}?", "Bagaimana {s} bekerja?", "Mengapa memakai {s}?", "Apa perbedaan {s} dan {t}?"),
    ("Jelaskan cara kerja {s}.",),
    ("Dalam praktik {s} diukur dulu.",),
    "Pertanyaan wawancara backend",
    "Catatan backend",
)
ALL_TONGUES = {
    **TONGUES,
    "Japanese": JAPANESE,
    "Korean": KOREAN,
    "Italian": ITALIAN,
    "Polish": POLISH,
    "Ukrainian": UKRAINIAN,
    "Turkish": TURKISH,
    "Vietnamese": VIETNAMESE,
    "Indonesian": INDONESIAN,
}
