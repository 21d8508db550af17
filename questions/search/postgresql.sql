-- Statements are parted by blank lines. With each change, raise the version in the triggers' names.
DROP TABLE IF EXISTS questions_search

-- Without a foreign key, which would forbid to truncate questions_question alone; triggers keep it in step.
-- The title alone stands in the row itself, where the whole document is too long for that.
CREATE TABLE questions_search (rowid bigint PRIMARY KEY, questions_search tsvector NOT NULL, title tsvector NOT NULL)

-- The word between parts the two, or a phrase could begin in the title and end in the text.
CREATE OR REPLACE FUNCTION questions_search_document(title text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE AS $$
    SELECT setweight(to_tsvector('simple', title || ' xxendoftitlexx'), 'A') || setweight(to_tsvector('simple', body), 'D')
$$

INSERT INTO questions_search (rowid, questions_search, title)
SELECT id, questions_search_document(search_title, search_text), to_tsvector('simple', search_title)
FROM questions_question

-- What was written lately waits in a list that each search reads from end to end: a short one.
CREATE INDEX questions_search_document ON questions_search USING gin (questions_search)
WITH (gin_pending_list_limit = 256)

-- The planner counts the pages of the table but not those where its long documents really are, takes reading them all
-- for cheap, and is slower by a hundred times: searches go through the index, whatever it thinks.
CREATE OR REPLACE FUNCTION questions_search_found(wanted tsquery) RETURNS SETOF bigint
LANGUAGE sql STABLE ROWS 200 SET enable_seqscan = off AS $$
    SELECT rowid FROM questions_search WHERE questions_search @@ wanted
$$

INSERT INTO questions_searchword (word)
SELECT DISTINCT said.word
FROM questions_question, unnest(string_to_array(search_text, ' ')) AS said (word)
WHERE length(said.word) BETWEEN 4 AND 30
ON CONFLICT DO NOTHING

-- Two imports that bring the same new words in another order would wait for each other: one at a time.
CREATE OR REPLACE FUNCTION questions_search_learn(body text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    fresh text[];
BEGIN
    SELECT array_agg(DISTINCT said.word) INTO fresh
    FROM unnest(string_to_array(body, ' ')) AS said (word)
    LEFT JOIN questions_searchword AS known ON known.word = said.word
    WHERE known.word IS NULL AND length(said.word) BETWEEN 4 AND 30;
    IF fresh IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext('questions_searchword'));
        INSERT INTO questions_searchword (word) SELECT unnest(fresh) ON CONFLICT DO NOTHING;
    END IF;
END $$

CREATE OR REPLACE FUNCTION questions_search_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        TRUNCATE questions_search;
    ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM questions_search WHERE rowid = old.id;
    ELSIF TG_OP = 'INSERT' OR (old.search_title, old.search_text) <> (new.search_title, new.search_text) THEN
        INSERT INTO questions_search (rowid, questions_search, title)
        VALUES (
            new.id,
            questions_search_document(new.search_title, new.search_text),
            to_tsvector('simple', new.search_title)
        )
        ON CONFLICT (rowid) DO UPDATE SET questions_search = excluded.questions_search, title = excluded.title;
        PERFORM questions_search_learn(new.search_text);
    END IF;
    RETURN NULL;
END $$

CREATE TRIGGER questions_search_v3_cleared AFTER TRUNCATE ON questions_question
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_write()

CREATE TRIGGER questions_search_v3_written AFTER INSERT OR DELETE OR UPDATE OF search_title, search_text
ON questions_question FOR EACH ROW EXECUTE FUNCTION questions_search_write()

-- A number that is another one after each change of what the list counts (questions.search.kept). A sequence makes
-- nobody wait, and never gives a number twice.
CREATE SEQUENCE IF NOT EXISTS questions_search_changes

CREATE OR REPLACE FUNCTION questions_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM nextval('questions_search_changes');
    RETURN NULL;
END $$

CREATE TRIGGER questions_search_v3_question AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_question
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()

CREATE TRIGGER questions_search_v3_level AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_questionlevel
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()

CREATE TRIGGER questions_search_v3_topic AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_topic
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()

CREATE TRIGGER questions_search_v3_source AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_source
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()

CREATE TRIGGER questions_search_v3_tag AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_tag
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()

CREATE TRIGGER questions_search_v3_tagged AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_question_tags
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()

CREATE TRIGGER questions_search_v3_collection AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_collection
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()

CREATE TRIGGER questions_search_v3_collected AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON questions_collection_questions
FOR EACH STATEMENT EXECUTE FUNCTION questions_search_changed()
