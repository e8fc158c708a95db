import { describe, expect, it } from 'vitest';
import { parseSettings } from '../parse-settings.ts';

function read(sections: unknown): unknown {
  return parseSettings({ UX_SECTIONS: JSON.stringify(sections) }, ['UX_SECTIONS']).UX_SECTIONS;
}

const HEADER = { file: 'src/App.jsx', element: 'h1' };

describe('UX_SECTIONS', () => {
  it('is empty unless it is set', () => {
    expect(parseSettings({}, ['UX_SECTIONS'])).toEqual({ UX_SECTIONS: {} });
  });

  it('names places of the site, and how each is written', () => {
    const sections = {
      header: { file: 'src/components/Header.tsx', component: 'Header', element: 'h1' },
      'price-list': { file: 'app/(shop)/[slug]/page.jsx', attribute: 'data-section=price', nth: 2 },
      hero: { ...HEADER, element: 'Hero.Title', text: 'content.title', link: 'to', visible: { class: 'hidden' } },
      banner: { ...HEADER, color: { classes: { red: 'text-red-600' } }, background: 'style', visible: 'style' },
    };
    expect(read(sections)).toEqual(sections);
  });

  it.each([
    '../secret.jsx',
    '/etc/app.jsx',
    'src/../../app.jsx',
    './App.jsx',
    'src//App.jsx',
    '.github/workflows/App.js',
    'src/.hidden/App.jsx',
    'src/.App.jsx',
    'src\\App.jsx',
    'src/App.ts',
    'src/App.jsx/',
    'src/App.css',
    'https://example.com/App.jsx',
    'src/App.jsx?ref=x',
    'src/%2e%2e/App.jsx',
    'src/App\n.jsx',
  ])('has no section in the file %j', (file) => {
    expect(() => read({ header: { ...HEADER, file } })).toThrow('(wrong at header.file)');
  });

  it.each([
    ['nothing that says where in the file', { header: { file: 'src/App.jsx', component: 'Header' } }, 'header'],
    ['a name in capitals', { Header: HEADER }, 'Header'],
    ['a key that means nothing', { header: { ...HEADER, elment: 'h1' } }, 'header'],
    ['a count from 0', { header: { ...HEADER, nth: 0 } }, 'header.nth'],
    ['what is run', { header: { ...HEADER, text: 'onClick' } }, 'header.text'],
    ['what is taken for markup', { header: { ...HEADER, text: 'dangerouslySetInnerHTML.__html' } }, 'header.text'],
    ['a style as a link', { header: { ...HEADER, link: 'style' } }, 'header.link'],
    ['no classes', { header: { ...HEADER, color: { classes: {} } } }, 'header.color.classes'],
    [
      'two classes for one value',
      { header: { ...HEADER, color: { classes: { red: 'a b' } } } },
      'header.color.classes.red',
    ],
    ['a class that ends the attribute', { header: { ...HEADER, visible: { class: 'a"b' } } }, 'header.visible.class'],
  ])('does not have %s', (_, sections, place) => {
    expect(() => read(sections)).toThrow(
      `UX_SECTIONS must be JSON such as {"header":{"file":"src/App.jsx","element":"h1"}}, of at most 30 sections and 2000 characters; see docs/ux-update.md (wrong at ${place})`,
    );
  });

  it('has at most thirty sections, which fit the room that settings have', () => {
    const named = (count: number, section: object) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, section]));
    expect(Object.keys(Object(read(named(30, HEADER))))).toHaveLength(30);
    expect(() => read(named(31, HEADER))).toThrow('at most 30 sections');
    expect(() => read(named(30, { ...HEADER, component: 'C'.repeat(60) }))).toThrow('2000 characters');
    expect(() => parseSettings({ UX_SECTIONS: 'header' }, ['UX_SECTIONS'])).toThrow('UX_SECTIONS must be JSON such as');
  });
});
