/** Where a link may lead: https, mailto, tel, a path of the site, or a place on the page. */

const LONGEST = 500;

/** What is wrong, in a sentence; undefined when nothing is. */
export function linkProblem(link: string): string | undefined {
  if (link.length > LONGEST) return `link has at most ${LONGEST} characters.`;
  // Browsers leave some of these out, and read what is left; a backslash they take for a slash.
  if (!/^[\x21-\x5b\x5d-\x7e\u{a1}-\u{10ffff}]+$/u.test(link) || /[\p{C}\p{Z}]/u.test(link)) {
    return 'link has no spaces, no backslashes and no control characters.';
  }
  return isAllowed(link)
    ? undefined
    : 'link begins with https://, mailto:, tel:, / (not //) or #, and names no user or password.';
}

function isAllowed(link: string): boolean {
  if (/^#/.test(link) || /^\/(?!\/)/.test(link)) return true;
  if (/^tel:\+?[\d().-]{2,30}$/i.test(link)) return true;
  if (/^mailto:[^\s@:/?#]+@[^\s@:/?#]+(\?[^#]*)?$/i.test(link)) return true;
  if (!/^https:\/\/[^/?#]/i.test(link) || !URL.canParse(link)) return false;
  const { protocol, username, password, hostname } = new URL(link);
  return (
    protocol === 'https:' && hostname !== '' && username === '' && password === '' && !/^https:\/\/[^/?#]*@/i.test(link)
  );
}
