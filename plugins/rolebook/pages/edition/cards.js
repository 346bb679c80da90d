/* A link to a role in, by mouse or keyboard; a card with what the role is, beside it, out.
   Whoever has no script or no mouse follows the link: the page says the same. */

(function (rolebook) {
  "use strict";

  const ID = "rb-hover-card";
  const DELAY = 350; // milliseconds; who only passes a link sees nothing
  const GRACE = 150; // long enough to get from the link to the card
  const GAP = 6; // pixels

  // of the bundle, at assets/rolebook/: where the site begins, however pages are addressed
  const own = document.currentScript;
  if (!own) {
    return; // loaded in a way of its own: links are links
  }
  const root = new URL("../../", own.src);
  const files = new Map();
  let link = null;
  let card = null;
  let title = null;
  let timer = 0;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") {
      return;
    }
    if (card && card.contains(event.target)) {
      clearTimeout(timer);
    } else {
      point(event.target);
    }
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(":focus-visible")) {
      point(event.target);
    }
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  // the focus itself may scroll, before there is a card
  const options = { capture: true, passive: true };
  document.addEventListener("scroll", () => card && hide(), options);
  rolebook.onPage(hide);

  function point(target) {
    const found = target.closest(".md-content a[href]");
    const role = found && roleOf(found);
    clearTimeout(timer);
    if (!role) {
      timer = link ? setTimeout(hide, GRACE) : 0;
    } else if (found !== link || !card) {
      hide();
      link = found;
      timer = setTimeout(() => show(found, role), DELAY);
    }
  }

  /* The domain and id of the role that a link leads to; not for a link to the page itself. */
  function roleOf(one) {
    if (!(one instanceof HTMLAnchorElement) || location.protocol === "file:") {
      return null;
    }
    const path = pathOf(one);
    if (one.closest(".rb-roster, .rb-roles")) {
      return null; // its row says the same
    }
    const match = /^(?:roles\/([^/]+)|(skills))\/([^/]+)\/$/.exec(path);
    return match && path !== pathOf(location) ? { domain: match[1] || match[2], id: match[3] } : null;
  }

  function pathOf({ origin, pathname }) {
    const inside = origin === root.origin && pathname.startsWith(root.pathname);
    return inside ? pathname.slice(root.pathname.length).replace(/index\.html$/, "") : "";
  }

  async function show(found, { domain, id }) {
    const known = await load(domain);
    if (found !== link || card || !known || !Object.hasOwn(known.roles, id)) {
      return;
    }
    const [name, sentence, lang = known.lang] = known.roles[id];
    card = document.createElement("div");
    card.id = ID;
    card.className = "rb-hover-card";
    card.setAttribute("role", "tooltip");
    for (const [kind, text] of [
      ["title", name],
      ["where", `${known.domain} · ${domain}/${id}`],
      ["sentence", sentence],
    ]) {
      const line = document.createElement("p");
      line.className = `rb-hover-card__${kind}`;
      line.textContent = text;
      line.lang = kind === "where" ? known.lang : lang;
      card.append(line);
    }
    document.body.append(card);
    place(found.getClientRects()[0] || found.getBoundingClientRect());
    // the browser's own little box would lie over it
    title = found.getAttribute("title");
    found.removeAttribute("title");
    found.setAttribute("aria-describedby", ID);
  }

  function load(domain) {
    if (!files.has(domain)) {
      const address = new URL(`assets/rolebook/cards/${domain}.json`, root);
      const loaded = fetch(address).then((answer) => (answer.ok ? answer.json() : null));
      files.set(domain, loaded.catch(() => null));
    }
    return files.get(domain);
  }

  function place(around) {
    const { offsetWidth: width, offsetHeight: height } = card;
    const most = document.documentElement.clientWidth - width - GAP;
    const isAbove = around.bottom + GAP + height > innerHeight && around.top > height + GAP;
    const top = isAbove ? around.top - GAP - height : around.bottom + GAP;
    card.style.left = `${Math.max(GAP, Math.min(around.left, most)) + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (card) {
      card.remove();
      link.removeAttribute("aria-describedby");
      if (title !== null) {
        link.setAttribute("title", title);
      }
    }
    card = link = title = null;
  }
})(window.rolebook);
