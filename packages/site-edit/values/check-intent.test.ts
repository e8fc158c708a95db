import type { UxSection } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import type { UxProperty } from '../ux-intent.ts';
import { checkIntent } from './check-intent.ts';

const HEADER: UxSection = { file: 'src/App.jsx', element: 'h1' };
const SECTIONS = {
  header: HEADER,
  footer: { ...HEADER, color: { classes: { red: 'text-red-600', brand: 'text-brand' } } },
};

function problemOf(property: UxProperty, value: string, section = 'header'): string | undefined {
  return checkIntent({ section, changes: [{ property, value }] }, SECTIONS);
}

describe('a text', () => {
  it.each(['Test Deploy', '{alert(1)}', '</h1><script>', '👩‍👧 日本 עברית', 'x'.repeat(500), '👋'.repeat(500)])(
    '%j may be',
    (text) => {
      expect(problemOf('text', text)).toBeUndefined();
    },
  );

  it.each([
    ['', 'text is empty: hide the section with visible:false instead.'],
    [' \u00a0', 'text is empty: hide the section with visible:false instead.'],
    [' a', 'text begins or ends with a space: leave it out.'],
    ['a\nb', 'text is one line, without control characters.'],
    ['a\u0000b', 'text is one line, without control characters.'],
    ['a\u202eb', 'text has invisible characters that turn its direction: leave them out.'],
    ['a\ud800', 'text has half a character in it: give it again.'],
    ['x'.repeat(501), 'text has at most 500 characters.'],
  ])('%j may not be', (text, problem) => {
    expect(problemOf('text', text)).toBe(problem);
  });
});

describe('a colour', () => {
  it.each(['red', 'RebeccaPurple', 'transparent', 'currentColor', '#fff', '#FFF8', '#1a2b3c', '#1a2b3c80'])(
    '%s may be',
    (color) => {
      expect(problemOf('color', color)).toBeUndefined();
    },
  );

  it.each(['rgb(1, 2, 3)', 'rgba(1,2,3,0.5)', 'rgb(1 2 3 / 50%)', 'hsl(120deg 50% 50%)', 'HSLA(120, 50%, 50%, .5)'])(
    '%s may be',
    (color) => {
      expect(problemOf('background', color)).toBeUndefined();
    },
  );

  it.each([
    '#12',
    '#12345',
    'url(https://example.com)',
    'red;',
    'red !important',
    'var(--x)',
    'expression(1)',
    'rgb(1,2)',
    'rgb(1,2,3',
    'color-mix(in srgb, red, blue)',
    '',
  ])('%j may not be', (color) => {
    expect(problemOf('color', color)).toMatch(
      'color is a name such as navy, hex digits such as #1a2b3c, or numbers in rgb() or hsl().',
    );
  });

  it('is told the nearest name', () => {
    expect(problemOf('background', 'nvay')).toMatch('Did you mean navy?');
  });

  it('is one of its classes where the section has them', () => {
    expect(problemOf('color', 'brand', 'footer')).toBeUndefined();
    expect(problemOf('color', 'navy', 'footer')).toBe('color of this section is one of: red, brand.');
    expect(problemOf('color', 'constructor', 'footer')).toBe('color of this section is one of: red, brand.');
  });
});

describe('a link', () => {
  it.each([
    'https://example.com',
    'https://example.com:8443/a?b=c#d',
    'https://müller.example/ü',
    '/',
    '/a/b?c#d',
    '#',
    '#top',
    'mailto:a@example.com?subject=Hi',
    'tel:+41-44-123',
    'HTTPS://EXAMPLE.COM/',
  ])('%s may be', (link) => {
    expect(problemOf('link', link)).toBeUndefined();
  });

  it.each([
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'http://example.com',
      'ftp://example.com',
      'example.com',
    ],
    ...[
      '//example.com',
      '///example.com',
      'https://',
      'https:example.com',
      'https:///example.com',
      'https://a:b@example.com',
      'https://a@example.com',
    ],
    ...[
      'https://@example.com',
      'https://?a',
      'mailto:',
      'mailto:a',
      'tel:',
      'tel:javascript',
      'https://exa%mple.com',
      'blob:https://example.com/a',
    ],
  ])('%j may not be', (link) => {
    expect(problemOf('link', link)).toBe(
      'link begins with https://, mailto:, tel:, / (not //) or #, and names no user or password.',
    );
  });

  it.each([
    '/\\example.com',
    '\\\\example.com',
    'java\nscript:alert(1)',
    '/\t/example.com',
    ' javascript:alert(1)',
    '\u0001javascript:x',
    'https://example.com/a b',
    '/a\u202eb',
    '/a\u200bb',
    '/\u00a0',
    '/\ud800',
  ])('%j may not be, for what browsers read differently', (link) => {
    expect(problemOf('link', link)).toBe('link has no spaces, no backslashes and no control characters.');
  });

  it('is not longer than anyone needs', () => {
    expect(problemOf('link', `/${'a'.repeat(500)}`)).toBe('link has at most 500 characters.');
  });
});

describe('what is asked', () => {
  it('is visible or not', () => {
    expect(['true', 'false'].map((value) => problemOf('visible', value))).toEqual([undefined, undefined]);
    expect(['True', 'yes', '0', ''].map((value) => problemOf('visible', value))).toEqual(
      Array(4).fill('visible is true or false.'),
    );
  });

  it('names a section that there is', () => {
    expect(problemOf('text', 'a', 'haeder')).toBe(
      'There is no such section. Did you mean header? There are: header, footer.',
    );
    expect(problemOf('text', 'a', 'toString')).toBe('There is no such section. There are: header, footer.');
    expect(checkIntent({ section: 'x', changes: [] }, {})).toBe('No section is configured: see UX_SECTIONS.');
  });

  it('names each property once, and one at least', () => {
    const change = { property: 'text' as const, value: 'a' };
    expect(checkIntent({ section: 'header', changes: [change, change] }, SECTIONS)).toBe(
      'text comes twice: give each property once.',
    );
    expect(checkIntent({ section: 'header', changes: [] }, SECTIONS)).toBe(
      'There is nothing to change: give at least one property with its value.',
    );
  });
});
