// One person's edit of a second, put on top of what others made of the same text meanwhile.

// Where two texts differ: from `start`, `end` characters of the old one gave way to `put`.
function edit(old, text) {
  let start = 0;
  while (start < old.length && old[start] === text[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(old.length, text.length) - start && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  return { start, end: old.length - tail, put: text.slice(start, text.length - tail) };
}

export function rebased(base, mine, theirs) {
  if (mine === base || mine === theirs) return theirs;
  if (theirs === base) return mine;
  const own = edit(base, mine);
  const other = edit(base, theirs);
  const shift = other.put.length - (other.end - other.start);
  if (own.end <= other.start) return theirs.slice(0, own.start) + own.put + theirs.slice(own.end);
  if (own.start >= other.end) return theirs.slice(0, own.start + shift) + own.put + theirs.slice(own.end + shift);
  // Both changed the same place: what the other side wrote stays, and one's own words follow it.
  const at = other.start + other.put.length;
  return theirs.slice(0, at) + own.put + theirs.slice(at);
}

export function moved(at, old, text) {
  const { start, end, put } = edit(old, text);
  if (at <= start) return at;
  return at >= end ? at + put.length - (end - start) : start + put.length;
}
