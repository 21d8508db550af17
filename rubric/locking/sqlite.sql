CREATE TRIGGER rubric_lock1_card_kept BEFORE UPDATE OF {columns} ON rubric_scorecard
WHEN OLD.state = 'submitted'
BEGIN
  SELECT RAISE(ABORT, 'A submitted scorecard is locked: a correction is another scorecard.');
END;

CREATE TRIGGER rubric_lock1_card_signed BEFORE UPDATE OF author_id ON rubric_scorecard
WHEN OLD.state = 'submitted' AND NOT EXISTS (SELECT 1 FROM accounts_user WHERE id = OLD.author_id AND is_guest)
BEGIN
  SELECT RAISE(ABORT, 'A submitted scorecard is locked: only a guest who signs up takes it along.');
END;

CREATE TRIGGER rubric_lock1_card_stays BEFORE DELETE ON rubric_scorecard
WHEN OLD.state = 'submitted' AND NOT EXISTS (SELECT 1 FROM rubric_erasurepermit WHERE scorecard = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'A submitted scorecard is locked: only an erasure takes it away.');
END;

CREATE TRIGGER rubric_lock1_{table}_kept BEFORE UPDATE ON rubric_{table}
WHEN EXISTS (SELECT 1 FROM rubric_scorecard WHERE id IN ({old}, {new}) AND state = 'submitted')
BEGIN
  SELECT RAISE(ABORT, 'What stands on a submitted scorecard is locked: a correction is another scorecard.');
END;

CREATE TRIGGER rubric_lock1_{table}_stays BEFORE DELETE ON rubric_{table}
WHEN EXISTS (SELECT 1 FROM rubric_scorecard WHERE id = {old} AND state = 'submitted')
  AND NOT EXISTS (SELECT 1 FROM rubric_erasurepermit WHERE scorecard = {old})
BEGIN
  SELECT RAISE(ABORT, 'What stands on a submitted scorecard is locked: only an erasure takes it away.');
END;
