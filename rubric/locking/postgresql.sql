CREATE OR REPLACE FUNCTION rubric_lock_refuses() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'What was submitted is locked: a correction is another scorecard, and only an erasure takes one away.'
    USING ERRCODE = 'integrity_constraint_violation';
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION rubric_is_submitted(card bigint) RETURNS boolean AS $$
  SELECT EXISTS (SELECT 1 FROM rubric_scorecard WHERE id = card AND state = 'submitted');
$$ LANGUAGE sql STABLE;

CREATE OR REPLACE FUNCTION rubric_is_erased(card bigint) RETURNS boolean AS $$
  SELECT EXISTS (SELECT 1 FROM rubric_erasurepermit WHERE scorecard = card);
$$ LANGUAGE sql STABLE;

CREATE OR REPLACE FUNCTION rubric_card_of(answer bigint) RETURNS bigint AS $$
  SELECT scorecard_id FROM rubric_answerrating WHERE id = answer;
$$ LANGUAGE sql STABLE;

CREATE OR REPLACE FUNCTION rubric_is_guest(author bigint) RETURNS boolean AS $$
  SELECT EXISTS (SELECT 1 FROM accounts_user WHERE id = author AND is_guest);
$$ LANGUAGE sql STABLE;

CREATE TRIGGER rubric_lock1_card_kept BEFORE UPDATE OF {columns} ON rubric_scorecard
FOR EACH ROW WHEN (OLD.state = 'submitted') EXECUTE FUNCTION rubric_lock_refuses();

CREATE TRIGGER rubric_lock1_card_signed BEFORE UPDATE OF author_id ON rubric_scorecard
FOR EACH ROW WHEN (OLD.state = 'submitted' AND NOT rubric_is_guest(OLD.author_id))
EXECUTE FUNCTION rubric_lock_refuses();

CREATE TRIGGER rubric_lock1_card_stays BEFORE DELETE ON rubric_scorecard
FOR EACH ROW WHEN (OLD.state = 'submitted' AND NOT rubric_is_erased(OLD.id)) EXECUTE FUNCTION rubric_lock_refuses();

CREATE TRIGGER rubric_lock1_{table}_kept BEFORE UPDATE ON rubric_{table}
FOR EACH ROW WHEN (rubric_is_submitted({old}) OR rubric_is_submitted({new})) EXECUTE FUNCTION rubric_lock_refuses();

CREATE TRIGGER rubric_lock1_{table}_stays BEFORE DELETE ON rubric_{table}
FOR EACH ROW WHEN (rubric_is_submitted({old}) AND NOT rubric_is_erased({old})) EXECUTE FUNCTION rubric_lock_refuses();
