/**
 * What a sound API and a sound page answer with. One rule: the verification of a deploy judges by this file too.
 * `text` is a body, unpacked; `type` is a Content-Type as it was sent.
 */

/** Bytes that are read: of the API, and of a page, which is a few kilobytes that load the rest. */
export const API_BYTES = 64 * 1024;
export const PAGE_BYTES = 512 * 1024;

const HTML = /^(?:text\/html|application\/xhtml\+xml)$/;
/** https://mimesniff.spec.whatwg.org/#json-mime-type */
const JSON_TYPE = /^(?:text\/json|application\/(?:[\w.-]+\+)?json)$/;
const MARKUP = /<(?:[a-z][\w-]*[\s/>]|!doctype|!--)/i;
const BEGINS_PAGE =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|div|p|h1)[\s>]/i;
/** https://mimesniff.spec.whatwg.org/#binary-data-byte */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const BINARY = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/;

/**
 * Without parameters, in lower case: `text/html`. Empty where the answer tells none; of several the last counts.
 * @param {string | null | undefined} type
 */
export function mediaType(type) {
  const [media = ''] = (type ?? '').split(',').at(-1)?.split(';') ?? [];
  return media.trim().toLowerCase();
}

/**
 * Whether it is no text at all, as what is still packed is not.
 * @param {string} text
 */
export function isBinary(text) {
  return BINARY.test(text);
}

/**
 * A web page by its type, or by its beginning where it has no type.
 * @param {{ type: string | null | undefined, text: string | undefined }} answer
 */
export function isWebPage({ type, text = '' }) {
  const media = mediaType(type);
  return media === '' ? beginsPage(text) : HTML.test(media);
}

/**
 * Why an answer of 200 is no page; undefined where it is one, or where its text is not known. `blank`: nothing in it
 * is HTML.
 * @param {{ type: string | null | undefined, text: string | undefined }} answer
 * @returns {'type' | 'binary' | 'blank' | undefined}
 */
export function pageFault({ type, text }) {
  if (!isWebPage({ type, text })) return 'type';
  if (text === undefined) return undefined;
  if (isBinary(text)) return 'binary';
  return MARKUP.test(text) ? undefined : 'blank';
}

/**
 * Why an answer of 200 is none of an API; undefined where it is one: JSON, or a few words.
 * @param {{ type: string | null | undefined, text: string }} answer
 * @returns {'blank' | 'binary' | 'page' | 'type' | 'broken_json' | undefined}
 */
export function apiFault({ type, text }) {
  const media = mediaType(type);
  if (text.trim() === '') return 'blank';
  if (beginsPage(text) || (HTML.test(media) && MARKUP.test(text))) return 'page';
  if (!HTML.test(media) && media !== 'text/plain' && !JSON_TYPE.test(media)) return 'type';
  if (isBinary(text)) return 'binary';
  // Frameworks call a few words that a route returns a web page.
  if (HTML.test(media)) return /^\s*[[{]/.test(text) ? 'type' : undefined;
  return media === 'text/plain' || isSoundJson(text) ? undefined : 'broken_json';
}

/**
 * A web page by its beginning, whatever it is called.
 * @param {string} text
 */
export function beginsPage(text) {
  return BEGINS_PAGE.test(text.slice(0, 4000));
}

/** API Gateway calls bare words JSON that a function returns. */
function isSoundJson(text) {
  return !/^\s*[[{"<]/.test(text) || parse(text) !== undefined;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Who refuses with 403, where that is no matter of signing in. `no_route`: API Gateway has none there. `gateway`: it
 * knows no such stage or domain, or wants a key. `other`: a page or a file store.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 * @param {{ status: number, errorType: string | null | undefined, text: string | undefined }} answer
 * @returns {'no_route' | 'gateway' | 'other' | undefined}
 */
export function refusalOf({ status, errorType, text = '' }) {
  if (status !== 403) return undefined;
  const said = `${errorType ?? ''} ${parse(text)?.message ?? ''}`;
  if (/missing ?authentication ?token/i.test(said)) return 'no_route';
  if (/forbiddenexception|^\S* forbidden$/i.test(said)) return 'gateway';
  return /^\s*</.test(text) ? 'other' : undefined;
}
