/** Messages of trouble name a section of docs/operations.md: each of them stands there. The design names what needs no proof. */
import { readFileSync } from 'node:fs';
import { TRUST } from '@valine/contracts';
import { expect, it } from 'vitest';

const ROOT = new URL('../..', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8');
const sections = [...read('docs/operations.md').matchAll(/^### (.+)$/gm)].map(([, title]) => title);

const OPERATIONS = 'services/dispatcher/operations';

it.each([
  [`${OPERATIONS}/queues/look.ts`, /section: '([^']+)'/g],
  [`${OPERATIONS}/alarms/look.ts`, /return '([A-Z][^']+)';/g],
  [`${OPERATIONS}/budget/look.ts`, /section: '([^']+)'/g],
  [`${OPERATIONS}/parked/decide.ts`, /section: '([^']+)'/g],
  [`${OPERATIONS}/sweep/messages.ts`, /“([A-Z][^”]+)”/g],
  [`${OPERATIONS}/incidents/runbook.ts`, /(?:, |\?\? )'([A-Z][^']+)'/g],
])('those that %s names', (path, pattern) => {
  const text = read(path).split('function titleOf')[0] ?? '';
  const named = [...text.matchAll(pattern)].flatMap(([, title]) => title ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((title) => !sections.includes(title))).toEqual([]);
});

it('every wake-up call is named in the design, and nothing else is', () => {
  const [, list = ''] = /\*\*Wake-up calls\*\* need no proof: (.*?)\. They/s.exec(read('docs/design.md')) ?? [];
  const named = [...list.matchAll(/`([^`]+)`/g)].map(([, type]) => type);
  const wakeUps = Object.entries(TRUST).flatMap(([type, why]) => (why === 'wake-up' ? type : []));
  expect(named.toSorted()).toEqual(wakeUps.toSorted());
});
