/** Texts that are not meant well, or that no keyboard types, as somebody may ask for them. */
import fc from 'fast-check';
import { textProblem } from './values/text.ts';

const HOSTILE = [
  ...['{', '}', '<', '>', '&', '"', "'", '`', '\\', '$', '/', '*', '//', '/*', '*/', '-->', '</script>'],
  ...[
    '{alert(1)}',
    '</h1><script>',
    '&lt;',
    '&#x41;',
    '&nbsp;',
    '\\u0041',
    '\\n',
    '\\',
    '{/*',
    '*/}',
    '{`',
    '`}',
    "'}",
  ],
  `$${'{x}'}`,
];
const UNSEEN = ['\u2028', '\u2029', '\ufeff', '\u00a0', '\u200b', '\u00ad', '\u{e0041}', '\u3000'];
const ORDINARY = ['Hello', ' ', '  ', 'é', '日本', '👩‍👧', '🇨🇭', '\u200f', 'x'];

const piece = fc.oneof(
  fc.constantFrom(...HOSTILE, ...UNSEEN, ...ORDINARY),
  fc.string({ unit: 'grapheme', maxLength: 5 }),
);

/** Whatever `checkIntent` lets through. */
export const texts = fc
  .array(piece, { minLength: 1, maxLength: 8 })
  .map((pieces) => pieces.join('').trim())
  .filter((text) => textProblem(text) === undefined);
