// Spans: which codings lie over which stretch of a text, and in which lane each is drawn.

const LANES_DRAWN = 8;
const LANE_HEIGHT = 4; // pixels: a stripe of three and a gap of one
const NO_LOOK = { colour: "var(--heard-quiet)", pattern: 0 };

/**
 * Give each coding a lane that no coding over the same words has. A coding keeps the lane it had, so that
 * nothing jumps when one is added or taken off.
 */
function giveLanes(spans, former) {
  const lanes = new Map();
  const ordered = [...spans].sort((one, other) => one.start - other.start || other.end - one.end);
  const taken = []; // in each lane the spans in it
  const free = (lane, span) => !(taken[lane] ?? []).some((each) => each.start < span.end && span.start < each.end);
  const put = (span, lane) => {
    lanes.set(span.id, lane);
    (taken[lane] ??= []).push(span);
  };
  for (const span of ordered) {
    const before = former.get(span.id);
    if (before !== undefined && free(before, span)) put(span, before);
  }
  for (const span of ordered) {
    if (lanes.has(span.id)) continue;
    let lane = 0;
    while (!free(lane, span)) lane += 1;
    put(span, lane);
  }
  return lanes;
}

/** Cut a text wherever a span begins or ends: [{start, end, over: spans over it}]. */
function cutInto(length, spans) {
  const starts = new Map();
  const ends = new Map();
  const bounds = new Set([0, length]);
  const note = (map, at, span) => {
    bounds.add(at);
    if (!map.has(at)) map.set(at, []);
    map.get(at).push(span);
  };
  for (const span of spans) {
    note(starts, span.start, span);
    note(ends, span.end, span);
  }
  const places = [...bounds].sort((one, other) => one - other);
  const over = new Set();
  const pieces = [];
  for (let index = 0; index < places.length - 1; index += 1) {
    for (const span of ends.get(places[index]) ?? []) over.delete(span);
    for (const span of starts.get(places[index]) ?? []) over.add(span);
    pieces.push({ start: places[index], end: places[index + 1], over: [...over] });
  }
  return pieces;
}

/** Return how a code is drawn: a colour for its theme, a pattern for its place in the theme. */
function looksOf(codebook) {
  const looks = new Map();
  let theme = -1;
  let within = 0;
  for (const entry of codebook) {
    if (entry.depth === 0) {
      theme += 1;
      within = 0;
    }
    looks.set(entry.code, { colour: entry.colour || `var(--heard-colour-${theme % 12})`, pattern: within % 4 });
    within += 1;
  }
  return looks;
}

/** Return a stripe as a CSS picture; patterns tell codes of one colour apart without colour. */
function stripe({ colour, pattern }) {
  if (pattern === 1) return `repeating-linear-gradient(90deg, ${colour} 0 7px, transparent 7px 10px)`;
  if (pattern === 2) return `repeating-linear-gradient(90deg, ${colour} 0 3px, transparent 3px 6px)`;
  if (pattern === 3) {
    return `repeating-linear-gradient(90deg, ${colour} 0 10px, transparent 10px 12px, ${colour} 12px 14px, transparent 14px 16px)`;
  }
  return `linear-gradient(${colour}, ${colour})`;
}

/** Return the style that draws the stripes of a piece, one below the other. */
function stripesOf(over, lanes, looks) {
  const drawn = over.filter((span) => lanes.get(span.id) < LANES_DRAWN);
  if (!drawn.length) return null;
  const pictures = drawn.map((span) => stripe(looks.get(span.code) ?? NO_LOOK)).join(", ");
  const places = drawn
    .map((span) => `0 calc(100% - (var(--heard-depth) - ${1 + lanes.get(span.id)}) * ${LANE_HEIGHT}px)`)
    .join(", ");
  return `background-image: ${pictures}; background-position: ${places};`;
}
