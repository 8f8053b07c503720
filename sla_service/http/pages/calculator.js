"use strict";

/* Everything here only shortens the way: without it the forms are sent, and answered, just the same. */

const $ = (id) => document.getElementById(id);
const words = $("words").dataset;
const form = document.querySelector("main form");
const place = () => location.pathname + location.search;
let shown = place();
let asking = null;
let soon = 0;

const tell = (text) => { $("told").textContent = text; };

/* an answer is asked for in the background and put where the old one was */

async function show(address, isNewPlace) {
  clearTimeout(soon);
  asking?.abort();
  asking = new AbortController();
  let page, found;
  try {
    const response = await fetch(address, { signal: asking.signal });
    if (!response.ok) throw new Error(response.statusText);
    page = new DOMParser().parseFromString(await response.text(), "text/html");
    found = response.url;
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
    return;
  }
  const focused = document.activeElement;
  const isReplaced = focused.closest("[data-swap]");
  for (const fresh of page.querySelectorAll("[data-swap]")) $(fresh.id)?.replaceWith(fresh);
  if (isReplaced) ($(focused.id) ?? form.querySelector("[type=submit]")).focus({ preventScroll: true });
  document.title = page.title;
  if (isNewPlace && found !== location.href) history.pushState(null, "", found);
  else history.replaceState(null, "", found);
  shown = place();
  equip();
  tell($("answer").dataset.told ?? "");
}

function query(button) {
  const given = new FormData(form);
  if (button?.name) given.set(button.name, button.value);
  return new URLSearchParams([...given].filter(([, value]) => value));
}

function address(button) {
  const asked = query(button);
  const isMomentMissing = form.elements.received_at && !asked.has("received_at");
  if (isMomentMissing) asked.set("received_at", "");
  return `${form.getAttribute("action")}?${asked}`;
}

/* the other pages, and this one in the other language, are led to with what is chosen now */

function lead() {
  for (const link of document.querySelectorAll("#pages a")) {
    const asked = query();
    if (link.hreflang) asked.set("lang", link.hreflang);
    else asked.delete("year");
    link.href = `${link.getAttribute("href").split("?")[0]}?${asked}`;
  }
}

form.addEventListener("change", (event) => {
  lead();
  clearTimeout(soon);
  const isAnswered = "told" in $("answer").dataset;
  const given = new FormData(form);
  const isComplete = ["authority", "received_at"].every((name) => given.get(name) !== "");
  /* a moment is typed digit by digit, and each makes another one */
  const pause = event.target.id === "received_at" ? 500 : 0;
  if (isAnswered || isComplete) soon = setTimeout(() => show(address(), false), pause);
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  const top = button?.getBoundingClientRect().top;
  const isInMonth = button?.closest(".month");
  await show(address(button), true);
  const day = isInMonth && document.querySelector(`.month [value="${button.value}"]`);
  if (day) { /* it stays below the pointer, though the list above it grows */
    scrollBy(0, day.getBoundingClientRect().top - top);
    day.focus({ preventScroll: true });
  } else if (button?.name === "toggle") ($("changes") ?? $("content")).focus();
  else if ($("answer").getBoundingClientRect().top > innerHeight / 2) $("answer").scrollIntoView();
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("#answer a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.hasAttribute("download")) return;
  const to = new URL(link.getAttribute("href"), location.href);
  if (to.origin + to.pathname !== location.origin + location.pathname || !to.search || to.hash) return;
  event.preventDefault();
  await show(to.href, true);
  ($("changes") ?? $("content")).focus({ preventScroll: true });
});

addEventListener("popstate", () => { if (place() !== shown) location.reload(); });

/* what needs a script is hidden until there is one */

function equip() {
  for (const button of document.querySelectorAll("button[hidden]")) button.hidden = false;
  for (const control of form.querySelectorAll("[aria-describedby]")) {
    const isWrong = control.getAttribute("aria-describedby").split(" ").some((id) => /^fault-/.test(id) && $(id).textContent);
    if (isWrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  for (const button of document.querySelectorAll("[data-copy]")) button.onclick = () => copy(button);
  if ($("print")) $("print").onclick = () => print();
  if ($("address")) $("address").textContent = $("link").href;
}

async function copy(button) {
  const from = $(button.dataset.copy);
  const text = from.href ?? from.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch { /* a browser keeps its clipboard to itself where the service has no certificate */
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  tell(words.copied);
  const label = button.dataset.label ??= button.textContent;
  button.textContent = words.copied;
  setTimeout(() => { button.textContent = label; }, 1500);
}

if ($("now")) {
  $("now").onclick = () => {
    const zone = $("zone").dataset.zone;
    /* Swedes write a date and a time as a form's field does */
    $("received_at").value = new Date().toLocaleString("sv-SE", { timeZone: zone }).replace(" ", "T");
    form.dispatchEvent(new Event("change"));
  };
}

/* a list to choose from becomes one to search in, with or without accents */

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");

const wordsOf = (text) => fold(text).split(/[^\p{L}\d]+/u).filter(Boolean);

function element(tag, attributes, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

function searchable(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const id = select.id; /* goes to the field that is seen: links and the label lead there */
  const listId = `${id}-list`;
  select.id = `${id}-select`;
  const list = element("div", { id: listId, role: "listbox", "aria-label": label.textContent, class: "list", tabindex: "-1" });
  const input = element("input", {
    id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
    placeholder: words.hint, "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list",
  });
  if (select.hasAttribute("aria-describedby")) input.setAttribute("aria-describedby", select.getAttribute("aria-describedby"));
  if (select.required) input.setAttribute("aria-required", "true");
  list.hidden = select.hidden = true;
  select.after(element("div", { class: "combo" }, input, list));

  const chosen = () => select.options[select.selectedIndex];
  const reset = () => { input.value = select.value ? chosen().text : ""; };
  const found = () => [...list.querySelectorAll("[role=option]")];
  const active = () => list.querySelector(".active");

  function activate(option) {
    active()?.classList.remove("active");
    option?.classList.add("active");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function offer(option) {
    const isChosen = String(option.selected);
    return element("div", { role: "option", id: `${listId}-${option.index}`, "aria-selected": isChosen, "data-index": option.index }, option.text);
  }

  function open(text) {
    const wanted = wordsOf(text);
    const fits = (option) => {
      const told = wordsOf(`${option.text} ${option.value}`);
      return wanted.every((word) => told.some((one) => one.startsWith(word)));
    };
    list.replaceChildren();
    for (const part of select.children) {
      const options = (part.label && part.children.length ? [...part.children] : [part]).filter(fits).map(offer);
      if (part.tagName === "OPTGROUP" && options.length) {
        list.append(element("div", { role: "group", "aria-label": part.label }, element("div", { class: "group", "aria-hidden": "true" }, part.label), ...options));
      } else list.append(...options);
    }
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    const begins = (option) => fold(option.textContent).startsWith(fold(text));
    activate(text ? found().find(begins) ?? found()[0] : list.querySelector("[aria-selected=true]"));
    if (text) tell(words.found.replace("#", found().length));
  }

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    activate(null);
    reset();
  }

  function choose(option) {
    const index = Number(option.dataset.index);
    const isOther = index !== select.selectedIndex;
    select.selectedIndex = index;
    close();
    if (isOther) select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const keys = {
    ArrowDown: (all, at) => activate(all[(at + 1) % all.length]),
    ArrowUp: (all, at) => activate(all[(at - 1 + all.length) % all.length]),
    Enter: (all, at) => choose(all[at]),
    Escape: close,
  };
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      open("");
      return;
    }
    const all = found();
    const at = all.indexOf(active());
    if (!keys[event.key] || (event.key === "Enter" && at < 0) || !all.length && event.key !== "Escape") return;
    event.preventDefault();
    keys[event.key](all, at);
  });
  input.addEventListener("input", (event) => {
    event.stopPropagation();
    open(input.value);
  });
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("click", () => { if (list.hidden) open(""); input.select(); });
  input.addEventListener("blur", () => {
    const none = select.querySelector('option[value=""]');
    if (none && !input.value && select.value) {
      select.value = "";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
  reset();
}

for (const select of document.querySelectorAll("select[data-search]")) searchable(select);
equip();
