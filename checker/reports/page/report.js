// Everything can be read without this script; it filters, opens, and follows links into what is closed.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const findings = [...document.querySelectorAll("li.finding")];

  // On a small screen what stands far below is folded, and the list of the sections stays at hand.
  const narrow = matchMedia("(max-width: 32rem)");
  const jump = document.querySelector("details.jump");
  const fit = () => { jump.open = !narrow.matches; };
  fit();
  narrow.addEventListener("change", fit);
  jump.addEventListener("click", (event) => { if (event.target.closest("a")) fit(); });
  if (narrow.matches) for (const one of document.querySelectorAll("details.far")) one.open = false;

  function reveal(id) {
    const target = id && document.getElementById(id);
    if (!target) return;
    const finding = target.closest("li.finding");
    if (finding && finding.hidden) form.reset(), filter();
    const hidden = target.closest("[data-standing][hidden], .panel[hidden], .draft p[hidden]");
    if (hidden) showOnly(false);
    const panel = target.closest(".panel");
    if (panel) setOpen(panel, true);
    const folded = target.querySelector(":scope > details.far");
    if (folded) folded.open = true;
    for (let at = target; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    const focus = target instanceof HTMLDetailsElement ? target.querySelector("summary") : target;
    if (!focus.matches("summary, a[href], [tabindex]")) focus.tabIndex = -1;
    focus.focus({ preventScroll: true });
    // What is taller than the screen would have its beginning above it, were its middle brought to the middle.
    const small = target.matches("span, a, p") && target.offsetHeight < innerHeight / 2;
    target.scrollIntoView({ block: panel ? "nearest" : small ? "center" : "start" });
  }
  function followed() {
    try { reveal(decodeURIComponent(location.hash.slice(1))); } catch { /* an address typed by hand */ }
  }
  addEventListener("hashchange", followed);
  // A second click on the same link changes no address, and must lead there all the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && !event.defaultPrevented && link.hash === location.hash) followed();
  });

  // The draft: pressing a sentence shows what there is on it, pressing it again or Escape hides it.
  document.documentElement.dataset.scripted = "";
  const lines = [...document.querySelectorAll(".line[data-standing]")];
  const kinds = [...document.querySelectorAll("button[data-standing]")];
  const sentenceOf = (panel) => document.querySelector(`a.said[href="#${panel.id}"]`);

  function setOpen(panel, open) {
    panel.classList.toggle("open", open);
    sentenceOf(panel).setAttribute("aria-expanded", open);
  }
  function showOnly(pressed) {
    for (const kind of kinds) if (!pressed) kind.setAttribute("aria-pressed", false);
    const chosen = new Set(kinds.filter((one) => one.ariaPressed === "true").map((one) => one.dataset.standing));
    let shown = 0;
    for (const line of lines) {
      line.hidden = chosen.size > 0 && !chosen.has(line.dataset.standing);
      shown += line.hidden ? 0 : 1;
      const panel = document.querySelector(line.querySelector("a.said").hash);
      panel.hidden = line.hidden;
      if (line.hidden) setOpen(panel, false);
    }
    for (const paragraph of document.querySelectorAll(".draft > p")) {
      paragraph.hidden = chosen.size > 0 && !paragraph.querySelector(".line:not([hidden])");
    }
    document.getElementById("sentences-shown").textContent = chosen.size ? `${shown} of ${lines.length} sentences` : "";
  }
  for (const line of lines) {
    const sentence = line.querySelector("a.said");
    const panel = document.querySelector(sentence.hash);
    const close = panel.querySelector(".close");
    setOpen(panel, false);
    sentence.addEventListener("click", (event) => {
      if (!panel.classList.contains("open")) return;
      event.preventDefault();
      setOpen(panel, false);
    });
    const away = () => { setOpen(panel, false); sentence.focus(); };
    close.hidden = false;
    close.addEventListener("click", away);
    for (const one of [panel, sentence]) one.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel.classList.contains("open")) away();
    });
  }
  for (const kind of kinds) {
    kind.disabled = false;
    kind.addEventListener("click", () => {
      kind.setAttribute("aria-pressed", kind.ariaPressed !== "true");
      showOnly(true);
    });
  }

  followed();
  addEventListener("load", followed); // the browser itself goes to the anchor first, and takes the focus along

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });

  if (!form) return;
  const levels = [...form.querySelectorAll("input[name=level]")];
  const kind = form.querySelector("select[name=kind]");
  const groups = [...document.querySelectorAll("details.group")];

  function filter() {
    const wanted = new Set(levels.filter((box) => box.checked).map((box) => box.value));
    const all = wanted.size === levels.length && !kind.value;
    let shown = 0;
    for (const one of findings) {
      one.hidden = !wanted.has(one.dataset.level) || (kind.value !== "" && one.dataset.kind !== kind.value);
      shown += one.hidden ? 0 : 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector("li.finding:not([hidden])");
      if (!all && !group.hidden) group.open = true;
    }
    document.getElementById("shown").textContent = all ? "" : `${shown} of ${findings.length} shown`;
  }
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter(); // what a browser remembers of a form after a reload counts as chosen

  const open = (state) => () => {
    for (const one of findings) if (!one.hidden) one.querySelector("details").open = state;
    if (state) for (const group of groups) group.open = true;
  };
  document.getElementById("open-all").addEventListener("click", open(true));
  document.getElementById("close-all").addEventListener("click", open(false));

  const root = document.documentElement;
  document.getElementById("theme").addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // The arrows go from finding to finding, but only while one of them has the focus.
  document.getElementById("findings").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const summaries = findings.map((one) => one.querySelector("summary")).filter((one) => one.checkVisibility());
    const at = summaries.indexOf(event.target);
    if (!step || at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    summaries[Math.min(Math.max(at + step, 0), summaries.length - 1)].focus();
  });
})();
