import { describe, expect, it } from 'vitest';
import { editSection } from './edit-section.ts';
import { unifiedDiff } from './unified-diff.ts';

const HEADER = `export function Header() {
  return (
    <header data-section="header">
      <h1 className="title">
        Welcome
      </h1>
      <a>Read more</a>
    </header>
  );
}
`;

describe('an edit of a section', () => {
  const section = { file: 'src/App.jsx', component: 'Header', element: 'h1' };
  const changes = [
    { property: 'text' as const, value: 'Tom & {Jerry}' },
    { property: 'color' as const, value: 'navy' },
  ];

  it('changes each property in its place, and nothing else', async () => {
    const edited = await editSection(HEADER, section, { section: 'header', changes });
    if (!edited.ok) throw new Error(edited.problem);
    expect(unifiedDiff('src/App.jsx', HEADER, edited.edited)).toMatchInlineSnapshot(`
      "--- a/src/App.jsx
      +++ b/src/App.jsx
      @@ -1,8 +1,8 @@
       export function Header() {
         return (
           <header data-section="header">
      -      <h1 className="title">
      -        Welcome
      +      <h1 className="title" style={{ color: 'navy' }}>
      +        Tom &amp; &#123;Jerry&#125;
             </h1>
             <a>Read more</a>
           </header>
      "
    `);
    expect(edited.changes).toEqual([
      { property: 'text', from: 'Welcome', to: 'Tom & {Jerry}', line: 5 },
      { property: 'color', from: undefined, to: 'navy', line: 4 },
    ]);
  });
});
