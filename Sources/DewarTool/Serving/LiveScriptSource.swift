/// `/_dewar/live.js`: what a page runs while it is developed. Longer than other files, since it is one program of another language.
///
/// It listens on a WebSocket, so that any number of tabs may be open. Everything it shows stands in a closed shadow
/// root and is set as text, never as HTML.
enum LiveScriptSource {
    static let text = #"""
        (() => {
          "use strict";
          const script = document.currentScript;
          const token = script ? script.dataset.token : "";
          const kept = "dewar:kept";
          let socket = null, tries = 0, overlay = null, leaving = false;

          // The connection. A hidden tab whose connection is lost waits until it is looked at.
          function connect() {
            if (leaving) return;
            const scheme = location.protocol === "https:" ? "wss://" : "ws://";
            socket = new WebSocket(scheme + location.host + "/_dewar/live?token=" + encodeURIComponent(token));
            socket.onopen = () => { tries = 0; };
            socket.onmessage = event => { const said = JSON.parse(event.data); (actions[said.type] || (() => {}))(said); };
            socket.onclose = () => { if (!leaving) setTimeout(again, Math.min(2000, 50 * 2 ** tries++)); };
          }
          function again() {
            if (document.visibilityState === "visible") return connect();
            document.addEventListener("visibilitychange", again, { once: true });
          }

          const actions = {
            reload() { reload(); },
            styles() { swapStyles(); },
            failure(said) { show(said.report, said.editor); },
            clear() { hide(); },
          };

          // Loading again. The answer to a form is not asked for again without being told to.
          function reload() {
            if (script && script.dataset.method && script.dataset.method !== "GET") return bar();
            const field = document.activeElement;
            const name = field && field !== document.body ? field.id || field.name : "";
            try {
              sessionStorage.setItem(kept, JSON.stringify({ url: location.href, x: scrollX, y: scrollY, name }));
            } catch {}
            leaving = true;
            location.reload();
          }
          let was = null;
          try { was = JSON.parse(sessionStorage.getItem(kept)); sessionStorage.removeItem(kept); } catch {}
          function restore() {
            if (!was || was.url !== location.href) return;
            scrollTo(was.x, was.y);
            const field = was.name && (document.getElementById(was.name) || document.getElementsByName(was.name)[0]);
            if (field && field.focus) field.focus({ preventScroll: true });
          }

          // Style sheets: the new one is put beside the old, which goes when the new one is there.
          function swapStyles() {
            for (const link of document.querySelectorAll("link[rel~=stylesheet][href]")) {
              const url = new URL(link.href, location.href);
              if (url.origin !== location.origin) continue;
              url.searchParams.set("_dewar", Date.now());
              const next = link.cloneNode();
              next.href = url.href;
              next.onload = next.onerror = () => link.remove();
              link.after(next);
            }
          }

          // The overlay.
          const styles = `
            :host { all: initial; position: fixed; inset: 0; z-index: 2147483647; color-scheme: light dark; }
            .shade { position: absolute; inset: 0; background: rgb(0 0 0 / 45%); overflow: auto; padding: 4vh 3vw; }
            .panel { max-width: 66rem; margin: 0 auto; background: #fff; color: #1c1c22; border-radius: 8px;
              border-top: 5px solid #d33; box-shadow: 0 12px 50px rgb(0 0 0 / 40%); padding: 1.2rem 1.6rem 1.6rem;
              font: 15px/1.5 system-ui, sans-serif; }
            header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
            h1 { font-size: 1.05rem; font-weight: 600; margin: 0; color: #b22; }
            button { font: inherit; border: 0; background: none; color: inherit; cursor: pointer; padding: .2rem .4rem; }
            section { margin-top: 1.1rem; }
            .message { font-weight: 600; overflow-wrap: anywhere; }
            .place { color: #2456c5; font: 13px/1.5 ui-monospace, monospace; padding: 0; text-align: left; }
            pre { font: 13px/1.5 ui-monospace, monospace; background: #f4f4f6; border-radius: 5px; padding: .6rem .8rem;
              margin: .4rem 0; overflow: auto; white-space: pre; }
            .marks { color: #c22; } .hint { color: #0a6c4b; } footer { margin-top: 1.2rem; color: #63636e; font-size: 13px; }
            @media (prefers-color-scheme: dark) {
              .panel { background: #1d1d22; color: #e9e9ee; } h1 { color: #ff7b7b; } pre { background: #2a2a31; }
              .place { color: #8fb3ff; } .marks { color: #ff8b8b; } .hint { color: #6fd6ae; }
              footer { color: #a0a0ac; } }`;
          function element(name, kind, text) {
            const made = document.createElement(name);
            if (kind) made.className = kind;
            if (text !== undefined) made.textContent = text;
            return made;
          }
          function show(report, editor) {
            hide();
            const host = document.createElement("dewar-overlay");
            const root = host.attachShadow({ mode: "closed" });
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(styles);
            root.adoptedStyleSheets = [sheet];
            const shade = element("div", "shade"), panel = element("div", "panel");
            panel.setAttribute("role", "alertdialog");
            panel.setAttribute("aria-label", report.title);
            const header = element("header"), close = element("button", "", "close (Esc)");
            close.onclick = hide;
            header.append(element("h1", "", report.title), close);
            panel.append(header);
            report.items.forEach((item, index) => panel.append(section(item, index, editor)));
            panel.append(element("footer", "", "This goes away by itself when it is mended."));
            shade.onclick = event => { if (event.target === shade) hide(); };
            shade.append(panel);
            root.append(shade);
            (document.body || document.documentElement).append(host);
            overlay = host;
          }
          function section(item, index, editor) {
            const made = element("section");
            made.append(element("div", "message", item.message));
            if (item.file) {
              const place = item.file + (item.line ? ":" + item.line : "") + (item.column ? ":" + item.column : "");
              const link = element(editor ? "button" : "div", "place", place);
              if (editor) link.onclick = () => socket && socket.send("open " + index);
              made.append(link);
            }
            if (item.source !== undefined) {
              const frame = element("pre", "", item.source + "\n");
              if (item.marks) frame.append(element("span", "marks", item.marks));
              made.append(frame);
            }
            if (item.hint) made.append(element("div", "hint", "hint: " + item.hint));
            if (item.details && item.details.length) made.append(element("pre", "", item.details.join("\n")));
            return made;
          }
          function hide() {
            if (overlay) overlay.remove();
            overlay = null;
          }
          function bar() {
            hide();
            show({ title: "the app has changed", items: [{
              message: "This page answers a form, so it is not loaded again by itself.", details: [] }] }, false);
          }

          addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
          addEventListener("pagehide", () => { leaving = true; if (socket) socket.close(); });
          addEventListener("pageshow", event => { if (event.persisted) { leaving = false; connect(); } });
          restore();
          addEventListener("load", restore);
          connect();
        })();

        """#
}
