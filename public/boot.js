// The seam between the page and its programs, the same in both editions.
//
// globalThis.plimsoll
//   spawn(name)   a Worker running the program `engine` or `pdf`. It takes messages at once: what is
//                 posted before the program runs is kept for it, in order. A program that cannot
//                 be had or started raises `error` on its worker.
//   violations    how often the content policy refused something, from 0, in the page and its workers.
//   The window gets a `plimsoll:violation` event for each; its `detail` is { directive, target, place }.
//
// Hosted, this file is a script of its own and fetches programs beside the page. In the single file
// it is inline, and programs are gzipped in inert blocks. Workers start from a Blob in both, because
// only then does the page's content policy hold inside them.
(() => {
  "use strict";

  const own = document.currentScript;
  const hosted = own.src !== "";
  // `?v=…` of this very build, so that a stale program is never taken from a cache.
  const version = hosted ? new URL(own.src).search : "";
  const parsed = new Promise((resolve) => {
    addEventListener("DOMContentLoaded", resolve, { once: true });
  });

  let violations = 0;
  const refused = (detail) => {
    violations += 1;
    dispatchEvent(new CustomEvent("plimsoll:violation", { detail }));
  };
  document.addEventListener("securitypolicyviolation", (event) => {
    refused({ directive: event.effectiveDirective, target: event.blockedURI, place: "page" });
  });

  const block = (file) => document.getElementById(`plimsoll-${file}`);

  async function fetched(name) {
    const response = await fetch(`${name}_bg.wasm${version}`);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // Streaming needs the right type, which not every plain file server sends.
    return response.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer());
  }

  async function unpacked(name) {
    await parsed;
    const packed = block(`${name}.wasm`);
    const bytes = Uint8Array.from(atob(packed.textContent), (char) => char.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    const program = await WebAssembly.compile(await new Response(plain).arrayBuffer());
    packed.remove();
    return program;
  }

  // Compiled once: a worker that replaces a cancelled one starts in milliseconds.
  const programs = new Map();
  function program(name) {
    if (!programs.has(name)) {
      const loading = hosted ? fetched(name) : unpacked(name);
      programs.set(name, loading);
      // A failed download may be tried again.
      loading.catch(() => programs.delete(name));
    }
    return programs.get(name);
  }

  // Runs in the worker, after the program's glue; it must not name anything outside itself.
  function receive(name) {
    const early = [];
    addEventListener("message", function hold(event) {
      event.stopImmediatePropagation();
      if (!(event.data?.program instanceof WebAssembly.Module)) {
        early.push(event);
        return;
      }
      const { program, refusals } = event.data;
      addEventListener("securitypolicyviolation", (violation) => {
        const { effectiveDirective, blockedURI } = violation;
        refusals.postMessage({ directive: effectiveDirective, target: blockedURI, place: name });
      });
      wasm_bindgen({ module_or_path: program }).then(() => {
        removeEventListener("message", hold);
        for (const { data, ports } of early) {
          dispatchEvent(new MessageEvent("message", { data, ports }));
        }
      }).catch(reportError);
    });
  }

  const workerUrls = new Map();
  function workerUrl(name) {
    if (!workerUrls.has(name)) {
      const glue = block(`${name}.js`);
      if (glue === null) throw new RangeError(`plimsoll has no program "${name}"`);
      const source = `${glue.textContent}\n(${receive})(${JSON.stringify(name)});`;
      workerUrls.set(name, URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    }
    return workerUrls.get(name);
  }

  const rules = {
    createScriptURL(url) {
      if ([...workerUrls.values()].includes(url)) return url;
      throw new TypeError(`not one of the page's own workers: ${url}`);
    },
  };
  const policy = globalThis.trustedTypes?.createPolicy("plimsoll", rules) ?? rules;

  // The page's static parts are markup that the compiler made: plain elements, never anything that
  // acts. Text from files becomes text nodes and does not come this way; were it to, this refuses
  // what could act, and the content policy would still refuse to run it.
  const active = /<\s*(script|iframe|frame|object|embed|base|link|meta|style)\b|\son\w+\s*=|javascript:/i;
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML(markup) {
      if (active.test(markup)) throw new TypeError("markup that acts has no place in this page");
      return markup;
    },
  });

  function spawn(name) {
    const worker = new Worker(policy.createScriptURL(workerUrl(name)), { name });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => refused(data);
    program(name).then(
      (compiled) => worker.postMessage({ program: compiled, refusals: port2 }, [port2]),
      (error) => {
        const message = `${name} could not be loaded: ${error.message}`;
        worker.dispatchEvent(new ErrorEvent("error", { message, error }));
      },
    );
    return worker;
  }

  globalThis.plimsoll = Object.freeze({
    spawn,
    get violations() {
      return violations;
    },
  });

  // The page and the engine arrive side by side; the PDF writer waits for its first use.
  const page = program("page");
  program("engine").catch(() => {
    // Whoever spawns it hears of it, and tries again.
  });
  Promise.all([page, parsed])
    .then(([compiled]) => wasm_bindgen({ module_or_path: compiled }))
    .catch((error) => {
      const notice = document.createElement("p");
      notice.setAttribute("role", "alert");
      notice.textContent = `Plimsoll cannot start in this browser: ${error.message}`;
      document.body.append(notice);
      throw error;
    });
})();
