/* The few things that only a browser can do. One export each; `components/live.py` gives them to Python. */
import { createElement as h, useCallback, useEffect, useId, useLayoutEffect, useRef, useState } from "react";

let visited = false;

/**
 * Set <html lang dir> and the document title; an error goes first in the title, where a screen reader starts.
 * A page reached without a load takes the focus to its content, as a load would.
 */
export function PageHead({ lang, dir, title, errorPrefix, hasError }) {
  useEffect(() => {
    if (visited) document.getElementById("contenu")?.focus({ preventScroll: true });
    visited = true;
  }, []);
  useEffect(() => {
    document.documentElement.lang = lang;
    document.documentElement.dir = dir;
  }, [lang, dir]);
  useEffect(() => {
    document.title = hasError ? `${errorPrefix} ${title}` : title;
  }, [title, errorPrefix, hasError]);
  return null;
}

/** A link to a place of this page that takes the focus there: the router would only change the address. */
export function Jump({ target, className, children }) {
  const go = (event) => {
    const found = document.getElementById(target);
    if (!found) return;
    event.preventDefault();
    found.focus();
    found.scrollIntoView({ block: "center" });
  };
  return h("a", { href: `#${target}`, className, onClick: go }, children);
}

/** Move the focus to an element whenever `token` takes a new, non-empty value. */
export function FocusOn({ target, token }) {
  useEffect(() => {
    if (!token) return;
    const found = document.getElementById(target);
    if (found) {
      found.focus();
      found.scrollIntoView({ block: "nearest" });
    }
  }, [target, token]);
  return null;
}

/** A native modal dialog driven by a prop: the browser keeps the focus inside and gives it back. */
export function Modal({ open, onClose, labelledBy, className, children }) {
  const ref = useRef(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return h(
    "dialog",
    {
      ref,
      className,
      "aria-labelledby": labelledBy,
      onCancel: (event) => {
        event.preventDefault();
        if (onClose) onClose();
      },
    },
    children,
  );
}

function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function useRemaining(seconds, token) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const tick = () => setLeft(Math.max(0, (end - performance.now()) / 1000));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [seconds, token]);
  return left;
}

/** Time left, counted in the browser; `done` replaces it at zero, when `onDone` is told. `token` starts it again. */
export function Countdown({ seconds, token, before, done, className, onDone }) {
  const left = useRemaining(seconds, token);
  const told = useRef(null);
  useEffect(() => {
    // The first look at a new token still holds what was left of the one before.
    if (left > 0) told.current = null;
    else if (onDone && told.current !== token) {
      told.current = token;
      onDone();
    }
  }, [left, token]);
  return h(
    "span",
    { className, role: "timer", "aria-live": "off" },
    left > 0 ? [before, " ", h("bdi", { key: "t", className: "tabular-nums", dir: "ltr" }, clock(left))] : done,
  );
}

/** A button that is not available before some seconds have passed. */
export function WaitButton({ seconds, token, waiting, label, className, name, value }) {
  const left = useRemaining(seconds, token);
  return h(
    "button",
    { type: "submit", className, name, value, disabled: left > 0 },
    left > 0 ? [label, " ", h("span", { key: "w", className: "sr-only" }, waiting), h("bdi", { key: "t", className: "tabular-nums", dir: "ltr" }, clock(left))] : label,
  );
}

async function ask(path, options) {
  try {
    const answer = await fetch(path, { credentials: "same-origin", cache: "no-store", ...options });
    return answer.ok ? (await answer.json()).seconds : null;
  } catch {
    return null;
  }
}

/** Warn before the session ends, let the person stay, and leave for the sign-in page when it is over. */
export function IdleGuard({ active, warnAt, title, text, stay, leave, endedPath, className, panelClassName }) {
  const [left, setLeft] = useState(null);
  const end = useRef(0);
  const titleId = useId();
  const look = useCallback(async () => {
    const seconds = await ask("/auth/session");
    if (seconds === null) return;
    // Already on the sign-in page: there is nowhere to come back to from there.
    if (location.pathname === endedPath.split("?")[0]) return;
    end.current = performance.now() + seconds * 1000;
    if (seconds <= 0) {
      const back = encodeURIComponent(location.pathname + location.search);
      location.assign(`${endedPath}&suite=${back}`);
    }
  }, [endedPath]);
  useEffect(() => {
    if (!active) return undefined;
    look();
    const poll = setInterval(look, 20000);
    const tick = setInterval(() => {
      if (!end.current) return;
      const seconds = (end.current - performance.now()) / 1000;
      setLeft(seconds);
      if (seconds <= 0) look();
    }, 1000);
    return () => {
      clearInterval(poll);
      clearInterval(tick);
    };
  }, [active, look]);
  const extend = async () => {
    const seconds = await ask("/auth/extend", { method: "POST" });
    if (seconds) {
      end.current = performance.now() + seconds * 1000;
      setLeft(seconds);
    } else {
      look();
    }
  };
  const open = Boolean(active) && left !== null && left > 0 && left <= warnAt;
  return h(
    Modal,
    { open, onClose: extend, labelledBy: titleId, className },
    h(
      "div",
      { className: panelClassName },
      h("h2", { id: titleId, className: "text-xl font-semibold" }, title),
      h("p", { className: "mt-3" }, text, " ", h("bdi", { className: "tabular-nums font-semibold", dir: "ltr" }, clock(left || 0))),
      h("button", { type: "button", className: "btn btn-primary mt-6", onClick: extend }, stay),
    ),
  );
}

// Milliseconds of two frames, which nobody sees pass. A press shows with its answer when that is there by then: one frame
// holds both, and the answer does not wait for the frame after that of the press.
const ECHO = 33;

/**
 * Keep what is being typed in the browser and tell the server at a bounded pace.
 *
 * The server's value is taken over only while the person is not on the field: on a slow line an old answer must not pull
 * the text or the thumb back. What is typed or dragged (`send`) shows at once, what is pressed (`press`) within two
 * frames.
 */
function useTyped(value, onType, pace) {
  const [text, setText] = useState(value);
  const busy = useRef(false);
  const timer = useRef(null);
  const echo = useRef(null);
  const last = useRef(value);
  const told = useRef(value);
  useEffect(() => {
    if (!busy.current && !timer.current) {
      setText(value);
      last.current = told.current = value;
    }
  }, [value]);
  const tell = useCallback(
    (next) => {
      last.current = next;
      if (timer.current) return;
      // The first change goes at once, the next ones at most every `pace` milliseconds, the last one always.
      const go = () => {
        timer.current = null;
        if (told.current === last.current) return;
        told.current = last.current;
        onType(last.current);
        timer.current = setTimeout(go, pace);
      };
      go();
    },
    [onType, pace],
  );
  const send = useCallback(
    (next) => {
      setText(next);
      tell(next);
    },
    [tell],
  );
  const show = useCallback(() => {
    clearTimeout(echo.current);
    echo.current = null;
    setText(last.current);
  }, []);
  useLayoutEffect(() => {
    if (echo.current) show();
  }, [value]);
  const press = useCallback(
    (change) => {
      tell(change(last.current));
      echo.current ??= setTimeout(show, ECHO);
    },
    [tell],
  );
  const hold = useCallback(() => {
    busy.current = true;
  }, []);
  const release = useCallback(() => {
    busy.current = false;
  }, []);
  return { text, send, press, hold, release };
}

/** A text field that tells the server as one types. */
export function LiveField({ value, onType, pace = 60, ...rest }) {
  const { text, send, hold, release } = useTyped(value, onType, pace);
  return h("input", {
    type: "text",
    autoComplete: "off",
    ...rest,
    value: text,
    onFocus: hold,
    onBlur: release,
    onChange: (event) => send(event.target.value),
  });
}

/** A whole number by slider, by one less or one more, and by typing. */
export function StepperField({
  value, min, max, onType, fieldId, labelledBy, describedBy, invalid, lessLabel, moreLabel, sliderLabel, unit, pace = 30,
}) {
  const { text, send, press, hold, release } = useTyped(String(value), onType, pace);
  const numberIn = (words) => {
    const number = Number.parseInt(words, 10);
    return Number.isFinite(number) ? number : min;
  };
  const known = numberIn(text);
  const clamp = (n) => Math.min(max, Math.max(min, n));
  // From what was pressed last, which may not show yet.
  const step = (by) => () => press((words) => String(clamp(numberIn(words) + by)));
  const held = { onPointerDown: hold, onPointerUp: release, onFocus: hold, onBlur: release };
  return h(
    "div",
    { className: "stepper" },
    h(
      "div",
      { className: "join" },
      h("button", { type: "button", className: "btn join-item stepper-button", "aria-label": lessLabel, disabled: known <= min, onClick: step(-1) }, "−"),
      h("input", {
        id: fieldId, type: "text", inputMode: "numeric", autoComplete: "off", className: "input join-item stepper-number tabular-nums",
        "aria-labelledby": labelledBy, "aria-describedby": describedBy, "aria-invalid": invalid ? "true" : undefined,
        value: text, onFocus: hold, onBlur: release, onChange: (event) => send(event.target.value),
      }),
      h("button", { type: "button", className: "btn join-item stepper-button", "aria-label": moreLabel, disabled: known >= max, onClick: step(1) }, "+"),
    ),
    h("span", { className: "stepper-unit" }, unit),
    h("input", {
      type: "range", className: "range range-primary stepper-range", min, max, step: 1, "aria-label": sliderLabel,
      value: clamp(known), ...held, onChange: (event) => send(event.target.value),
    }),
  );
}

/** Ask the browser to print the page. */
export function PrintButton({ label, className }) {
  return h("button", { type: "button", className, onClick: () => window.print() }, label);
}

// What to do before the page goes. Reflex hangs up at `beforeunload` once it is connected: these have to be first.
const leaving = new Set();
if (typeof window !== "undefined") {
  for (const moment of ["beforeunload", "pagehide", "visibilitychange"]) {
    window.addEventListener(moment, () => leaving.forEach((act) => act()));
  }
}

// What waits for the end of a press: an answer that moves the page while a button is down would take the button away.
let pressed = false;
const afterPress = new Set();
if (typeof window !== "undefined") {
  window.addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) {
    window.addEventListener(
      end,
      () => {
        pressed = false;
        afterPress.forEach((act) => act());
        afterPress.clear();
      },
      true,
    );
  }
}

/**
 * A field whose text is kept on the server a moment after the last key, and at once when the person leaves it.
 *
 * As above, the server's value is taken over only while nobody types. Nothing typed waits longer than `settle`
 * milliseconds, nor is lost by leaving the field, the page or the tab.
 */
export function DraftField({ value, onType, settle = 1000, rows, ...rest }) {
  const [text, setText] = useState(value);
  const typing = useRef(false);
  const timer = useRef(null);
  const last = useRef(value);
  const told = useRef(value);
  const tellServer = useRef(onType);
  tellServer.current = onType;
  const flush = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = null;
    if (told.current === last.current) return;
    told.current = last.current;
    tellServer.current(last.current);
  }, []);
  useEffect(() => {
    if (typing.current || timer.current) return;
    setText(value);
    last.current = told.current = value;
  }, [value]);
  useEffect(() => {
    leaving.add(flush);
    return () => {
      leaving.delete(flush);
      flush();
    };
  }, [flush]);
  return h(rows ? "textarea" : "input", {
    ...(rows ? { rows } : { type: "text" }),
    ...rest,
    value: text,
    onFocus: () => {
      typing.current = true;
    },
    onBlur: () => {
      typing.current = false;
      // The press that leaves the field is over before its click is told: what was typed still goes first.
      if (pressed) afterPress.add(flush);
      else flush();
    },
    onKeyDown: (event) => {
      if (event.key === "Enter" && !rows) flush();
    },
    onChange: (event) => {
      last.current = event.target.value;
      setText(last.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, settle);
    },
  });
}
