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

CREATE TRIGGER questions_search_v3_added AFTER INSERT ON questions_question BEGIN
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

CREATE TRIGGER questions_search_v3_changed AFTER UPDATE OF search_title, search_text ON questions_question
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

CREATE TRIGGER questions_search_v3_removed AFTER DELETE ON questions_question BEGIN
    INSERT INTO questions_search (questions_search, rowid, search_title, search_text)
    VALUES ('delete', old.id, old.search_title, old.search_text);
END

-- Another value after each change of what the list counts (questions.search.kept). By chance, not by counting on: what
-- was rolled back is then never taken for what somebody wrote afterwards.
CREATE TABLE IF NOT EXISTS questions_search_changes (value blob NOT NULL)

DELETE FROM questions_search_changes

INSERT INTO questions_search_changes (value) VALUES (randomblob(8))

CREATE TRIGGER questions_search_v3_question_insert AFTER INSERT ON questions_question BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_question_update AFTER UPDATE ON questions_question BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_question_delete AFTER DELETE ON questions_question BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_level_insert AFTER INSERT ON questions_questionlevel BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_level_update AFTER UPDATE ON questions_questionlevel BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_level_delete AFTER DELETE ON questions_questionlevel BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_topic_insert AFTER INSERT ON questions_topic BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_topic_update AFTER UPDATE ON questions_topic BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_topic_delete AFTER DELETE ON questions_topic BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_source_insert AFTER INSERT ON questions_source BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_source_update AFTER UPDATE ON questions_source BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_source_delete AFTER DELETE ON questions_source BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_tag_insert AFTER INSERT ON questions_tag BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_tag_update AFTER UPDATE ON questions_tag BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_tag_delete AFTER DELETE ON questions_tag BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_tagged_insert AFTER INSERT ON questions_question_tags BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_tagged_update AFTER UPDATE ON questions_question_tags BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_tagged_delete AFTER DELETE ON questions_question_tags BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_collection_insert AFTER INSERT ON questions_collection BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_collection_update AFTER UPDATE ON questions_collection BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_collection_delete AFTER DELETE ON questions_collection BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_collected_insert AFTER INSERT ON questions_collection_questions BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_collected_update AFTER UPDATE ON questions_collection_questions BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END

CREATE TRIGGER questions_search_v3_collected_delete AFTER DELETE ON questions_collection_questions BEGIN
    UPDATE questions_search_changes SET value = randomblob(8);
END
