/* The lines of a tailored resume beside the source's, with what may be decided of each.

   One component for all lines: a resume of three pages has a hundred of them, and a widget of Streamlit's for each button would
   send every one of them over the wire with each click. All text is set as text, never as markup.

   Events, one at a time: {n, kind: "decide", decisions: {key: {action, text, declare}}} and {n, kind: "check", key, text}.
   The page answers by showing new data whose `seen` is the `n` of the last event that it took. */

const LABELS = {
  accept: "Accept",
  edit: "Edit",
  reject: "Reject",
  restore: "Restore",
  undo: "Undo",
  putback: "Put it back",
};
const HINTS = {
  accept: "Keep the tailored line",
  edit: "Word it yourself; it is checked against your resume",
  reject: "Go back to the line of your resume",
  restore: "Go back to the line as it was tailored",
  undo: "Decide later",
  putback: "Show the line of your resume again",
};
/* What the buttons ask for, in the words of the program. */
const ACTIONS = { undo: "restore", putback: "reject" };

let last = 0;
const nextNumber = () => (last = Math.max(last + 1, Date.now()));

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const button = (label, attributes = {}) => make("button", { type: "button", ...attributes }, label);

function marked(pieces, tag, said) {
  return pieces.map(([text, changed]) => {
    if (!changed) return text;
    const before = make("span", { class: "rt-hidden" }, ` (${said}: `);
    const after = make("span", { class: "rt-hidden" }, ") ");
    return make(tag, {}, before, text, after);
  });
}

class Line {
  constructor(view, key) {
    this.view = view;
    this.key = key;
    this.id = `rv-${nextNumber()}`;
    this.waits = 0;
    this.editing = false;
    this.element = make("li", { class: "rv-line" });
  }

  /* Take new data; what did not change stays in place, and with it the focus and what is being typed. */
  take(row, check, refusal, seen, failed) {
    const told = JSON.stringify(row);
    const answered = this.waits && seen >= this.waits;
    if (answered) {
      this.waits = 0;
      if (this.editing && this.asked && !refusal && !failed) this.leaveEditing();
      this.asked = false;
    }
    this.row = row;
    this.check = check;
    this.refusal = refusal;
    if (this.editing) return this.showVerdict();
    if (told !== this.told || answered) {
      const focused = this.element.contains(document.activeElement) || answered === true && this.view.acted === this.key;
      this.told = told;
      this.draw();
      if (focused) this.focus();
    }
  }

  focus() {
    const first = this.element.querySelector(".rv-acts button") ?? this.element.querySelector(".rv-why > button");
    if (first && this.element.offsetParent) first.focus({ preventScroll: true });
  }

  draw() {
    const { row } = this;
    const short = row.same && !this.editing ? " rv-short" : "";
    this.element.className = `rv-line rv-is-${row.action}${short}`;
    this.element.dataset.key = this.key;
    this.element.setAttribute("aria-busy", this.waits ? "true" : "false");
    const body = row.same ? this.single() : this.pair();
    this.element.replaceChildren(body, this.editing ? this.editor() : this.foot());
    if (this.editing) this.showVerdict();
  }

  single() {
    return make("p", { class: "rv-text", dir: "auto", id: this.id }, ...marked(this.row.result, "ins", "put in"));
  }

  pair() {
    const { source, result } = this.row;
    const left = source.length
      ? make("p", { class: "rv-text", dir: "auto" }, ...marked(source, "del", "taken out"))
      : make("p", { class: "rv-absent" }, "No line of its own");
    const right = result.length
      ? make("p", { class: "rv-text", dir: "auto", id: this.id }, ...marked(result, "ins", "put in"))
      : make("p", { class: "rv-absent", id: this.id }, this.row.absent || "Left out of this version");
    return make(
      "div",
      { class: "rv-pair" },
      make("div", { class: "rv-side rv-source" }, make("span", { class: "rv-name" }, "Your resume"), left),
      make("div", { class: "rv-side" }, make("span", { class: "rv-name" }, "Tailored"), right),
    );
  }

  foot() {
    const { row } = this;
    const acts = row.acts.map((act) =>
      button(LABELS[act], {
        class: `rv-act rv-${act}`,
        title: HINTS[act],
        "aria-describedby": this.id,
        disabled: this.waits > 0,
        on: { click: () => this.act(act) },
      }),
    );
    return make(
      "div",
      { class: "rv-foot" },
      make("span", { class: `rv-state rt-mark rt-${row.tone}` }, this.waits ? "Saving …" : row.label),
      this.why(),
      make("span", { class: "rv-acts" }, ...acts),
    );
  }

  /* The reason and the proof: shown while the pointer or the focus is on them, kept open by a click or a tap. */
  why() {
    const { row } = this;
    if (!row.why && !row.proofs.length) return null;
    const tip = `${this.id}-tip`;
    const proofs = row.proofs.map(([place, text]) =>
      make("li", {}, text ? make("q", { dir: "auto" }, text) : "", make("span", { class: "rv-place" }, place)),
    );
    const holder = make("span", { class: "rv-why" });
    const opener = button(row.why && row.proofs.length ? "Why and proof" : row.why ? "Why" : "Proof", {
      "aria-describedby": tip,
      on: {
        click: () => holder.classList.toggle("is-open"),
        keydown: (event) => event.key === "Escape" && (holder.classList.remove("is-open"), holder.classList.add("is-shut")),
        blur: () => holder.classList.remove("is-open", "is-shut"),
      },
    });
    holder.addEventListener("mouseleave", () => holder.classList.remove("is-shut"));
    const note = make("span", { class: "rv-tip", role: "tooltip", id: tip });
    if (row.why) note.append(make("span", { class: "rv-reason" }, row.why));
    if (proofs.length) note.append(make("span", { class: "rv-proof" }, "Proof in your resume"), make("ul", {}, ...proofs));
    holder.append(opener, note);
    return holder;
  }

  act(act) {
    if (act === "edit") return this.beginEditing();
    this.decide({ action: ACTIONS[act] ?? act });
  }

  decide(decision) {
    this.asked = decision.action === "edit";
    this.view.acted = this.key;
    this.waits = this.view.send({ kind: "decide", decisions: { [this.key]: decision } });
    if (this.editing) this.showVerdict();
    else this.draw();
  }

  beginEditing() {
    this.editing = true;
    this.pressed = false;
    this.draft = this.row.text;
    this.checked = this.row.text;
    this.draw();
    const field = this.element.querySelector("textarea");
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }

  leaveEditing() {
    this.editing = false;
    this.told = null;
  }

  cancel() {
    this.leaveEditing();
    this.told = JSON.stringify(this.row);
    this.draw();
    this.element.querySelector(".rv-edit")?.focus();
  }

  editor() {
    const verdict = make("div", { class: "rv-verdict", role: "status", id: `${this.id}-verdict` });
    const field = make("textarea", {
      class: "rv-field",
      rows: "2",
      maxlength: "600",
      dir: "auto",
      "aria-label": "Your wording of this line",
      "aria-describedby": `${this.id}-hint ${this.id}-verdict`,
      on: {
        input: () => this.typed(field),
        blur: () => this.left(),
        keydown: (event) => {
          if (event.key === "Escape") this.cancel();
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.use(false);
        },
      },
    });
    field.value = this.draft;
    requestAnimationFrame(() => this.fit(field));
    return make(
      "div",
      { class: "rv-editor" },
      field,
      make("p", { class: "rv-hint", id: `${this.id}-hint` }, "Checked against your resume when you leave the field. Empty leaves the line out."),
      verdict,
      make(
        "div",
        {
          class: "rv-acts rv-edit-acts",
          on: { pointerdown: () => (this.pressed = true), pointerup: () => (this.pressed = false), pointercancel: () => (this.pressed = false) },
        },
        button("Use this wording", { class: "rv-act rv-use", on: { click: () => this.use(false) } }),
        button("Keep it as a fact of my own", { class: "rv-act rv-declare", hidden: true, on: { click: () => this.use(true) } }),
        button("Cancel", { class: "rv-act rv-cancel", on: { click: () => this.cancel() } }),
      ),
    );
  }

  fit(field) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  typed(field) {
    this.draft = field.value;
    this.fit(field);
    this.showVerdict();
  }

  /* A button of the editor that is being pressed decides by itself. */
  left() {
    if (!this.pressed) this.askCheck();
  }

  askCheck() {
    const text = this.draft.trim();
    if (!this.editing || this.waits || text === this.checked || text === this.row.text) return;
    this.checked = text;
    this.view.send({ kind: "check", key: this.key, text });
    this.showVerdict();
  }

  use(declare) {
    if (this.waits) return;
    if (this.draft.trim() === this.row.text) return this.cancel();
    this.checked = this.draft.trim();
    this.decide({ action: "edit", text: this.draft.trim(), declare });
  }

  showVerdict() {
    const place = this.element.querySelector(".rv-verdict");
    if (!place) return;
    const text = this.draft.trim();
    const known = [this.refusal, this.check].find((one) => one && one.text === text);
    const checking = this.waits > 0 || (!known && text === this.checked && text !== this.row.text);
    for (const one of this.element.querySelectorAll(".rv-use, .rv-declare")) one.disabled = this.waits > 0;
    this.element.querySelector(".rv-declare").hidden = !(known && !known.supported && known.ownable);
    const said = JSON.stringify([checking, known ?? null]);
    if (said === place.dataset.said) return;
    place.dataset.said = said;
    place.className = "rv-verdict";
    if (checking) place.replaceChildren("Checking …");
    else if (!known) place.replaceChildren();
    else if (known.supported) {
      place.classList.add("rt-good");
      place.replaceChildren(text ? "✓ Your resume supports this." : "✓ The line will be left out.");
    } else {
      place.classList.add("rt-problem");
      const reasons = known.reasons.map((reason) => make("li", {}, reason));
      place.replaceChildren(make("strong", {}, "Not taken: your resume does not support this."), make("ul", {}, ...reasons));
    }
  }
}

class View {
  constructor(root) {
    this.root = root;
    this.lines = new Map();
    this.filter = null;
    this.status = make("div", { class: "rt-hidden", role: "status" });
    this.bar = make("div", { class: "rv-bar" });
    this.body = make("div", { class: "rv-body" });
    root.replaceChildren(this.bar, this.body, this.status);
  }

  send(event) {
    const n = nextNumber();
    this.tell({ n, ...event });
    return n;
  }

  show(data) {
    if (this.run !== data.run) {
      this.run = data.run;
      this.lines.clear();
      this.skeleton = null;
      this.filter = null;
    }
    this.data = data;
    const rows = data.sections.flatMap((section) => section.groups.flatMap((group) => group.rows));
    this.rows = rows;
    this.filter ??= rows.some((row) => row.changed) ? "changed" : "all";
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    for (const row of rows) {
      if (!this.lines.has(row.key)) this.lines.set(row.key, new Line(this, row.key));
      this.lines.get(row.key).take(row, data.checks[row.key], data.refused[row.key], data.seen, data.failed);
    }
    this.arrange();
    this.drawBar();
    this.sift();
    if (this.acted && data.seen >= (this.sent ?? 0)) this.settle(focused);
  }

  /* Where a line went out of sight with its decision, the next one takes the focus. */
  settle(focused) {
    const row = this.rows.find((one) => one.key === this.acted);
    if (row && data_changed(this, row)) this.status.textContent = row.label;
    const lost = focused && !(focused.isConnected && focused.offsetParent);
    if (lost && document.activeElement === document.body) {
      const visible = this.rows.filter((one) => this.lines.get(one.key).element.offsetParent);
      const from = this.rows.findIndex((one) => one.key === this.acted);
      const next = visible.find((one) => this.rows.indexOf(one) >= from) ?? visible[visible.length - 1];
      if (next) this.lines.get(next.key).focus();
    }
  }

  arrange() {
    const skeleton = JSON.stringify(
      this.data.sections.map((section) => [section.title, section.groups.map((group) => [group.title, group.rows.map((row) => row.key)])]),
    );
    if (skeleton === this.skeleton) return;
    this.skeleton = skeleton;
    const focused = this.root.contains(document.activeElement) ? document.activeElement : null;
    this.body.replaceChildren(
      make("div", { class: "rv-columns", "aria-hidden": "true" }, make("span", {}, "Your resume"), make("span", {}, "Tailored")),
      ...this.data.sections.map((section) => this.section(section)),
      make("p", { class: "rv-none", hidden: true }, "Nothing is left to decide here."),
    );
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }

  section(section) {
    const groups = section.groups.map((group) =>
      make(
        "div",
        { class: "rv-group" },
        group.title ? make("h3", { class: "rv-entry", dir: "auto" }, group.title) : null,
        make("ul", { class: "rv-lines" }, ...group.rows.map((row) => this.lines.get(row.key).element)),
      ),
    );
    return make("section", { class: "rv-part", "aria-label": section.title }, make("h2", {}, section.title), ...groups);
  }

  drawBar() {
    const counts = {
      changed: this.rows.filter((row) => row.changed).length,
      open: this.rows.filter((row) => row.open).length,
      all: this.rows.length,
    };
    const told = JSON.stringify([counts, this.filter]);
    if (told === this.toldBar) return;
    this.toldBar = told;
    const names = { changed: "Changes", open: "To decide", all: "All lines" };
    const focused = this.bar.contains(document.activeElement) ? document.activeElement.dataset.filter : null;
    const filters = Object.entries(names).map(([name, label]) =>
      button("", {
        class: "rv-filter",
        "data-filter": name,
        "aria-pressed": String(this.filter === name),
        on: { click: () => this.choose(name) },
      }),
    );
    filters.forEach((one, index) => {
      const name = Object.keys(names)[index];
      one.append(`${names[name]} `, make("b", {}, String(counts[name])));
    });
    const rest = counts.open > 1 ? button(`Accept the remaining ${counts.open}`, { class: "rv-act rv-rest", on: { click: () => this.acceptRest() } }) : null;
    this.bar.replaceChildren(make("div", { class: "rv-filters", role: "group", "aria-label": "Which lines to show" }, ...filters), ...(rest ? [rest] : []));
    if (focused) this.bar.querySelector(`[data-filter="${focused}"]`)?.focus();
  }

  choose(name) {
    this.filter = name;
    this.drawBar();
    this.sift();
  }

  acceptRest() {
    const keys = this.rows.filter((row) => row.open).map((row) => row.key);
    this.acted = keys[0];
    const n = this.send({ kind: "decide", decisions: Object.fromEntries(keys.map((key) => [key, { action: "accept" }])) });
    for (const key of keys) {
      const line = this.lines.get(key);
      line.waits = n;
      if (!line.editing) line.draw();
    }
  }

  /* Hide what the filter leaves out, and headings with nothing under them. */
  sift() {
    const shown = (row) => this.filter === "all" || (this.filter === "changed" ? row.changed : row.open) || this.lines.get(row.key).editing;
    for (const row of this.rows) this.lines.get(row.key).element.hidden = !shown(row);
    for (const holder of this.body.querySelectorAll(".rv-group, .rv-part")) holder.hidden = !holder.querySelector(".rv-line:not([hidden])");
    const none = this.body.querySelector(".rv-none");
    none.hidden = this.rows.some(shown);
  }
}

const data_changed = (view, row) => view.status.textContent !== row.label;

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".rv");
  const view = (root.view ??= new View(root));
  view.tell = (event) => {
    view.sent = event.n;
    setTriggerValue("event", event);
  };
  view.show(data);
}
