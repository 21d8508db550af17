// Three-way merge of two texts that grew out of one, line by line. Pure. Nothing that either side wrote is dropped:
// where both changed the same lines differently, both stand below each other and `conflicts` counts the place.
const MOST_CELLS = 4_000_000;

export function merge(base, mine, theirs) {
  if (mine === theirs || theirs === base) return { text: mine, conflicts: 0 };
  if (mine === base) return { text: theirs, conflicts: 0 };
  const [b, m, t] = [base, mine, theirs].map((text) => text.split("\n"));
  const lines = [];
  let conflicts = 0;
  for (const region of regions(b, m, t)) {
    const settled = settle(...region);
    lines.push(...settled.lines);
    conflicts += settled.conflict ? 1 : 0;
  }
  return { text: lines.join("\n"), conflicts };
}

function settle(base, mine, theirs) {
  if (same(mine, base)) return { lines: theirs };
  if (same(theirs, base) || same(theirs, mine)) return { lines: mine };
  const [ours, others] = [mine.join("\n"), theirs.join("\n")];
  if (ours.includes(others)) return { lines: mine };
  if (others.includes(ours)) return { lines: theirs };
  const before = base.join("\n");
  const one = furtherOn(ours, others) ?? goesOn(before, ours, others) ?? byWords(before, ours, others);
  if (one !== null) return { lines: one.split("\n") };
  // Both added after the same line: that is no quarrel, both additions stand.
  return { lines: [...theirs, ...mine], conflict: base.length > 0 };
}

// One of them has every word of the other, in their order, and more between them: it is the same text, further on.
function furtherOn(mine, theirs) {
  const [ours, others] = [words(mine), words(theirs)];
  const [longer, shorter] = ours.length < others.length ? [others, ours] : [ours, others];
  let at = 0;
  for (const word of longer) if (word === shorter[at]) at++;
  if (at < shorter.length) return null;
  return longer === ours ? mine : theirs;
}

function words(text) {
  return text.split(/\s+/).filter(Boolean);
}

// Within a line: changes that do not touch the same words both stand.
function byWords(...texts) {
  const merged = [];
  for (const [base, mine, theirs] of regions(...texts.map((text) => text.split(/(\s+)/)))) {
    if (same(mine, base)) merged.push(...theirs);
    else if (same(theirs, base) || same(theirs, mine)) merged.push(...mine);
    else return null;
  }
  return merged.join("");
}

// Both went on writing behind the same words: one goes on behind the other.
function goesOn(base, mine, theirs) {
  if (!base || !mine.startsWith(base) || !theirs.startsWith(base)) return null;
  return theirs + mine.slice(base.length);
}

function same(one, other) {
  return one.length === other.length && one.every((line, at) => line === other[at]);
}

// [base, mine, theirs] slices, cut at every line of base that stands unchanged in both.
function* regions(base, mine, theirs) {
  const inMine = matches(base, mine);
  const inTheirs = matches(base, theirs);
  let [b, m, t] = [0, 0, 0];
  for (let at = 0; at < base.length; at++) {
    if (!inMine.has(at) || !inTheirs.has(at)) continue;
    yield [base.slice(b, at), mine.slice(m, inMine.get(at)), theirs.slice(t, inTheirs.get(at))];
    yield [[base[at]], [base[at]], [base[at]]];
    [b, m, t] = [at + 1, inMine.get(at) + 1, inTheirs.get(at) + 1];
  }
  yield [base.slice(b), mine.slice(m), theirs.slice(t)];
}

// The longest common subsequence as a map from indexes of `one` to indexes of `other`.
function matches(one, other) {
  const found = new Map();
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) found.set(start, start++);
  let [end, otherEnd] = [one.length, other.length];
  while (end > start && otherEnd > start && one[end - 1] === other[otherEnd - 1]) found.set(--end, --otherEnd);
  const [rows, columns] = [end - start, otherEnd - start];
  if (rows * columns > 0 && rows * columns <= MOST_CELLS) trace(one, other, start, rows, columns, found);
  return new Map([...found].sort((a, b) => a[0] - b[0]));
}

function trace(one, other, start, rows, columns, found) {
  const width = columns + 1;
  const length = new Uint32Array((rows + 1) * width);
  for (let r = rows - 1; r >= 0; r--) {
    for (let c = columns - 1; c >= 0; c--) {
      const equal = one[start + r] === other[start + c];
      length[r * width + c] = equal
        ? length[(r + 1) * width + c + 1] + 1
        : Math.max(length[(r + 1) * width + c], length[r * width + c + 1]);
    }
  }
  let [r, c] = [0, 0];
  while (r < rows && c < columns) {
    if (one[start + r] === other[start + c]) found.set(start + r++, start + c++);
    else if (length[(r + 1) * width + c] >= length[r * width + c + 1]) r++;
    else c++;
  }
}
