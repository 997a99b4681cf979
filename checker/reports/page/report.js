// Everything can be read without this script; it filters, opens, and follows links into what is closed.
"use strict";
(() => {
  const form = document.getElementById("filter");
  const findings = [...document.querySelectorAll("li.finding")];

  function reveal(id) {
    const target = id && document.getElementById(id);
    if (!target) return;
    const finding = target.closest("li.finding");
    if (finding && finding.hidden) form.reset(), filter();
    for (let at = target; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    const focus = target instanceof HTMLDetailsElement ? target.querySelector("summary") : target;
    if (!focus.matches("summary, [tabindex]")) focus.tabIndex = -1;
    focus.focus({ preventScroll: true });
    target.scrollIntoView({ block: target instanceof HTMLDetailsElement ? "start" : "center" });
  }
  function followed() {
    try { reveal(decodeURIComponent(location.hash.slice(1))); } catch { /* an address typed by hand */ }
  }
  addEventListener("hashchange", followed);
  // A second click on the same link changes no address, and must lead there all the same.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) followed();
  });
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
