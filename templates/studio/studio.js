// The staff's page: what is written is kept at once, and what was found and what is shown follow. Without it, buttons do.
"use strict";
(() => {
  const job = document.getElementById("job");
  if (job?.dataset.events) {
    const events = new EventSource(job.dataset.events);
    events.addEventListener("progress", (event) => { job.textContent = event.data; });
    events.addEventListener("done", () => { events.close(); location.reload(); });
  }

  const form = document.getElementById("draft");
  if (!form) return;
  const copy = document.getElementById("copy");
  if (navigator.clipboard?.write && window.ClipboardItem) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const fetched = async (address, type) => new Blob([await (await fetch(address)).text()], { type });
      await navigator.clipboard.write([new ClipboardItem({
        "text/html": fetched(copy.dataset.mail, "text/html"),
        "text/plain": fetched(copy.dataset.text, "text/plain"),
      })]);
      document.getElementById("copied").textContent = copy.dataset.done;
    });
  }

  const notes = document.getElementById("notes");
  const preview = document.getElementById("preview");
  const status = document.getElementById("kept");
  let waiting = 0;
  let running = false;
  let unkept = false;

  function light(name, on) {
    for (const mark of document.querySelectorAll(".mark")) {
      if (mark.dataset.field === name) mark.classList.toggle("lit", on);
    }
    const field = document.getElementById(`f-${name}`);
    if (field) field.closest(".field").classList.toggle("lit", on);
  }

  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    for (const [kind, on] of [[enter, true], [leave, false]]) {
      document.addEventListener(kind, (event) => {
        const mark = event.target.closest?.(".mark");
        const name = mark ? mark.dataset.field : form.contains(event.target) ? event.target.name : "";
        if (name) light(name, on);
      });
    }
  }

  const fields = () => [...form.elements].filter((each) => each.id.startsWith("f-"));

  function body() {
    const sent = new FormData(form);
    sent.set("act", "keep");
    return new URLSearchParams(sent);
  }

  // What another page has changed is shown here too, but for what was written here since.
  function take(told, sent) {
    for (const each of fields()) {
      const merged = told.form[each.name];
      const before = (sent.get(each.name) ?? "").replaceAll("\r\n", "\n");
      if (merged !== undefined && merged !== each.value && each.value === before) {
        const shown = each.value;
        each.value = merged;
        if (each.tagName === "SELECT" && each.value !== merged) each.value = shown;
      }
      beside(each, told.beside[each.name]);
    }
    form.elements.base.value = told.base;
  }

  // What was found stands beside its field.
  function beside(field, note) {
    let words = document.getElementById(`n-${field.name}`);
    if (!note) {
      words?.remove();
      field.removeAttribute("aria-describedby");
      field.removeAttribute("aria-invalid");
      return;
    }
    if (!words) {
      words = document.createElement("span");
      words.id = `n-${field.name}`;
      field.after(words);
    }
    words.className = `beside ${note.severity}`;
    if (words.dataset.html !== note.html) {
      words.innerHTML = note.html;
      words.dataset.html = note.html;
    }
    field.setAttribute("aria-describedby", words.id);
    field.setAttribute("aria-invalid", String(note.severity === "error"));
  }

  const post = (sent, more) => fetch(form.action, { method: "POST", body: sent, headers: { accept: "application/json" }, ...more });

  // The program was started again, and this browser has been let in: the form gets the new run's token.
  async function renew() {
    const answer = await fetch(location.pathname);
    const token = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#draft [name=csrf]");
    if (token) form.elements.csrf.value = token.value;
  }

  async function keep() {
    if (running) return; // what was written since goes with the next: an older state never comes after a newer one
    running = true;
    let again = 3000;
    try {
      unkept = false;
      const sent = body();
      const answer = await post(sent);
      if (answer.status === 403) await renew();
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      take(told, sent);
      notes.innerHTML = told.notes;
      form.querySelector("[data-undo]").disabled = told.version === 0;
      form.querySelector("[data-redo]").disabled = told.version >= told.last;
      preview.src = preview.src.split("#")[0];
      if (status.textContent !== status.dataset.kept) status.textContent = status.dataset.kept;
      again = 0;
    } catch {
      unkept = true;
      status.textContent = status.dataset.lost;
    } finally {
      running = false;
      if (unkept) {
        clearTimeout(waiting);
        waiting = setTimeout(keep, again);
      }
    }
  }

  form.addEventListener("input", () => {
    unkept = true;
    clearTimeout(waiting);
    waiting = setTimeout(keep, 250);
  });
  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("pagehide", () => {
    if (unkept && !leaving) post(body(), { keepalive: true }).catch(() => {});
  });
  addEventListener("beforeunload", (event) => {
    if (unkept && !leaving && status.textContent === status.dataset.lost) event.preventDefault();
  });
})();
