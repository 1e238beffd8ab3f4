// One for all pages of a browser: it listens to the news and passes them on. A browser opens few connections
// to one server, and many pages that each held one would block the next.
"use strict";
var ports = [];
var last = null;

new EventSource("/.dateline/events").onmessage = function (event) {
  last = JSON.parse(event.data);
  ports.forEach(function (port) { port.postMessage(last); });
};

function join(port) {
  ports.push(port);
  port.onmessage = function () { ports = ports.filter(function (other) { return other !== port; }); };
  if (last) port.postMessage(last);
}

if ("onconnect" in self) {
  self.onconnect = function (event) { join(event.ports[0]); };
} else {
  join(self);
}
