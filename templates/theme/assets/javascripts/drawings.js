/*
 * Gives timelines a closer look, and each mark on them a card. Everything works without it, too; drawings are saved by
 * drawings-save.js. Loads nothing, keeps nothing, and writes texts as texts only.
 */
"use strict";
(function () {
  var SVG = "http://www.w3.org/2000/svg";
  var MOST = 12;
  var LEAST = 13;

  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }

  function visible(figure) {
    return all(figure, ":scope > svg").filter(function (svg) { return svg.getBoundingClientRect().width > 0; })[0];
  }

  /* A closer look at a timeline ---------------------------------------------------------------------------------- */

  /*
   * Only where a mark is and how far it reaches follows the scale of time: its ends, dashes and heads keep their form. A
   * mark that was drawn wider than its date, to be seen, says in data-from and data-to where the date itself begins and ends.
   */

  function Bar(rect, link) {
    var x = this.x = +rect.getAttribute("x"), width = this.width = +rect.getAttribute("width");
    this.rect = rect;
    this.from = link.dataset.from ? +link.dataset.from : x;
    this.to = link.dataset.to ? +link.dataset.to : x + width;
  }

  Bar.prototype.draw = function (look) {
    var start = look.place(this.from), end = look.place(this.to), least = Math.min(this.width, LEAST);
    if (end - start < least) {
      start = (start + end - least) / 2;
      end = start + least;
    }
    this.rect.setAttribute("x", look.scale === 1 ? this.x : start);
    this.rect.setAttribute("width", look.scale === 1 ? this.width : end - start);
  };

  /* Outlines move from place to place by M and H, and draw their heads and tails by relative steps. */
  function Outline(path) {
    this.path = path;
    this.written = path.getAttribute("d");
    this.head = +path.dataset.head || 0;
  }

  Outline.prototype.draw = function (look) {
    var head = this.head;
    this.path.setAttribute("d", look.scale === 1 ? this.written : this.written.replace(/([MH])(-?[\d.]+)/g, function (_, step, x) {
      return step + (step === "H" ? look.place(+x + head) - head : look.place(+x)).toFixed(2);
    }));
  };

  /* Dots, and the signs of a break, only move. */
  function Sign(shape) {
    var box = shape.getBBox();
    this.shape = shape;
    this.middle = box.x + box.width / 2;
  }

  Sign.prototype.draw = function (look) { look.slide(this.shape, look.place(this.middle) - this.middle); };

  function take(shape, link) {
    if (shape.tagName === "rect") { return new Bar(shape, link); }
    return shape.matches("circle, .m-gap, .m-break") ? new Sign(shape) : new Outline(shape);
  }

  function Look(svg) {
    var marks = svg.querySelector(".z-marks"), axis = svg.querySelector(".z-axis");
    this.left = +marks.dataset.left;
    this.right = +marks.dataset.right;
    this.scale = 1;
    this.pan = 0;
    this.parts = all(marks, "a").map(function (link) {
      var shapes = all(link, ":scope > :not(text)"), words = link.querySelector("text");
      var boxes = shapes.map(function (shape) { return shape.getBBox(); });
      return {
        link: link,
        shapes: shapes.map(function (shape) { return take(shape, link); }),
        words: words,
        x: +words.getAttribute("x"),
        y: words.getAttribute("y"),
        width: words.getComputedTextLength(),
        isBefore: words.getAttribute("text-anchor") === "end",
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

  Look.prototype.slide = function (element, by) {
    if (this.scale === 1) { element.removeAttribute("transform"); } else { element.setAttribute("transform", "translate(" + by + ")"); }
  };

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
    look.ticks.forEach(function (tick) { look.slide(tick.element, look.place(tick.x) - tick.x); });
    look.parts.forEach(function (part) {
      part.shapes.forEach(function (shape) { shape.draw(look); });
      look.carry(part);
    });
  };

  /* Words go with the end of the mark that they stand beside, or with its start where they stand above it. */
  Look.prototype.carry = function (part) {
    var reach = this.reach(part), isLeft = part.isBefore && part.x <= part.start, isBeside = !isLeft && part.x >= part.end - 1;
    var by = isBeside ? reach[1] - part.end : reach[0] - part.start;
    /* The words of a bar that begins before the window, or ends behind it, stay in it as long as the bar does. */
    if (this.scale > 1 && !isLeft && !isBeside && part.x + by < this.left && reach[1] > this.left + 40) { by = this.left - part.x + 4; }
    if (this.scale > 1 && isBeside && part.x + by > this.right - 30 && reach[0] < this.right) {
      var start = reach[0] - 7 - part.width;
      if (start > this.left && this.isFree(part, start - 12, reach[0])) { by = start - part.x; }
    }
    this.slide(part.words, by);
  };

  /* Tells whether no other mark, nor its words, stands on the same line between two places. */
  Look.prototype.isFree = function (part, start, end) {
    var look = this;
    return look.parts.every(function (other) {
      if (other === part || other.y !== part.y) { return true; }
      var reach = look.reach(other), isLeft = other.isBefore && other.x <= other.start;
      return reach[0] - (isLeft ? other.width + 7 : 0) > end || Math.max(reach[1] + (isLeft ? 0 : other.width + 7), reach[0]) < start;
    });
  };

  Look.prototype.reach = function (part) {
    var first = part.shapes[0], half = (part.end - part.start) / 2, middle = part.round && this.place(first.middle);
    if (part.round) { return [middle - half, middle + half]; }
    if (part.shapes.length === 1 && first.rect && this.scale > 1) {
      var x = +first.rect.getAttribute("x");
      return [x, x + +first.rect.getAttribute("width")];
    }
    return [this.place(part.start), this.place(part.end)];
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
