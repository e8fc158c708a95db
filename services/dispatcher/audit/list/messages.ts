/** What `/audit` says. */
import type { AuditFilter, Selection, Shown } from '@valine/audit';
import {
  agoMarkdown,
  codeSpan,
  cutLine,
  type Message,
  mentionText,
  momentMarkdown,
  plainText,
  refusalMessage,
} from '@valine/contracts';
import type { AuditEntry, AuditOutcome } from '@valine/records';

export function momentNotUnderstoodMessage(given: string): Message {
  return refusalMessage(
    'moment_not_understood',
    `${codeSpan(given)} is no time that I know. Give \`30m\`, \`2h\`, \`7d\`, \`4w\`, or a day such as \`2026-11-30\` (UTC).`,
  );
}

/** By the id on Discord: who is linked now. */
type Logins = ReadonlyMap<string, string>;

export function auditMessage(selection: Selection, filter: AuditFilter, logins: Logins): Message {
  const { shown } = selection;
  const wrong = selection.isHeadWrong === true || shown.some((each) => 'is' in each);
  return {
    card: {
      title: `📜 Audit${filterText(filter)}`,
      lines: [
        ...(wrong ? ['⚠️ Something was altered or removed: run `valine audit --verify`.'] : []),
        ...(shown.length === 0 ? ['Nothing was found.'] : shown.map((each) => shownLine(each, logins))),
        endLine(selection),
      ],
      tone: wrong ? 'bad' : 'neutral',
    },
  };
}

function filterText({ person, command }: AuditFilter): string {
  const parts = [
    ...(command === undefined ? [] : [`of ${command}`]),
    ...(person === undefined ? [] : ['of one person']),
  ];
  return parts.length === 0 ? '' : ` ${cutLine(parts.join(', '), 120)}`;
}

const SIGNS: Readonly<Record<AuditOutcome, string>> = {
  done: '✅',
  refused: '⛔',
  failed: '🔴',
  unknown: '❔',
  begun: '▶️',
};

function shownLine(shown: Shown, logins: Logins): string {
  if ('is' in shown) return `⚠️ Entry ${shown.seq} ${PROBLEMS[shown.is]}.`;
  const { what, outcome, reasonCode, about, alike = 0, place, askedAt } = shown.facts;
  const parts = [
    `${SIGNS[outcome]} ${agoMarkdown(askedAt)} ${personText(shown, logins)}: ${codeSpan(what)}${optionsText(shown)}`,
    ...(place.issue === undefined ? [] : [plainText(place.issue)]),
    ...(reasonCode === undefined ? [] : [codeSpan(reasonCode)]),
    ...(about === undefined ? [] : [codeSpan(about)]),
    ...(alike > 0 ? [`and ${alike} more like it`] : []),
  ];
  return parts.join(' · ');
}

const PROBLEMS = { missing: 'is missing', altered: 'was altered', 'other key': 'was sealed by another key' } as const;

function personText({ facts: { person, askedBy } }: AuditEntry, logins: Logins): string {
  const known = person.login ?? logins.get(person.id ?? '');
  const login = known === undefined ? undefined : plainText(known);
  if (person.id === undefined && login === undefined)
    return `${plainText(person.name ?? '?')}${askedBy === 'terminal' ? ' in a terminal' : ''}`;
  if (person.id === undefined) return `${login} on GitHub`;
  return `${mentionText({ id: person.id })}${login === undefined ? '' : ` (${login})`}`;
}

const MOST_OPTIONS_SHOWN = 80;

function optionsText({ facts: { options } }: AuditEntry): string {
  const given = Object.entries(options).map(([name, value]) => `${name}:${value}`);
  return given.length === 0 ? '' : ` ${codeSpan(given.join(' '), MOST_OPTIONS_SHOWN)}`;
}

function endLine({ end, looked, lookedBackTo, oldest = 0 }: Selection): string {
  const back = lookedBackTo === undefined ? '' : `, back to ${momentMarkdown(lookedBackTo)}`;
  switch (end) {
    case 'all':
      return `-# That is all of ${looked} that were looked at${back}.`;
    case 'most shown':
      return `-# There may be older ones: ${looked} were looked at${back}. They come with \`before:${oldest}\`.`;
    case 'most looked at':
      return `-# Only ${looked} were looked at${back}. It goes on with \`before:${oldest}\`; all at once: \`valine audit\`.`;
  }
}
