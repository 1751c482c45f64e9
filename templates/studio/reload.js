// Loads the page anew when the site has changed. Only pages that are looked at keep a line open: browsers grant six.
"use strict";
(() => {
  const version = document.currentScript.dataset.version;
  let source = null;

  function follow() {
    if (source) source.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource("{{ events }}");
    source.addEventListener("version", (event) => {
      if (event.data !== version) location.reload();
    });
  }

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", () => source && source.close());
  addEventListener("pageshow", (event) => event.persisted && follow());
  follow();
})();
