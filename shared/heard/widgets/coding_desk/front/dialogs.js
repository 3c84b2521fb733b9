// Dialogs: a few fields, saved before the dialog closes; what was typed is never lost to a failure.

/**
 * Ask for some fields.
 *
 * @param root where the dialog is put
 * @param title what it is about
 * @param fields elements with a name; their values are given to `save`
 * @param save from the values to a problem in words, or to nothing where it was saved
 */
function ask(root, { title, fields, yes = "Save", save, wide = false }) {
  const back = document.activeElement;
  const heading = freshId("dialog");
  const problem = make("p", { role: "alert", class: "heard-problem", hidden: true });
  const form = make(
    "form",
    { method: "dialog" },
    make("h3", { id: heading, tabindex: save ? null : "-1", autofocus: !save }, title),
    ...fields,
    problem,
    make(
      "div",
      { class: "heard-dialog-buttons" },
      save ? make("button", { type: "submit", class: "heard-main" }, yes) : null,
      button(save ? "Cancel" : "Close", () => dialog.close()),
    ),
  );
  const dialog = make("dialog", { class: wide ? "heard-wide" : null, "aria-labelledby": heading }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!save) return;
    const trouble = await save(Object.fromEntries(new FormData(form)), form);
    if (!trouble) return dialog.close();
    problem.hidden = false;
    problem.textContent = trouble;
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    back?.focus?.({ preventScroll: true });
  });
  root.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Make a field with its label. */
function field(label, name, { value = "", area = false, type = "text", required = false, help = "" } = {}) {
  const id = freshId("field");
  const about = help ? freshId("help") : null;
  const input = make(area ? "textarea" : "input", {
    id, name, required, rows: area ? 4 : null, type: area ? null : type, "aria-describedby": about,
    autocomplete: "off",
  });
  input.value = value;
  return make("div", { class: "heard-field" }, make("label", { for: id }, label), input, help ? make("small", { id: about }, help) : null);
}

/** Make a tick box with its label. */
function tick(label, name, checked = false) {
  const input = make("input", { type: "checkbox", name });
  input.checked = checked;
  return make("label", { class: "heard-tick" }, input, label);
}

/** Make a choice of codes, with those above them, to be chosen by typing. */
function codeField(label, name, codebook, { none = null, without = () => false, value = "" } = {}) {
  const id = freshId("field");
  const select = make("select", { id, name });
  if (none !== null) select.append(make("option", { value: "" }, none));
  for (const entry of codebook) {
    if (without(entry.code)) continue;
    select.append(make("option", { value: entry.code }, `${"\u2003".repeat(entry.depth)}${entry.name}`));
  }
  select.value = value;
  return make("div", { class: "heard-field" }, make("label", { for: id }, label), select);
}
