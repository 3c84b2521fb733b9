// The palette: type part of a code's name, choose with the arrows, apply with Enter.

const PALETTE_MOST = 60;

/** A combobox of the codebook (ARIA 1.2 pattern, list autocomplete with the focus in the field). */
class Palette {
  constructor({ codebook, looks, onchoose, onnew, onleave }) {
    Object.assign(this, { codebook, looks, onchoose, onnew, onleave, options: [], at: 0 });
    const list = freshId("codes");
    this.field = make("input", {
      type: "text",
      role: "combobox",
      class: "heard-palette-field",
      "aria-label": "Code to put on the selection: type part of its name",
      "aria-expanded": "false",
      "aria-controls": list,
      "aria-autocomplete": "list",
      placeholder: "Code: type part of its name (c)",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.list(),
      onfocus: () => this.list(),
      onblur: () => this.close(),
      onkeydown: (event) => this.key(event),
    });
    this.box = make("ul", { id: list, role: "listbox", class: "heard-palette-list", "aria-label": "Codes", hidden: true });
    this.hint = make("span", { class: "heard-palette-hint" });
    this.element = make("div", { class: "heard-palette" }, this.field, this.hint, this.box);
  }

  /** Open it; `hint` says on what the code will be put. */
  open(hint, onchoose = null) {
    this.instead = onchoose;
    this.hint.textContent = hint;
    this.field.value = "";
    this.field.focus();
  }

  list() {
    const typed = this.field.value;
    const found = matching(this.codebook(), typed).slice(0, PALETTE_MOST);
    this.options = found.map(({ entry, path }) => ({ code: entry.code, path, entry }));
    const same = this.options.some(({ entry }) => entry.name.toLowerCase() === typed.trim().toLowerCase());
    if (typed.trim() && !same && !this.instead) this.options.push({ fresh: typed.trim() });
    this.box.replaceChildren(...this.options.map((option, place) => this.option(option, place)));
    this.box.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.go(0);
  }

  option(option, place) {
    const choose = (event) => {
      event.preventDefault(); // before the field loses the focus
      this.choose(place, event.timeStamp);
    };
    const item = make("li", { role: "option", id: `${this.box.id}-${place}`, "aria-selected": "false", onmousedown: choose });
    if (option.fresh) item.append(make("span", {}, `New code “${option.fresh}” …`));
    else {
      const above = option.path.slice(0, -1).join(" › ");
      item.append(swatch(this.looks(), option.code), make("span", {}, option.entry.name));
      if (above) item.append(make("small", {}, above));
    }
    return item;
  }

  go(to) {
    this.at = Math.max(0, Math.min(to, this.options.length - 1));
    [...this.box.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === this.at)));
    const item = this.box.children[this.at];
    if (item) {
      this.field.setAttribute("aria-activedescendant", item.id);
      const below = item.offsetTop + item.offsetHeight - this.box.clientHeight;
      if (item.offsetTop < this.box.scrollTop) this.box.scrollTop = item.offsetTop;
      else if (below > this.box.scrollTop) this.box.scrollTop = below;
    } else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + 8, PageUp: this.at - 8 }[event.key];
    if (to !== undefined) this.go(to);
    else if (event.key === "Enter") this.choose(this.at, event.timeStamp);
    else if (event.key === "Escape") this.onleave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(place, at) {
    const option = this.options[place];
    if (!option) return;
    const act = this.instead ?? this.onchoose;
    this.onleave();
    if (option.fresh) this.onnew(option.fresh);
    else act(option.code, at);
  }

  close() {
    this.box.hidden = true;
    this.field.value = "";
    this.hint.textContent = "";
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}

/** Return a small picture of how a code is drawn. */
function swatch(looks, code) {
  const look = looks.get(code) ?? NO_LOOK;
  return make("span", { class: "heard-swatch", "aria-hidden": "true", style: `background-image: ${stripe(look)}` });
}
