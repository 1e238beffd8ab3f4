// Served by `dateline serve` alone; no built site has it. Loads the page anew once there is a newer edition,
// and shows what is wrong over the last good page.
(function () {
  "use strict";
  var own = document.currentScript.dataset.edition;
  var overlay = null;
  var hidden = "";

  function isNewer(edition) {
    var a = edition.split("."), b = own.split(".");
    return Number(a[0]) > Number(b[0]) || (a[0] === b[0] && Number(a[1]) > Number(b[1]));
  }

  function element(name, text) {
    var made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  function show(problems) {
    var all = problems.join("\n\n");
    hide();
    if (!all || all === hidden) return;
    overlay = document.createElement("dateline-overlay");
    var inside = overlay.attachShadow({ mode: "open" });
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/.dateline/overlay.css";
    var box = document.createElement("section");
    box.setAttribute("role", "alert");
    box.hidden = true;
    style.onload = style.onerror = function () { box.hidden = false; };
    box.append(element("h1", problems.length === 1 ? "1 error" : problems.length + " errors"));
    box.append(element("p", "This is the last good page. It comes up to date once the files are in order."));
    problems.forEach(function (problem) { box.append(element("pre", problem)); });
    var button = element("button", "Hide");
    button.type = "button";
    button.onclick = function () { hidden = all; hide(); };
    box.append(button);
    inside.append(style, box);
    document.body.append(overlay);
  }

  function hear(event) {
    if (isNewer(event.data.edition)) {
      location.reload();
    } else {
      if (!event.data.problems.length) hidden = "";
      show(event.data.problems);
    }
  }

  var port = window.SharedWorker
    ? new SharedWorker("/.dateline/worker.js").port
    : new Worker("/.dateline/worker.js");
  port.onmessage = hear;
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && overlay) overlay.shadowRoot.querySelector("button").click();
  });
  window.addEventListener("pagehide", function () { port.postMessage("bye"); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})();
