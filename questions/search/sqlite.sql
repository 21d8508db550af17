-- Statements are parted by blank lines. With each change, raise the version in the triggers' names.
DROP TABLE IF EXISTS questions_search

CREATE VIRTUAL TABLE questions_search USING fts5(
    search_title, search_text,
    content='questions_question', content_rowid='id',
    tokenize='unicode61 remove_diacritics 0', prefix='2 3 4'
)

-- A word of the title weighs as much as eight of the answer.
INSERT INTO questions_search (questions_search, rank) VALUES ('rank', 'bm25(8.0, 1.0)')

INSERT INTO questions_search (questions_search) VALUES ('rebuild')

-- Folded text holds letters, digits and blanks only, so a list in JSON is one replace() away. Text that somebody
-- wrote past the services may not be folded: it teaches no words, and breaks nothing.
INSERT OR IGNORE INTO questions_searchword (word)
SELECT DISTINCT value
FROM questions_question AS new, json_each(iif(
    json_valid('["' || replace(new.search_text, ' ', '","') || '"]'),
    '["' || replace(new.search_text, ' ', '","') || '"]', '[]'
))
WHERE length(value) BETWEEN 4 AND 30

CREATE TRIGGER questions_search_v1_added AFTER INSERT ON questions_question BEGIN
    INSERT INTO questions_search (rowid, search_title, search_text)
    VALUES (new.id, new.search_title, new.search_text);
    INSERT OR IGNORE INTO questions_searchword (word)
    SELECT DISTINCT value
    FROM json_each(iif(
        json_valid('["' || replace(new.search_text, ' ', '","') || '"]'),
        '["' || replace(new.search_text, ' ', '","') || '"]', '[]'
    ))
    WHERE length(value) BETWEEN 4 AND 30;
END

CREATE TRIGGER questions_search_v1_changed AFTER UPDATE OF search_title, search_text ON questions_question
WHEN old.search_title IS NOT new.search_title OR old.search_text IS NOT new.search_text
BEGIN
    INSERT INTO questions_search (questions_search, rowid, search_title, search_text)
    VALUES ('delete', old.id, old.search_title, old.search_text);
    INSERT INTO questions_search (rowid, search_title, search_text)
    VALUES (new.id, new.search_title, new.search_text);
    INSERT OR IGNORE INTO questions_searchword (word)
    SELECT DISTINCT value
    FROM json_each(iif(
        json_valid('["' || replace(new.search_text, ' ', '","') || '"]'),
        '["' || replace(new.search_text, ' ', '","') || '"]', '[]'
    ))
    WHERE length(value) BETWEEN 4 AND 30;
END

CREATE TRIGGER questions_search_v1_removed AFTER DELETE ON questions_question BEGIN
    INSERT INTO questions_search (questions_search, rowid, search_title, search_text)
    VALUES ('delete', old.id, old.search_title, old.search_text);
END
