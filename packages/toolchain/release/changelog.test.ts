/** The changelog as releases are made of it. */
import { expect, it } from 'vitest';
import { notesOf, withRelease } from './changelog.ts';

const CHANGELOG = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- a door\n\n## [0.1.0] - 2026-11-01\n\n- a house\n';

it('tells what a version brought', () => {
  expect(notesOf(CHANGELOG, 'Unreleased')).toBe('### Added\n\n- a door');
  expect(notesOf(CHANGELOG, '0.1.0')).toBe('- a house');
  expect(notesOf(CHANGELOG, '0.2.0')).toBeUndefined();
});

it('makes a version of what is unreleased', () => {
  const released = withRelease(CHANGELOG, '0.2.0', '2026-12-01');
  expect(notesOf(released, '0.2.0')).toBe('### Added\n\n- a door');
  expect(notesOf(released, 'Unreleased')).toBe('');
  expect(notesOf(released, '0.1.0')).toBe('- a house');
});

it('makes none of nothing', () => {
  const released = withRelease(CHANGELOG, '0.2.0', '2026-12-01');
  expect(() => withRelease(released, '0.2.1', '2026-12-02')).toThrowErrorMatchingInlineSnapshot(
    `[Error: CHANGELOG.md has nothing under [Unreleased]: what is new?]`,
  );
});
