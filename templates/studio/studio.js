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
  const version = form.elements.version;
  let waiting = 0;
  let sending = null;

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

  async function keep() {
    const body = new FormData(form);
    body.set("act", "keep");
    sending?.abort();
    sending = new AbortController();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(body),
        headers: { accept: "application/json" },
        signal: sending.signal,
      });
      if (!answer.ok) return;
      const told = await answer.json();
      version.value = told.version;
      notes.innerHTML = told.notes;
      form.querySelector("[data-undo]").disabled = told.version === 0;
      form.querySelector("[data-redo]").disabled = told.version >= told.last;
      preview.src = preview.src.split("#")[0];
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 250);
  });
})();
