/* A search worker for pages that were opened from a disk.
 *
 * Browsers start no worker from a `file:` address, but they do from a blob that the page made itself. The worker's own
 * script and what it imports stand as texts in `search/worker.js`, which is loaded when the first search begins.
 */
;(function () {
  "use strict"
  if (location.protocol !== "file:") return

  var base = new URL("../../", document.currentScript.src)

  /** Runs inside the worker: `importScripts` takes the scripts that came along. */
  function prelude(scripts) {
    self.importScripts = function () {
      for (var i = 0; i < arguments.length; i++) {
        var name = arguments[i].split("/").pop()
        if (!(name in scripts)) throw new Error("not in the offline copy: " + name)
        scripts[name].call(self)
      }
    }
  }

  function write(source, scripts) {
    var functions = Object.keys(scripts).map(function (name) {
      return JSON.stringify(name) + ":function(){" + scripts[name] + "\n}"
    })
    return "(" + prelude + ")({" + functions.join(",") + "});\n" + source
  }

  function load(url, done) {
    var script = document.createElement("script")
    script.src = url
    script.onload = done
    document.head.appendChild(script)
  }

  function DiskWorker() {
    var target = document.createDocumentFragment()
    var waiting = []
    var real = null
    var asked = false

    function start() {
      load(new URL("search/worker.js", base), function () {
        var text = write(window.__regesto_worker[0], window.__regesto_worker[1])
        real = new Native(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))
        real.onmessage = function (event) {
          target.dispatchEvent(new MessageEvent("message", { data: event.data }))
        }
        waiting.forEach(function (message) { real.postMessage(message) })
        waiting = []
      })
    }

    target.postMessage = function (message) {
      if (real) return real.postMessage(message)
      waiting.push(message)
      if (!asked) { asked = true; start() }
    }
    target.terminate = function () { if (real) real.terminate() }
    return target
  }

  var Native = window.Worker
  window.Worker = DiskWorker
})()
