/*
 * Saves drawings as files that stand by themselves: in the light palette, every style written out, with their title, their
 * key, their source and licence. Loads nothing, keeps nothing, and writes texts as texts only.
 */
"use strict";
(function () {
  var SVG = "http://www.w3.org/2000/svg";
  var EDGE = 14;

  /* What a shape takes from what it is in, and what it does not, with what goes without saying. */
  var INHERITED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-opacity",
    "font-family", "font-size", "font-weight", "letter-spacing", "paint-order", "text-anchor"];
  var OWN = { opacity: "1", "stop-color": "rgb(0, 0, 0)", "stop-opacity": "1" };

  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }

  function make(name, attributes, parent) {
    var element = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (parent) { parent.appendChild(element); }
    return element;
  }

  function seen(figure) {
    return all(figure, ":scope > svg").filter(function (svg) { return svg.getBoundingClientRect().width > 0; })[0];
  }

  /* A place out of sight where drawings look as in the light palette. */
  function stage(figure) {
    var light = document.createElement("div"), frame = figure.cloneNode(false);
    light.setAttribute("data-md-color-scheme", "default");
    light.className = "md-typeset";
    light.setAttribute("aria-hidden", "true");
    light.style.cssText = "position:absolute;left:0;top:0;height:0;overflow:hidden;visibility:hidden";
    light.style.width = figure.getBoundingClientRect().width + "px";
    var body = light.appendChild(document.createElement("div"));
    body.className = "rg";
    body.appendChild(frame);
    document.body.appendChild(light);
    return { light: light, frame: frame };
  }

  function put(svg, text, x, y, style) {
    var line = make("text", { x: x, y: y }, svg);
    line.textContent = text;
    Object.keys(style || {}).forEach(function (name) { line.style.setProperty(name, style[name]); });
    return line;
  }

  /* Writes a text in lines as wide as the drawing; returns the height that they take. */
  function write(svg, text, y, step, style) {
    var width = svg.viewBox.baseVal.width, line = null, number = 0;
    text.split(/\s+/).filter(Boolean).forEach(function (word) {
      var before = line && line.textContent;
      if (line) { line.textContent = before + " " + word; }
      if (!line || line.getComputedTextLength() > width) {
        if (line) { line.textContent = before; }
        line = put(svg, word, 0, y + step * number, style);
        number += 1;
      }
    });
    return step * number;
  }

  /* The key, which on the page is a list below the drawing. Returns the height that it takes. */
  function writeKey(svg, figure, top) {
    var width = svg.viewBox.baseVal.width, x = 0, y = top;
    var items = all(figure, ":scope > .key-list li");
    items.forEach(function (item) {
      var glyph = item.querySelector("svg"), group = make("g", {}, svg);
      if (glyph) { Array.prototype.forEach.call(glyph.cloneNode(true).childNodes, function (one) { group.appendChild(one.cloneNode(true)); }); }
      var said = item.lastElementChild ? item.lastElementChild.textContent : "";
      var words = put(svg, said.trim(), 0, 0, { "font-weight": "400" }), room = 46 + words.getComputedTextLength();
      if (x && x + room > width) { x = 0; y += 20; }
      group.setAttribute("transform", "translate(" + x + " " + y + ")");
      words.setAttribute("x", x + 44);
      words.setAttribute("y", y + 13.5);
      words.setAttribute("class", "t-muted");
      x += room + 20;
    });
    return items.length ? y + 20 - top : 0;
  }

  /* Writes every style of a drawing into it, but for what it takes from around it anyway. */
  function freeze(svg) {
    var shapes = [svg].concat(all(svg, "*")), styles = shapes.map(function (shape) {
      var computed = getComputedStyle(shape), found = {};
      INHERITED.concat(Object.keys(OWN)).forEach(function (name) { found[name] = computed.getPropertyValue(name); });
      return found;
    });
    shapes.forEach(function (shape, number) {
      var around = number ? styles[shapes.indexOf(shape.parentNode)] : {}, own = styles[number];
      shape.removeAttribute("class");
      shape.removeAttribute("style");
      Object.keys(own).forEach(function (name) {
        if (own[name] && own[name] !== (name in OWN ? OWN[name] : around[name])) { shape.style.setProperty(name, own[name]); }
      });
    });
  }

  function unlink(svg) {
    all(svg, "a").forEach(function (link) {
      var group = make("g", {});
      while (link.firstChild) { group.appendChild(link.firstChild); }
      link.parentNode.replaceChild(group, link);
    });
    all(svg, "[data-left], [data-from]").forEach(function (one) {
      ["left", "right", "from", "to"].forEach(function (name) { one.removeAttribute("data-" + name); });
    });
  }

  function entitle(figure) {
    var heading = document.querySelector("h1"), title = figure.dataset.title || "", page = heading ? heading.textContent.trim() : "";
    return page && page !== title ? page + " · " + title : title;
  }

  function cite(figure) {
    var credit = figure.dataset.credit, address = document.querySelector("link[rel=canonical]");
    return credit && address ? credit + " · " + address.href : credit;
  }

  /* Returns a copy of a figure's drawing that stands by itself. */
  function copy(figure, svg) {
    var place = stage(figure), made = place.frame.appendChild(svg.cloneNode(true));
    var box = svg.viewBox.baseVal, top = box.y, bottom = box.y + box.height;
    ["aria-hidden", "focusable"].forEach(function (name) { made.removeAttribute(name); });
    var title = entitle(figure), muted = { fill: "var(--rg-muted)", "font-size": "12px", "font-weight": "400" };
    var bold = { fill: "var(--rg-ink)", "font-size": "15px", "font-weight": "700" };
    var key = writeKey(made, figure, bottom + 14);
    bottom += key ? key + 14 : 0;
    var credit = cite(figure) || "", foot = credit ? write(made, credit, bottom + 24, 16, muted) + 14 : 0;
    /* Written above the drawing once it is known how many lines it takes. */
    var lines = make("g", {}, made), before = made.childNodes.length, head = write(made, title, 0, 20, bold);
    while (made.childNodes.length > before) { lines.appendChild(made.childNodes[before]); }
    lines.setAttribute("transform", "translate(0 " + (top - head + 2) + ")");
    top -= head + 12;
    bottom += foot;
    var area = { x: -EDGE, y: top - EDGE, width: box.width + 2 * EDGE, height: bottom - top + 2 * EDGE };
    var paper = make("rect", area);
    paper.style.fill = "var(--rg-paper)";
    made.insertBefore(paper, made.firstChild);
    freeze(made);
    unlink(made);
    place.light.remove();
    made.setAttribute("viewBox", [area.x, area.y, area.width, area.height].join(" "));
    made.setAttribute("width", area.width);
    made.setAttribute("height", area.height);
    if (!made.querySelector("title")) { made.insertBefore(make("title", {}), made.firstChild).textContent = title; }
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
    var svg = seen(figure);
    if (!svg) { return; }
    var made = copy(figure, svg), text = new XMLSerializer().serializeToString(made);
    var name = entitle(figure).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80).replace(/^-|-$/g, "") || "regesto";
    if (format === "svg") {
      hand(new Blob([text], { type: "image/svg+xml" }), name + ".svg");
      return;
    }
    var image = new Image(), width = +made.getAttribute("width"), height = +made.getAttribute("height");
    image.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = Math.round(width * 2);
      canvas.height = Math.round(height * 2);
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(function (blob) { hand(blob, name + ".png"); }, "image/png");
    };
    /* The policy of the page lets images come from data:, not from blob: */
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  }

  all(document, "figure.draw > .draw-tools").forEach(function (tools) {
    tools.addEventListener("click", function (event) {
      var button = event.target.closest("button[data-save]");
      if (button) { save(tools.parentNode, button.dataset.save); }
    });
  });
})();
