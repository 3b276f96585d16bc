/* The address of a list, kept as the list is. */
import { useEffect, useRef } from "react";

/** Write `query` behind the page's address whenever it changes, so that a reload and a link show the same list. */
export function KeptAddress({ query }) {
  const before = useRef(query);
  useEffect(() => {
    // What the last visit left is not written over the address that this one came by.
    if (query === before.current) return;
    before.current = query;
    const wanted = window.location.pathname + (query === "?" ? "" : query);
    window.history.replaceState(window.history.state, "", wanted);
  }, [query]);
  return null;
}
