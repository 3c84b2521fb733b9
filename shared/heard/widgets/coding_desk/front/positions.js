// Positions: a browser counts UTF-16 units, the store counts code points.

/** Turns places in one text from units to code points and back. */
class Positions {
  constructor(words) {
    this.length = words.length;
    this.pairs = []; // where each character begins that takes two units
    for (let at = 0; at < words.length - 1; at += 1) {
      const unit = words.charCodeAt(at);
      const next = words.charCodeAt(at + 1);
      if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
        this.pairs.push(at);
        at += 1;
      }
    }
  }

  /** Return the code point at a unit; within a pair, the one that the pair is. */
  toPoints(unit) {
    return unit - this.count((pair) => pair < unit);
  }

  /** Return the unit at which a code point begins. */
  toUnits(point) {
    return point + this.count((pair, before) => pair - before < point);
  }

  /** Count the pairs for which something holds that holds for none after the first for which it does not. */
  count(holds) {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.pairs[middle], middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Return the parts [start, end] (units) of a kind that a text is made of: sentences or paragraphs. */
function partsOf(words, kind) {
  const parts = [];
  for (const paragraph of words.matchAll(/[^\r\n]+/g)) {
    if (kind === "paragraph") parts.push([paragraph.index, paragraph.index + paragraph[0].length]);
    else for (const part of new Intl.Segmenter("en", { granularity: "sentence" }).segment(paragraph[0])) {
      const start = paragraph.index + part.index;
      parts.push([start, start + part.segment.trimEnd().length]);
    }
  }
  return parts.filter(([start, end]) => end > start);
}

/** Widen a selection to whole parts; if it is whole already, take the next part in as well. */
function widened(parts, start, end) {
  const touched = parts.filter(([from, to]) => (start === end ? from <= start && start <= to : from < end && to > start));
  if (!touched.length) return parts.find(([from]) => from >= end) ?? [start, end];
  const whole = [Math.min(start, touched[0][0]), Math.max(end, touched.at(-1)[1])];
  if (start === end) return touched.at(-1);
  if (whole[0] < start || whole[1] > end) return whole;
  const next = parts.find(([from]) => from >= end);
  return next ? [start, next[1]] : [start, end];
}
