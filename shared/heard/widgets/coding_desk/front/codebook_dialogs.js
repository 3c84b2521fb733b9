// Changes of the codebook, each asked for in a dialog.

/** Open the dialog of a deed on a code. */
function codebookDialog(desk, deed, code, detail = {}) {
  const entry = desk.state.codebook.find((each) => each.code === code);
  const dialogs = { new: newCode, rename, define, move, merge, split, retire, memo: codeMemo };
  if (deed === "new" || entry) dialogs[deed](desk, entry, detail);
}

function newCode(desk, entry, { name = "", spot = null } = {}) {
  const where = spot ? (spot.start === null ? "the whole text" : `“${shortened(spot.words, 60)}”`) : null;
  ask(desk.root, {
    title: "New code",
    yes: where ? "Add and use" : "Add",
    fields: [
      field("Name", "name", { value: name, required: true }),
      codeField("Place in the tree: under", "parent", desk.state.codebook, { none: "None: a theme of its own", value: entry?.code ?? "" }),
      field("Definition: when to use it, and when not", "definition", { area: true }),
      where ? tick(`Put it on ${where}`, "use", true) : null,
    ].filter(Boolean),
    save: async (values) => {
      const reply = await desk.act("new_code", {
        name: values.name, parent: values.parent, definition: values.definition,
        use: values.use === "on", start: spot?.start ?? null, end: spot?.end ?? null,
      }, { quiet: true });
      if (!reply.ok) return reply.problem;
      if (values.use === "on") desk.state.numbers.use(reply.result);
      desk.codebook.code = reply.result;
      desk.drawAll();
      return null;
    },
  });
}

/** Save a change of a code; returns the problem, if any. */
async function changed(desk, deed, code, ...details) {
  const reply = await desk.act("change_code", { deed, code, details }, { quiet: true });
  return reply.ok ? null : desk.problemOf(reply);
}

function rename(desk, entry) {
  ask(desk.root, {
    title: `Rename: ${entry.name}`,
    fields: [field("Name", "name", { value: entry.name, required: true })],
    save: ({ name }) => changed(desk, "rename", entry.code, name),
  });
}

function define(desk, entry) {
  ask(desk.root, {
    title: `Define: ${entry.name}`,
    fields: [field("When to use it, and when not", "definition", { value: entry.definition, area: true })],
    save: ({ definition }) => changed(desk, "define", entry.code, definition),
  });
}

function belowOrSame(desk, code) {
  const below = new Set([code]);
  for (const each of desk.state.codebook) if (below.has(each.parent)) below.add(each.code);
  return (other) => below.has(other);
}

function move(desk, entry) {
  ask(desk.root, {
    title: `Move: ${entry.name}`,
    yes: "Move",
    fields: [
      codeField("Put it, with all below it, under", "parent", desk.state.codebook,
        { none: "None: a theme of its own", without: belowOrSame(desk, entry.code), value: entry.parent ?? "" }),
    ],
    save: ({ parent }) => changed(desk, "move", entry.code, parent || null),
  });
}

function merge(desk, entry) {
  ask(desk.root, {
    title: `Merge: ${entry.name}`,
    yes: "Merge",
    fields: [
      make("p", {}, "Its codings count for the other code from then on, and codes below it stand under that one. Nothing is lost: it can be taken back."),
      codeField("Into", "into", desk.state.codebook, { without: belowOrSame(desk, entry.code) }),
      field("Reason", "reason"),
    ],
    save: ({ into, reason }) => changed(desk, "merge", entry.code, into, reason),
  });
}

function retire(desk, entry) {
  ask(desk.root, {
    title: `Take out of the codebook: ${entry.name}`,
    yes: "Take out",
    fields: [make("p", {}, "Only a code without codings and without codes below it can be taken out; merge others.")],
    save: () => changed(desk, "retire", entry.code),
  });
}

async function split(desk, entry) {
  const reply = await desk.act("examples", { code: entry.code, all: true });
  if (!reply.ok) return;
  const parts = make("datalist", { id: freshId("parts") });
  const rows = reply.result.map((coding, place) =>
    make("li", {},
      make("span", {}, `“${coding.words}” `, make("small", {}, coding.coder)),
      make("input", { name: `part-${place}`, "aria-label": `Part for: ${shortened(coding.words, 80)}`, list: parts.id, autocomplete: "off", placeholder: "stays" })));
  ask(desk.root, {
    title: `Split: ${entry.name}`,
    yes: "Split",
    wide: true,
    fields: [
      make("p", {}, "Name for each coding the new code that takes it. New codes are made below this one; codings without a name stay."),
      parts,
      make("ol", { class: "heard-split", oninput: () => {
        const names = new Set([...rows].map((row) => row.querySelector("input").value.trim()).filter(Boolean));
        parts.replaceChildren(...[...names].map((name) => make("option", { value: name })));
      } }, ...rows),
    ],
    save: async (values) => {
      const taken = new Map();
      reply.result.forEach((coding, place) => {
        const name = values[`part-${place}`].trim();
        if (name) taken.set(name, [...(taken.get(name) ?? []), coding.id]);
      });
      if (!taken.size) return "Name at least one part.";
      const asked = [...taken].map(([name, codings]) => ({ name, codings }));
      const done = await desk.act("split_code", { code: entry.code, parts: asked }, { quiet: true });
      return done.ok ? null : desk.problemOf(done);
    },
  });
}

function codeMemo(desk, entry) {
  memoDialog(desk, "code", entry.code, `the code ${entry.name}`);
}

/** Write a memo, or change the one given. */
function memoDialog(desk, about, aboutId, aboutWords, memo = null) {
  ask(desk.root, {
    title: `Memo on ${aboutWords}`,
    fields: [
      field("Memo", "body", { value: memo?.body ?? "", area: true,
        help: memo ? "Ctrl+Enter saves. Without words the memo is taken away." : "Ctrl+Enter saves." }),
    ],
    save: async ({ body }) => {
      const reply = memo
        ? await desk.act("change_memo", { memo_id: memo.id, body }, { quiet: true })
        : await desk.act("memo", { about, about_id: aboutId, body }, { quiet: true });
      if (reply.ok) desk.say("Memo saved.");
      return reply.ok ? null : desk.problemOf(reply);
    },
  });
}
