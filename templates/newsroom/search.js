// The search page with script: all meetings are looked through here, nothing is sent anywhere.
"use strict";
(() => {
  const form = document.getElementById("search");
  const found = document.getElementById("found");
  const count = document.getElementById("count");
  const MOST = 100;
  const fold = (text) => text.toLocaleLowerCase().normalize("NFC");
  let records = [];

  function choices() {
    return [...form.elements].filter((field) => field.name).map((field) => [field.name, field.value.trim()]);
  }

  function matches(record, chosen, today) {
    for (const [name, value] of chosen) {
      if (!value) continue;
      if (name === "q") {
        const text = fold(record.q);
        if (!fold(value).split(/\s+/).every((word) => text.includes(word))) return false;
      } else if (name === "when") {
        if ((value === "coming") !== (record.e >= today)) return false;
      } else if (!record.k[name].includes(value)) {
        return false;
      }
    }
    return true;
  }

  function element(name, text, parent) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  }

  function show(record) {
    const row = element("li", "", found);
    row.className = "meeting";
    if (record.f.length) {
      const leaf = element("div", "", row);
      leaf.className = "leaf";
      leaf.setAttribute("aria-hidden", "true");
      element("span", record.f[0], leaf);
      element("b", record.f[1], leaf);
    }
    const item = element("div", "", row);
    if (record.s) element("p", record.s, item).className = "state";
    const link = element("a", record.t, element("h2", "", item));
    link.href = form.dataset.root + record.p;
    if (record.l) {
      link.lang = record.l;
      link.dir = "auto";
    }
    element("p", record.w, item);
    if (record.v) element("p", record.v, item).className = "quiet";
  }

  function search() {
    const chosen = choices();
    const query = String(new URLSearchParams(chosen.filter(([, value]) => value)));
    try {
      history.replaceState(null, "", query ? `?${query}` : location.pathname);
    } catch {
      // Safari allows a hundred in half a minute; the next word takes the address along.
    }
    found.replaceChildren();
    count.textContent = "";
    if (!query) return;
    const now = new Date();
    const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const hits = records.filter((record) => matches(record, chosen, today));
    hits.sort((one, other) => {
      const coming = (other.e >= today) - (one.e >= today);
      return coming || (one.e >= today ? one.d.localeCompare(other.d) : other.d.localeCompare(one.d));
    });
    hits.slice(0, MOST).forEach(show);
    const words = hits.length > MOST ? "some" : hits.length > 1 ? "many" : hits.length ? "one" : "none";
    count.textContent = form.dataset[words].replace("{count}", hits.length).replace("{shown}", MOST);
  }

  async function start() {
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    form.hidden = false;
    document.getElementById("plain").hidden = true;
    form.addEventListener("submit", (event) => event.preventDefault());
    try {
      const answer = await fetch(form.dataset.records);
      if (!answer.ok) throw new Error(answer.statusText);
      records = await answer.json();
    } catch {
      count.textContent = form.dataset.failed;
      return;
    }
    form.addEventListener("input", search);
    search();
  }

  start();
})();
