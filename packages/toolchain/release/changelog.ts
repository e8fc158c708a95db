/** The changelog's text: what a version brought, and a version that is made of what is unreleased. */

const UNRELEASED = '## [Unreleased]';

/** What stands below a version's heading, or undefined if it has none. */
export function notesOf(changelog: string, version: string): string | undefined {
  const [, after] = changelog.split(`\n## [${version}]`);
  return after
    ?.replace(/^[^\n]*\n/, '')
    .split(/\n## \[/)[0]
    ?.trim();
}

/** What is unreleased becomes `version`; `date` as 2026-12-01. @throws Error if nothing is unreleased */
export function withRelease(changelog: string, version: string, date: string): string {
  if (!notesOf(changelog, 'Unreleased')) throw new Error('CHANGELOG.md has nothing under [Unreleased]: what is new?');
  return changelog.replace(UNRELEASED, `${UNRELEASED}\n\n## [${version}] - ${date}`);
}
