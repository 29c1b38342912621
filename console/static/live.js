// Shows times in the reader's time zone, keeps live regions up to date, and loads parts on demand.
"use strict";

(() => {
  const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
  const relative = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });
  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

  const age = (at) => {
    const seconds = Math.round((at - Date.now()) / 1000);
    const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? UNITS[3];
    return relative.format(Math.trunc(seconds / size), unit);
  };

  const showTimes = (root) => {
    for (const time of root.querySelectorAll("time[data-show]")) {
      const at = new Date(time.dateTime);
      const text = time.dataset.show === "age" ? age(at) : exact.format(at);
      if (time.textContent !== text) time.textContent = text;
    }
  };

  const fetchFragment = (address, etag) => {
    const headers = { "X-Fragment": "1" };
    if (etag) headers["If-None-Match"] = etag;
    return fetch(address, { headers, cache: "no-store", credentials: "same-origin" });
  };

  // What a reader has opened or loaded stays, whatever the new page says.
  const callbacks = {
    beforeAttributeUpdated: (name, node) => !(name === "open" && node.tagName === "DETAILS"),
    beforeNodeMorphed: (node) => !(node.nodeType === Node.ELEMENT_NODE && node.matches("[data-keep][data-done]")),
  };

  const load = async (target, address) => {
    if (target.dataset.done) return;
    target.dataset.done = "1";
    target.textContent = "Loading …";
    target.setAttribute("aria-busy", "true");
    try {
      const response = await fetchFragment(address);
      target.innerHTML = await response.text();
      if (!response.ok) delete target.dataset.done;
    } catch {
      target.textContent = "The console does not respond. Close and open this part to try again.";
      delete target.dataset.done;
    }
    target.removeAttribute("aria-busy");
    prepare(target);
  };

  const prepare = (root) => {
    showTimes(root);
    for (const target of root.querySelectorAll("[data-load-now]")) load(target, target.dataset.loadNow);
  };

  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (!(details instanceof HTMLDetailsElement) || !details.open || !details.dataset.load) return;
    load(details.querySelector("[data-loaded]"), details.dataset.load);
  }, true);

  const controls = document.querySelector("[data-live-controls]");
  const state = controls.querySelector("[data-live-state]");
  const pause = controls.querySelector("[data-live-pause]");
  const say = (text) => { if (state.textContent !== text) state.textContent = text; };
  const announced = () => document.querySelector("[data-announce]")?.textContent.replace(/\s+/g, " ").trim() ?? "";
  let isPaused = false;

  pause.addEventListener("click", () => {
    isPaused = !isPaused;
    pause.setAttribute("aria-pressed", String(isPaused));
    pause.textContent = isPaused ? "Updates are paused: continue" : "Pause updates";
  });

  const keepUpToDate = async (region) => {
    let etag = region.dataset.etag;
    let interval = Number(region.dataset.interval);
    let last = announced();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, interval));
      if (isPaused || document.hidden) continue;
      try {
        const start = performance.now();
        const response = await fetchFragment(region.dataset.live, etag);
        // A slow machine or a large emulated table rests for longer than it works.
        interval = Math.max(Number(response.headers.get("X-Poll-Milliseconds")), 2 * (performance.now() - start));
        controls.classList.remove("is-stale");
        if (response.status === 200) {
          etag = response.headers.get("ETag");
          Idiomorph.morph(region, await response.text(), { morphStyle: "innerHTML", callbacks });
          prepare(region);
          const sentence = announced();
          if (sentence !== last) say(last = sentence);
        } else if (response.status !== 304) {
          throw new Error(String(response.status));
        } else {
          showTimes(region);
        }
      } catch {
        controls.classList.add("is-stale");
        say("Not up to date: the console does not respond. It tries again.");
        interval = Math.min(interval * 2, 10000);
      }
    }
  };

  prepare(document);
  for (const region of document.querySelectorAll("[data-live]")) {
    controls.hidden = false;
    keepUpToDate(region);
  }
})();
