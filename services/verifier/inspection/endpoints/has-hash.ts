/** Whether a file's name changes with its content, as bundlers write it: `index-DiwrgTda.js`, `main.8e1a2b3c.chunk.js`. */

/** Digits alone are a number, letters alone a word. */
const HEX = /^(?=.*\d)(?=.*[a-f])[\da-f]{7,64}$/i;
/** A word of eight letters is no hash. */
const MIXED = /\d|[a-z][A-Z]|[A-Z][a-z]*[A-Z]/;
/** What is nothing but a hash must not be a name such as `mainPage2`. */
const ALONE = /^(?:(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[\w-]{8}|(?=.*\d)(?=.*[A-Z])[\dA-Z]{8})$/;

export function hasHash(pathname: string): boolean {
  const name = pathname.slice(pathname.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const stem = (dot === -1 ? name : name.slice(0, dot)).slice(-200);
  if (HEX.test(stem) || ALONE.test(stem)) return true;
  // The hashes of some bundlers have hyphens in them, but always eight characters.
  const last = /[.-]/.test(stem.at(-9) ?? '') ? [stem.slice(-8)] : [];
  const parts = [...stem.split(/[.-]/).slice(1), ...last];
  if (parts.some((part) => /^[\w-]{8,64}$/.test(part) && MIXED.test(part))) return true;
  return stem.split(/[._-]/).some((part) => HEX.test(part));
}
