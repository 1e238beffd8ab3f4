/* Search without a server. The index stands in scripts under search/, which call dateline(name, data):
   `first` is what is found at once, `t*` the words of all articles, `d*` their sentences. Words are folded
   as src/page/search/fold.rs does it, numbers written as src/page/search/index.rs does it. */
(function () {
  "use strict";
  var form = document.getElementById("search");
  var field = document.getElementById("search-field");
  var count = document.getElementById("search-count");
  var results = document.getElementById("search-results");
  var az = document.getElementById("search-az");
  if (!form || !window.Promise || !"".normalize) return;
  var say = form.dataset;
  var LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
  var SHOWN = 10, QUICK = 8, FILES = 4;
  var came = {}, asked = {}, first = null, items = null, stop = {}, turn = 0;

  /* ---- files of the index ---- */
  window.dateline = function (name, data) { came[name] = typeof data === "string" ? { text: data } : data; };
  function load(name) {
    if (!asked[name]) {
      asked[name] = new Promise(function (good, bad) {
        var script = document.createElement("script");
        script.src = say.index + name + ".js" + (first ? "?v=" + first.v : "");
        script.onload = function () { good(came[name]); };
        script.onerror = function () { delete asked[name]; bad(new Error(name)); };
        document.head.appendChild(script);
      });
    }
    return asked[name];
  }
  function begin() {
    return load("first").then(function (data) {
      first = data;
      data.s.forEach(function (word) { stop[word] = true; });
    });
  }

  /* ---- words ---- */
  var WORD = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
  var PAIRED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\u{20000}-\u{323af}]/u;
  var WHOLE = { "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "ł": "l", "Ł": "l", "þ": "th", "Þ": "th", "ı": "i", "ς": "σ" };
  function folded(c) {
    if (WHOLE[c]) return WHOLE[c];
    if (c >= "\uac00" && c <= "\ud7a3") return c;
    return c.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  }
  /* The words of a text: [word, start, end]. */
  function words(text) {
    var out = [], part, word, from, run;
    function end(at) {
      if (word) out.push([word, from, at]);
      if (run.length === 1) out.push(run[0]);
      for (var i = 0; i + 1 < run.length; i++) out.push([run[i][0] + run[i + 1][0], run[i][1], run[i + 1][2]]);
      word = ""; run = [];
    }
    word = ""; run = [];
    WORD.lastIndex = 0;
    while ((part = WORD.exec(text))) {
      var at = part.index;
      for (var c of part[0]) {
        for (var f of folded(c)) {
          if (PAIRED.test(f)) {
            if (word) end(at);
            run.push([f, at, at + c.length]);
          } else if (/[\p{Alphabetic}\p{N}]/u.test(f)) {
            if (run.length) end(at);
            if (!word) from = at;
            word += f;
          } else end(at);
        }
        at += c.length;
      }
      end(at);
    }
    return out;
  }
  /* What a reader asks for: parts of words that stand side by side; `exact` in quotation marks. */
  function query(text) {
    var parts = [], piece, pattern = /["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)/g;
    while ((piece = pattern.exec(text))) {
      var exact = piece[1] !== undefined;
      var found = words(exact ? piece[1] : piece[2]).map(function (w) { return w[0]; });
      if (found.length) parts.push({ words: found, exact: exact });
    }
    return parts;
  }

  /* ---- the first tier ---- */
  function prepare() {
    if (items) return items;
    items = [];
    function add(kind, weight, href, text, note, extra, size) {
      items.push({ kind: kind, weight: weight + Math.log(1 + size) / 4, href: href, text: text, note: note, words: words(text + " . " + extra).map(function (w) { return w[0]; }), own: words(text).length });
    }
    first.p.forEach(function (p) { add("people", 4, "people/" + p[0] + ".html", p[1], p[2], p[3], p[4]); });
    first.l.forEach(function (l) { add("places", 3, "places/" + l[0] + ".html", l[1], l[2], l[2], l[3]); });
    first.m.forEach(function (m) { add("summits", 4, "summits/" + m[0] + ".html", m[1], "", "", 1); });
    first.y.forEach(function (y) { add("days", 2, "days/" + y[0] + ".html", y[1], "", y[0], y[2]); });
    first.a.forEach(function (a) { add("articlesHeading", 2, say.articles + a[0] + ".html", a[1], a[2], "", 1); });
    first.e.forEach(function (e) { add("entries", 1, e[0], e[1], e[3] + (e[2] ? ", " + e[2] : ""), e[2], e[4]); });
    return items;
  }
  /* How well a part of a query fits the words of an item: 0 for not at all. */
  function fits(part, list) {
    var best = 0, n = part.words.length;
    for (var i = 0; i + n <= list.length; i++) {
      var k = 0, whole = true;
      while (k < n && list[i + k] === part.words[k]) k++;
      if (k === n - 1 && !part.exact && list[i + k].indexOf(part.words[k]) === 0) { k++; whole = false; }
      if (k === n) best = Math.max(best, (whole ? 1 : 0.6) + (i === 0 ? 0.2 : 0));
    }
    return best;
  }
  function quick(parts) {
    var found = [];
    prepare().forEach(function (item) {
      var score = 0;
      for (var i = 0; i < parts.length; i++) {
        var fit = fits(parts[i], item.words);
        if (!fit) return;
        score += fit;
      }
      found.push([item.weight + 2 * score / Math.max(item.own, 2), item]);
    });
    found.sort(function (a, b) { return b[0] - a[0]; });
    return found.map(function (f) { return f[1]; });
  }

  /* ---- the second tier ---- */
  /* The files that hold words with this beginning. */
  function files(word, exact) {
    var out = [], last = exact ? word : word + "\uffff";
    for (var i = 0; i < first.t.length; i++) {
      var next = first.t[i + 1];
      if (first.t[i] <= last && (next === undefined || next >= word)) out.push("t" + i);
    }
    return out.slice(0, FILES);
  }
  /* Adds where the words with this beginning stand: article → [places, weight]. */
  function lists(text, word, exact, into) {
    var all = text.lines || (text.lines = text.text.split("|"));
    var low = 0, high = all.length;
    while (low < high) {
      var mid = (low + high) >> 1;
      if (all[mid].slice(0, all[mid].indexOf(" ")) < word) low = mid + 1; else high = mid;
    }
    for (; low < all.length; low++) {
      var space = all[low].indexOf(" "), own = all[low].slice(0, space);
      if (exact ? own !== word : own.indexOf(word) !== 0) break;
      decode(all[low], space + 1, own === word ? 1 : 0.5, into);
    }
  }
  function decode(text, i, weight, into) {
    var article = -1, at = 0, head = true;
    while (i < text.length) {
      var number = 0, shift = 1, digit;
      do {
        digit = LETTERS.indexOf(text[i++]);
        number += (digit & 31) * shift;
        shift *= 32;
      } while (digit > 31);
      if (head) {
        article += number; at = 0; head = false;
        if (!into[article]) into[article] = [[], 0];
        into[article][1] = Math.max(into[article][1], weight);
      } else if (number) { at += number; into[article][0].push(at); } else head = true;
    }
  }
  function places(word, exact) {
    return Promise.all(files(word, exact).map(load)).then(function (texts) {
      var into = {};
      texts.forEach(function (text) { lists(text, word, exact, into); });
      return into;
    });
  }
  /* Where a part stands: article → [places of its first word, weight]. */
  function standing(part) {
    var kept = [];
    part.words.forEach(function (word, at) { if (!stop[word]) kept.push([word, at]); });
    if (!kept.length) return Promise.resolve(null);
    var short = /^[ -\u024f]$/;
    return Promise.all(kept.map(function (w, i) {
      var exact = part.exact || i + 1 < kept.length || short.test(w[0]);
      return places(w[0], exact);
    })).then(function (maps) {
      var out = {};
      Object.keys(maps[0]).forEach(function (article) {
        var starts = maps[0][article][0].map(function (at) { return at - kept[0][1]; });
        var weight = maps[0][article][1];
        for (var i = 1; i < maps.length && starts.length; i++) {
          var other = maps[i][article];
          if (!other) return;
          var there = new Set(other[0]);
          starts = starts.filter(function (at) { return there.has(at + kept[i][1]); });
        }
        if (starts.length) out[article] = [starts, weight];
      });
      return out;
    });
  }
  function rank(parts, maps) {
    var scores = {}, hits = {}, rares = [];
    maps.forEach(function (map, p) {
      if (!map) return;
      var keys = Object.keys(map), rare = rares[p] = Math.log(1 + first.n / keys.length) + 0.1;
      keys.forEach(function (article) {
        var at = map[article][0];
        var heavy = at.length / (at.length + 1.2) + (at.some(function (a) { return a < 15; }) ? 0.5 : 0);
        scores[article] = (scores[article] || 0) + rare * heavy * map[article][1];
        (hits[article] = hits[article] || {})[p] = at;
      });
    });
    var asked = maps.filter(Boolean).length, all = Object.keys(scores);
    var whole = all.filter(function (a) { return Object.keys(hits[a]).length === asked; });
    var most = asked > 1 ? Math.max(1, asked - 1) : asked;
    var some = !whole.length;
    if (some) whole = all.filter(function (a) { return Object.keys(hits[a]).length >= most && !parts.some(function (part, p) { return part.exact && maps[p] && !hits[a][p]; }); });
    /* Words close to each other belong together; of two that fit alike the newer article comes first. */
    whole.forEach(function (a) {
      var lists = Object.keys(hits[a]).map(function (p) { return hits[a][p]; });
      if (lists.length < 2) return;
      var near = lists[0].some(function (at) {
        return lists.every(function (list) { return list.some(function (other) { return Math.abs(other - at) < 12; }); });
      });
      if (near) scores[a] *= 1.5;
    });
    whole.sort(function (a, b) { return scores[b] - scores[a] || b - a; });
    return { articles: whole, hits: hits, rares: rares, some: some };
  }
  function fileOf(article) {
    var low = 0, high = first.d.length;
    while (low + 1 < high) {
      var mid = (low + high) >> 1;
      if (first.d[mid] <= article) low = mid; else high = mid;
    }
    return low;
  }
  function number(text, at) {
    var value = 0, shift = 1, digit;
    do {
      digit = LETTERS.indexOf(text[at++]);
      value += (digit & 31) * shift;
      shift *= 32;
    } while (digit > 31);
    return [value, at + 1];
  }
  /* The sentence of an article that has most of what was asked for; null where an exact phrase is not there. */
  function sentence(article, hits, parts, rares) {
    var file = fileOf(article);
    return load("d" + file).then(function (articles) {
      var fields = articles[article - first.d[file]];
      var title = number(fields[1], 0), at = title[0], best = null;
      var result = { href: say.articles + fields[0] + ".html", title: fields[1].slice(title[1]), day: fields[2], text: "", id: "" };
      for (var i = 3; i < fields.length; i++) {
        var own = number(fields[i], 8), from = at + 1;
        at = from + own[0];
        var score = 0;
        Object.keys(hits).forEach(function (p) {
          if (hits[p].some(function (h) { return h > from && h <= at; })) score += rares[p];
        });
        if (score && (!best || score > best[0])) {
          var text = fields[i].slice(own[1]);
          if (exactly(parts, hits, text) || exactly(parts, hits, result.title)) best = [score, fields[i].slice(0, 8), text];
        }
      }
      if (best) { result.id = "#d-s-" + best[1]; result.text = best[2]; }
      var gone = !best && !exactly(parts, hits, result.title);
      return gone ? null : result;
    });
  }
  /* Words that are everywhere have no list: whether they stand in a phrase only the sentence tells. */
  function exactly(parts, hits, text) {
    return parts.every(function (part, p) {
      if (!part.exact || !hits[p] || !part.words.some(function (w) { return stop[w]; })) return true;
      return fits(part, words(text).map(function (w) { return w[0]; })) > 0;
    });
  }

  /* ---- the page ---- */
  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }
  /* Text with what was asked for marked. */
  function marked(into, text, parts) {
    var at = 0;
    words(text).forEach(function (word) {
      var is = parts.some(function (part) {
        return part.words.some(function (w) { return (!stop[w] || part.exact) && (part.exact ? word[0] === w : word[0].indexOf(w) === 0); });
      });
      if (!is || word[1] < at) return;
      into.appendChild(document.createTextNode(text.slice(at, word[1])));
      into.appendChild(element("mark", text.slice(word[1], word[2])));
      at = word[2];
    });
    into.appendChild(document.createTextNode(text.slice(at)));
    return into;
  }
  function line(href, text, note, parts, quoted) {
    var item = element("li"), link = element("a");
    link.href = href;
    item.appendChild(marked(link, text, parts));
    if (note) { item.appendChild(document.createTextNode(" ")); item.appendChild(element("span", note, "note")); }
    if (quoted) item.appendChild(marked(element("p", "", "says"), quoted, parts));
    return item;
  }
  function section(heading) {
    var made = element("section"), list = element("ol", "", "plain");
    made.appendChild(element("h2", heading, "rubric"));
    made.appendChild(list);
    results.appendChild(made);
    return list;
  }
  function tell(number, note) {
    count.textContent = (number ? say.count.replace("{n}", number) : say.none) + (note ? ". " + note : "");
  }
  function show(parts, found, ranked) {
    results.textContent = "";
    var kinds = [];
    found.slice(0, 3 * QUICK).forEach(function (item) { if (kinds.indexOf(item.kind) < 0) kinds.push(item.kind); });
    kinds.forEach(function (kind) {
      var list = section(say[kind]);
      found.filter(function (item) { return item.kind === kind; }).slice(0, QUICK).forEach(function (item) {
        list.appendChild(line(item.href, item.text, item.note, parts));
      });
    });
    if (!ranked || !ranked.articles.length) return;
    var list = section(say.sentences), from = 0, mine = turn;
    var more = element("button", say.more);
    more.type = "button";
    function next(focus) {
      var part = ranked.articles.slice(from, from + SHOWN);
      from += SHOWN;
      return Promise.all(part.map(function (a) { return sentence(+a, ranked.hits[a], parts, ranked.rares); })).then(function (all) {
        if (mine !== turn) return;
        var begin = list.children.length;
        all.filter(Boolean).forEach(function (r) { list.appendChild(line(r.href + r.id, r.title, r.day, parts, r.text)); });
        if (from >= ranked.articles.length) more.remove(); else list.parentNode.appendChild(more);
        if (focus && list.children[begin]) list.children[begin].querySelector("a").focus();
        return all.filter(Boolean).length;
      });
    }
    more.addEventListener("click", function () { next(true); });
    return next(false);
  }
  function search() {
    var mine = ++turn, text = field.value.trim();
    az.hidden = !!text;
    try { history.replaceState(null, "", text ? "?q=" + encodeURIComponent(text) : location.pathname); } catch (e) { /* some browsers forbid it for files */ }
    if (!text) { results.textContent = ""; count.textContent = ""; return; }
    begin().then(function () {
      if (mine !== turn) return;
      var parts = query(text), found = parts.length ? quick(parts) : [];
      if (!parts.length) { results.textContent = ""; tell(0); return; }
      return Promise.all(parts.map(standing)).then(function (maps) {
        if (mine !== turn) return;
        var empty = !maps.some(Boolean), ranked = empty ? null : rank(parts, maps);
        var note = empty && !found.length ? say.common : ranked && ranked.some && ranked.articles.length ? say.some : "";
        return Promise.resolve(show(parts, found, ranked)).then(function (seen) {
          if (mine !== turn) return;
          var articles = ranked ? ranked.articles.length : 0;
          if (articles && articles <= SHOWN) articles = seen || 0;
          var quicks = Math.min(found.length, results.querySelectorAll("li").length - (seen || 0));
          tell(quicks + articles, note);
        });
      });
    }).catch(function () { if (mine === turn) count.textContent = say.failed; });
  }

  form.hidden = false;
  var waiting;
  field.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(search, 150); });
  form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(waiting); search(); });
  /* Down goes from the field to the results and on, up comes back. */
  document.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var links = [field].concat(Array.prototype.slice.call(results.querySelectorAll("a, button")));
    var at = links.indexOf(document.activeElement);
    var to = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at >= 0 && to) { to.focus(); event.preventDefault(); }
  });
  var asks = /[?&]q=([^&]*)/.exec(location.search);
  if (asks) {
    try { field.value = decodeURIComponent(asks[1].replace(/\+/g, " ")); } catch (e) { field.value = asks[1]; }
    search();
  }
})();
