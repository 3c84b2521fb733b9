// Matching: codes by parts of their names.

/** Return a code's name with those above it. */
function pathOf(codebook, code) {
  const entries = new Map(codebook.map((entry) => [entry.code, entry]));
  const names = [];
  for (let entry = entries.get(code); entry && names.length < 20; entry = entries.get(entry.parent)) {
    names.unshift(entry.name);
  }
  return names;
}

/** Return how well typed words fit a name: less is better, Infinity is not at all. */
function fit(typed, name, path) {
  const low = name.toLowerCase();
  const whole = path.join(" ").toLowerCase();
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (!parts.every((part) => whole.includes(part))) return Infinity;
  if (!parts.length) return 0;
  if (low.startsWith(parts.join(" "))) return 0;
  if (parts.every((part) => low.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(part)))) return 1;
  return parts.every((part) => low.includes(part)) ? 2 : 3;
}

/** Return the codes that typed words fit, the best first, otherwise as the codebook goes. */
function matching(codebook, typed) {
  return codebook
    .map((entry, place) => ({ entry, place, path: pathOf(codebook, entry.code) }))
    .map((each) => ({ ...each, fit: fit(typed, each.entry.name, each.path) }))
    .filter((each) => each.fit < Infinity)
    .sort((one, other) => (typed.trim() ? one.fit - other.fit : 0) || one.place - other.place);
}

/** Numbers 1 to 9 for codes: a code keeps its number until it is the one unused for longest. */
class NumberKeys {
  constructor(codes) {
    this.slots = codes.slice(0, 9);
    this.used = [...this.slots].reverse(); // the latest last
  }

  /** Note that a code was used, and give it a number if it has none; returns whether numbers have changed. */
  use(code) {
    this.used = [...this.used.filter((each) => each !== code), code];
    if (this.slots.includes(code)) return false;
    const oldest = this.used.find((each) => this.slots.includes(each));
    if (this.slots.length < 9) this.slots.push(code);
    else this.slots[this.slots.indexOf(oldest)] = code;
    return true;
  }

  /** Give a code a number of the user's choosing. */
  pin(code, number) {
    const at = number - 1;
    const from = this.slots.indexOf(code);
    if (from >= 0 && at < this.slots.length) this.slots[from] = this.slots[at];
    else if (from >= 0) this.slots.splice(from, 1);
    this.slots[Math.min(at, this.slots.length)] = code;
    this.use(code);
  }
}
