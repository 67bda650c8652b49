/*
 * Gives life to the buttons under drawings, and to timelines a closer look and a card. Everything works without it, too.
 * Loads nothing, keeps nothing, and writes texts as texts only.
 */
"use strict";
(function () {
  var SVG = "http://www.w3.org/2000/svg";
  var MOST = 12;

  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }

  function visible(figure) {
    return all(figure, ":scope > svg").filter(function (svg) { return svg.getBoundingClientRect().width > 0; })[0];
  }

  /* Saving ------------------------------------------------------------------------------------------------------ */

  var KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-opacity",
    "opacity", "font-family", "font-size", "font-weight", "letter-spacing", "paint-order", "text-anchor", "stop-color",
    "stop-opacity", "text-decoration"];

  function wrap(text, most) {
    return text.split(" ").reduce(function (lines, word) {
      var last = lines.length - 1;
      if (last >= 0 && (lines[last] + " " + word).length <= most) { lines[last] += " " + word; } else { lines.push(word); }
      return lines;
    }, []);
  }

  /* A copy that stands by itself: every style written out, links as plain groups, paper below, the source at the foot. */
  function copy(svg, credit) {
    var box = svg.viewBox.baseVal, foot = 30, made = svg.cloneNode(true);
    var from = [svg].concat(all(svg, "*")), to = [made].concat(all(made, "*"));
    to.forEach(function (element, number) {
      var style = getComputedStyle(from[number]);
      KEPT.forEach(function (name) {
        var value = style.getPropertyValue(name);
        if (value) { element.style.setProperty(name, value); }
      });
      element.removeAttribute("class");
    });
    all(made, "a").forEach(function (link) {
      var group = document.createElementNS(SVG, "g");
      while (link.firstChild) { group.appendChild(link.firstChild); }
      link.parentNode.replaceChild(group, link);
    });
    var lines = credit ? wrap(credit, box.width / 5.9) : [];
    var height = box.height + (credit ? foot + 15 * (lines.length - 1) : 0), edge = 12;
    made.setAttribute("viewBox", [-edge, -edge, box.width + 2 * edge, height + 2 * edge].join(" "));
    made.setAttribute("width", box.width + 2 * edge);
    made.setAttribute("height", height + 2 * edge);
    var paper = document.createElementNS(SVG, "rect");
    var body = getComputedStyle(document.body);
    [["x", -edge], ["y", -edge], ["width", "100%"], ["height", "100%"]].forEach(function (pair) {
      paper.setAttribute(pair[0], pair[1]);
    });
    paper.style.fill = body.getPropertyValue("--md-default-bg-color").trim() || "#fff";
    made.insertBefore(paper, made.firstChild);
    lines.forEach(function (words, number) {
      var line = document.createElementNS(SVG, "text");
      line.setAttribute("x", 0);
      line.setAttribute("y", box.height + foot - 6 + 15 * number);
      line.style.cssText = "font-size:11px;font-weight:400";
      line.style.fontFamily = getComputedStyle(svg).fontFamily;
      line.style.fill = body.getPropertyValue("--rg-muted").trim() || "#444";
      line.textContent = words;
      made.appendChild(line);
    });
    return made;
  }

  function hand(blob, name) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  function save(figure, format) {
    var svg = visible(figure);
    if (!svg) { return; }
    var title = svg.querySelector("title"), made = copy(svg, figure.dataset.credit);
    var name = ((title && title.textContent) || "regesto").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    var text = new XMLSerializer().serializeToString(made);
    if (format === "svg") {
      hand(new Blob([text], { type: "image/svg+xml" }), name + ".svg");
      return;
    }
    var image = new Image(), width = +made.getAttribute("width"), height = +made.getAttribute("height");
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = width * 2;
      canvas.height = height * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { hand(blob, name + ".png"); }, "image/png");
    };
    /* The policy of the page lets images come from data:, not from blob: */
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  }

  /* A closer look at a timeline ---------------------------------------------------------------------------------- */

  function Look(svg) {
    var marks = svg.querySelector(".z-marks"), axis = svg.querySelector(".z-axis");
    this.left = +marks.dataset.left;
    this.right = +marks.dataset.right;
    this.scale = 1;
    this.pan = 0;
    this.parts = all(marks, "a").map(function (link) {
      var shapes = all(link, ":scope > :not(text)");
      var boxes = shapes.map(function (shape) { return shape.getBBox(); });
      return {
        link: link,
        shapes: shapes,
        words: link.querySelector("text"),
        round: shapes.length === 1 && shapes[0].tagName === "circle",
        start: Math.min.apply(null, boxes.map(function (box) { return box.x; })),
        end: Math.max.apply(null, boxes.map(function (box) { return box.x + box.width; }))
      };
    });
    this.ticks = all(axis, "path, text").map(function (element) {
      return { element: element, x: element.tagName === "text" ? +element.getAttribute("x") - 4 : element.getBBox().x };
    });
    this.clip([marks, axis], svg);
  }

  Look.prototype.clip = function (groups, svg) {
    var id = svg.getAttribute("aria-labelledby") + "-clip";
    var clip = document.createElementNS(SVG, "clipPath"), rect = document.createElementNS(SVG, "rect");
    clip.id = id;
    [["x", this.left - 6], ["y", -4], ["width", this.right - this.left + 12], ["height", 100000]].forEach(function (pair) {
      rect.setAttribute(pair[0], pair[1]);
    });
    clip.appendChild(rect);
    svg.appendChild(clip);
    this.cut = function (on) {
      groups.forEach(function (group) {
        if (on) { group.setAttribute("clip-path", "url(#" + id + ")"); } else { group.removeAttribute("clip-path"); }
      });
    };
  };

  Look.prototype.place = function (x) { return this.left + (x - this.left) * this.scale - this.pan; };

  Look.prototype.move = function (scale, middle) {
    var at = (this.pan + middle - this.left) / this.scale;
    this.scale = Math.min(MOST, Math.max(1, scale));
    this.pan = Math.min((this.right - this.left) * (this.scale - 1), Math.max(0, at * this.scale - (middle - this.left)));
    this.draw();
  };

  Look.prototype.shift = function (by) {
    this.pan = Math.min((this.right - this.left) * (this.scale - 1), Math.max(0, this.pan + by));
    this.draw();
  };

  /* Bring the mark of a link that got the focus into the window. */
  Look.prototype.bring = function (link) {
    var part = this.parts.filter(function (one) { return one.link === link; })[0];
    var x = part && this.place(part.start);
    if (part && (x < this.left || x > this.right - 40)) { this.shift(x - (this.left + this.right) / 2); }
  };

  Look.prototype.draw = function () {
    var look = this;
    look.cut(look.scale > 1);
    function slide(element, by) {
      if (look.scale === 1) { element.removeAttribute("transform"); } else { element.setAttribute("transform", "translate(" + by + ")"); }
    }
    look.ticks.forEach(function (tick) { slide(tick.element, look.place(tick.x) - tick.x); });
    look.parts.forEach(function (part) {
      var middle = (part.start + part.end) / 2, half = (part.end - part.start) / 2;
      var start = part.round ? look.place(middle) - half : look.place(part.start);
      var end = part.round ? look.place(middle) + half : look.place(part.end);
      part.shapes.forEach(function (shape) {
        if (part.round || look.scale === 1) { slide(shape, start - part.start); return; }
        var share = (end - start) / (part.end - part.start);
        shape.setAttribute("transform", "matrix(" + share + " 0 0 1 " + (start - part.start * share) + " 0)");
        shape.setAttribute("vector-effect", "non-scaling-stroke");
      });
      var x = +part.words.getAttribute("x");
      var isBefore = part.words.getAttribute("text-anchor") === "end" && x <= part.start;
      var by = isBefore || x < part.end - 1 ? start - part.start : end - part.end;
      /* The words of a bar that begins before the window stay in it as long as the bar does. */
      if (look.scale > 1 && !isBefore && x + by < look.left && end > look.left + 40 && x < part.end) { by = look.left - x + 4; }
      slide(part.words, by);
    });
  };

  function zoom(figure, what) {
    var svg = visible(figure);
    if (!svg || !svg.querySelector(".z-marks")) { return; }
    var look = svg.look || (svg.look = new Look(svg)), middle = (look.left + look.right) / 2, step = (look.right - look.left) / 3;
    if (what === "in") { look.move(look.scale * 1.6, middle); }
    if (what === "out") { look.move(look.scale / 1.6, middle); }
    if (what === "earlier") { look.shift(-step); }
    if (what === "later") { look.shift(step); }
    if (what === "whole") { look.move(1, middle); }
    all(figure, "[data-zoom]").forEach(function (button) {
      var name = button.dataset.zoom, farthest = (look.right - look.left) * (look.scale - 1);
      var spent = name === "in" ? look.scale >= MOST : name === "later" ? look.pan >= farthest - 0.5
        : name === "earlier" ? look.pan <= 0.5 : look.scale <= 1;
      button.setAttribute("aria-disabled", spent ? "true" : "false");
    });
  }

  var KEYS = { "+": "in", "=": "in", "-": "out", "0": "whole", ArrowLeft: "earlier", ArrowRight: "later" };

  /* The card of a mark ------------------------------------------------------------------------------------------- */

  function tell(link) {
    var row = all(document, ".rows a[href]").filter(function (one) { return one.href === new URL(link.getAttribute("href"), document.baseURI).href; })[0];
    var item = row && row.closest("li");
    function words(selector) { var found = item && item.querySelector(selector); return found ? found.textContent.trim() : ""; }
    return item ? [row.textContent.trim(), words(".when"), words(".sub"), words(".corr")] : [link.getAttribute("aria-label") || ""];
  }

  function cards(figure) {
    var card = document.createElement("div"), timer = 0;
    card.className = "draw-card";
    card.hidden = true;
    card.setAttribute("aria-hidden", "true");
    figure.appendChild(card);
    function hide() { clearTimeout(timer); card.hidden = true; }
    function soon() { clearTimeout(timer); timer = setTimeout(hide, 250); }
    function show(link) {
      clearTimeout(timer);
      card.textContent = "";
      tell(link).filter(Boolean).forEach(function (text, number) {
        var line = document.createElement("p");
        line.className = number ? "note" : "title";
        line.textContent = text;
        card.appendChild(line);
      });
      card.hidden = false;
      var own = figure.getBoundingClientRect(), mark = link.getBoundingClientRect();
      var left = Math.max(0, Math.min(mark.left - own.left, own.width - card.offsetWidth));
      card.style.left = left + "px";
      card.style.top = mark.bottom - own.top + 4 + "px";
    }
    all(figure, ".z-marks a").forEach(function (link) {
      link.addEventListener("pointerenter", function () { show(link); });
      link.addEventListener("focus", function () {
        var look = link.ownerSVGElement.look;
        if (look && look.scale > 1) { look.bring(link); }
        show(link);
      });
      link.addEventListener("pointerleave", soon);
      link.addEventListener("blur", hide);
    });
    card.addEventListener("pointerenter", function () { clearTimeout(timer); });
    card.addEventListener("pointerleave", soon);
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") { hide(); } });
  }

  /* ---------------------------------------------------------------------------------------------------------------- */

  all(document, "figure.draw").forEach(function (figure) {
    var tools = figure.querySelector(".draw-tools");
    if (!tools) { return; }
    tools.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (button && button.dataset.save) { save(figure, button.dataset.save); }
      if (button && button.dataset.zoom) { zoom(figure, button.dataset.zoom); }
    });
    if (!figure.querySelector(".z-marks")) { return; }
    zoom(figure, "");
    cards(figure);
    figure.addEventListener("keydown", function (event) {
      if (KEYS[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        zoom(figure, KEYS[event.key]);
      }
    });
  });
})();
