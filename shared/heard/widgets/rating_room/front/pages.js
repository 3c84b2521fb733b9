// The pages of a sheet: what each kind shows and asks. Words of respondents are only ever set as text.

const QUESTIONS = {
  word_intrusion: "Which word does not belong with the others?",
  word_set_intrusion: "Which group of words does not belong with the others?",
  topic_intrusion: "Which of these topics is not in the text?",
  topic: "What is this topic about?",
  recheck: "Is this text about the topic?",
};
const ABOUT = { yes: "Yes", no: "No", unsure: "I cannot say" };
const CONFIDENCE = { 1: "1 (a guess)", 2: "2", 3: "3", 4: "4", 5: "5 (certain)" };

/** Return the element of a page; `save(scale, value)` is called with every answer. */
function pageElement(page, answers, locked, save) {
  const value = (scale) => answers.get(`${page.subject} ${scale}`) ?? "";
  const question = make("h2", { tabindex: "-1" }, QUESTIONS[page.kind]);
  const asks = { topic: topicFields, recheck: recheckFields }[page.kind] ?? intrusionFields;
  return make("section", { class: "heard-page", "aria-label": QUESTIONS[page.kind] },
    question, ...wordsOf(page), ...textsOf(page), make("fieldset", { disabled: locked, class: "heard-asked" }, ...asks(page, value, save)));
}

function wordsOf(page) {
  if (!page.words.length) return [];
  return [make("h3", {}, "Its words, the most telling first"),
    make("ol", { class: "heard-words" }, ...page.words.map((word) => make("li", {}, word)))];
}

function textsOf(page) {
  if (!page.texts.length) return [];
  const heading = page.kind === "topic" ? "Texts in which it is strongest" : "The text";
  return [make("h3", {}, heading), ...page.texts.map((text) => make("blockquote", {}, text))];
}

function choice(legend, scale, options, chosen, save) {
  const name = freshId(scale);
  return make("fieldset", { class: "heard-choice" }, make("legend", {}, legend),
    ...options.map(([value, label]) => make("label", {},
      make("input", { type: "radio", name, value, checked: value === chosen, onchange: () => save(scale, value) }), label)));
}

function intrusionFields(page, value, save) {
  return [choice("Choose one", "intruder", page.options.map((option) => [option, option]), value("intruder"), save)];
}

function recheckFields(_page, value, save) {
  return [choice("Choose one", "about", Object.entries(ABOUT), value("about"), save)];
}

function topicFields(_page, value, save) {
  const no = value("interpretable") === "no";
  const field = (tag, scale, label, more) => {
    const id = freshId(scale);
    return [make("label", { for: id }, label),
      filled(make(tag, { id, disabled: no, onchange: (event) => save(scale, event.target.value), ...more }), value(scale))];
  };
  const yes = Object.entries({ yes: "Yes", no: "No, I can make nothing of it" });
  return [
    choice("Can you say what it is about?", "interpretable", yes, value("interpretable"), save),
    ...field("input", "name", "A name for it, in a few words", { type: "text", maxlength: "120" }),
    ...field("textarea", "description", "What it is about, in a sentence or two", { rows: "3" }),
    make("div", { hidden: no }, choice("How sure are you?", "confidence", Object.entries(CONFIDENCE), value("confidence"), save)),
  ];
}

function filled(element, value) {
  element.value = value;
  return element;
}
