/** Which content types a file may have, by the ending of its name. */

/** `shown`: the content type to upload it with. */
export type AssetKind = { shown: string; allows: (type: string) => boolean };

/** All that browsers run: https://mimesniff.spec.whatwg.org/#javascript-mime-type */
export const JAVASCRIPT =
  /^(?:application\/(?:x-)?(?:java|ecma)script|text\/(?:x-)?(?:java|ecma)script|text\/javascript1\.[0-5]|text\/(?:j|live)script)$/;
/** Browsers do not look at the type of a font, as long as it is no text. */
const FONT =
  /^(?:font\/[\w.+-]+|application\/(?:x-)?font[\w.+-]*|application\/vnd\.ms-fontobject|(?:application|binary)\/octet-stream)$/;

const script = kind('text/javascript', JAVASCRIPT);
const style = kind('text/css', /^text\/css$/);
const wasm = kind('application/wasm', /^application\/wasm$/);
const svg = kind('image/svg+xml', /^image\/svg\+xml$/);
const json = kind('application/json', /^(?:text\/json|application\/(?:[\w.-]+\+)?json)$/);

const KINDS = new Map<string, AssetKind>([
  ...(['js', 'mjs'] as const).map((ending) => [ending, script] as const),
  ...(['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'ico'] as const).map((ending) => [ending, image(ending)] as const),
  ...(['woff2', 'woff', 'ttf', 'otf', 'eot'] as const).map((ending) => [ending, kind(`font/${ending}`, FONT)] as const),
  ...(['json', 'map', 'webmanifest'] as const).map((ending) => [ending, json] as const),
  ['css', style],
  ['wasm', wasm],
  ['svg', svg],
]);

/** Undefined for an unknown ending. */
export function kindOfAsset(file: string): AssetKind | undefined {
  return KINDS.get(file.slice(file.lastIndexOf('.') + 1).toLowerCase());
}

function kind(shown: string, allowed: RegExp): AssetKind {
  return { shown, allows: (type) => allowed.test(type) };
}

/** Browsers tell images apart by their bytes, but take no text for one. */
function image(ending: string): AssetKind {
  return kind(`image/${ending.replace('jpg', 'jpeg').replace('ico', 'x-icon')}`, /^image\/(?!svg)[\w.+-]+$/);
}
