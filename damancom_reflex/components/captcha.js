/* A captcha by proof of work, solved in the background by altcha's own solver; `components/captcha.py` gives it to Python. */
import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";
import { createElement as h, useCallback, useEffect, useRef, useState } from "react";

// The server takes a solution for twenty minutes from the moment it gave the challenge.
const GOOD_FOR = 18 * 60_000;
const PATIENCE = 60_000;
// A second press sends nothing twice: a solution serves once.
const ON_ITS_WAY = 5_000;

async function solve(source) {
  const answer = await fetch(source, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) throw new Error(`captcha: ${answer.status}`);
  const challenge = await answer.json();
  const solution = await solveChallenge({ challenge, deriveKey, timeout: PATIENCE });
  if (!solution) throw new Error("captcha: out of time");
  return btoa(JSON.stringify({ challenge, solution }));
}

const whenIdle = (go) =>
  window.requestIdleCallback ? requestIdleCallback(go, { timeout: 2_000 }) : setTimeout(go, 300);

/**
 * The hidden field `altcha` of the form around it, and what is told of it. It starts once the page is at rest or the
 * form takes the focus; a form that is sent too early waits, and sends itself when the solution is there.
 */
export function Captcha({ source, working, waiting, done, failed, again, className, buttonClass }) {
  const [state, setState] = useState("working");
  const [held, setHeld] = useState(false);
  const root = useRef(null);
  const input = useRef(null);
  const status = useRef(null);
  // What the form's listeners need at once, between two renders.
  const now = useRef({ running: null, failed: false, since: 0, sent: 0, submitter: undefined });

  const start = useCallback(
    (quietly) => {
      if (now.current.running) return;
      if (!quietly) setState("working");
      const since = Date.now();
      now.current.failed = false;
      now.current.running = solve(source)
        .then((payload) => {
          Object.assign(now.current, { running: null, since, sent: 0 });
          input.current.value = payload;
          setState("done");
          setHeld(false);
          const submitter = now.current.submitter;
          now.current.submitter = undefined;
          if (submitter !== undefined) input.current.form.requestSubmit(submitter);
        })
        .catch(() => {
          Object.assign(now.current, { running: null, failed: true, since: 0, submitter: undefined });
          if (!input.current) return;
          input.current.value = "";
          setState("failed");
          setHeld(false);
        });
    },
    [source],
  );

  useEffect(() => {
    const form = root.current.closest("form");
    const fresh = () => now.current.since && Date.now() - now.current.since < GOOD_FOR;
    // After a failure the person decides, by the button or by sending the form.
    const begin = () => fresh() || now.current.failed || start(now.current.since > 0);
    const submit = (event) => {
      const moment = Date.now();
      if (now.current.sent && moment - now.current.sent < ON_ITS_WAY) return event.preventDefault();
      if (fresh() && !now.current.sent) {
        now.current.sent = moment;
        return undefined;
      }
      event.preventDefault();
      now.current.submitter = event.submitter;
      setHeld(true);
      return start(false);
    };
    // Back from the next page, the browser shows this one as it was, with a solution that has served.
    const shown = (event) => {
      if (event.persisted) start(false);
    };
    whenIdle(begin);
    const renewal = setInterval(begin, 30_000);
    form.addEventListener("focusin", begin);
    form.addEventListener("submit", submit);
    window.addEventListener("pageshow", shown);
    return () => {
      clearInterval(renewal);
      form.removeEventListener("focusin", begin);
      form.removeEventListener("submit", submit);
      window.removeEventListener("pageshow", shown);
    };
  }, [start]);

  const retry = () => {
    // The button goes away: the focus stays with what it led to.
    status.current.focus();
    start(false);
  };
  const text = { working: held ? waiting : working, done, failed }[state];
  return h(
    "div",
    { ref: root, className },
    h("input", { ref: input, type: "hidden", name: "altcha" }),
    h(
      "p",
      {
        ref: status,
        role: "status",
        tabIndex: -1,
        "data-captcha": state,
        className: state === "failed" ? "field-error" : "field-hint",
      },
      text,
    ),
    state === "failed" &&
      h("button", { type: "button", className: buttonClass, onClick: retry }, again),
  );
}
