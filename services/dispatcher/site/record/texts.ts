/** A change of the site in words: for its message, its commit and its pull request. */
import { cutText, plainText } from '@valine/contracts';
import { coAuthorTrailer } from '@valine/github/co-authors';
import type { PropertyChange, SiteChange } from '@valine/records';
import { checkedText, harmlessText } from '../../tasks/record/harmless-text.ts';

const NAMES: Readonly<Record<string, string>> = {
  text: 'Text',
  color: 'Colour',
  background: 'Background',
  link: 'Link',
  visible: 'Shown',
};

/** Of a value in a message; what is longer stands in the diff. */
const VALUE_LENGTH = 120;

/** `Text: “Welcome” → “Summer sale” (line 4)`. `shown`: how a value is written down where it stands. */
function changeText({ property, from, to, line }: PropertyChange, shown: Shown): string {
  const value = (text: string) => {
    if (property === 'visible') return text === 'true' ? 'yes' : 'no';
    return shown(cutText(text, VALUE_LENGTH), property);
  };
  return `${NAMES[property] ?? property}: ${from === undefined ? 'none' : value(from)} → ${value(to)} (line ${line})`;
}

type Shown = (value: string, property: string) => string;

/** A line each, as Markdown of Discord. */
export function changeLines({ changes }: Pick<SiteChange, 'changes'>): string[] {
  return changes.map((change) => changeText(change, onDiscord));
}

function onDiscord(value: string, property: string): string {
  return property === 'text' ? `“${plainText(value)}”` : plainText(value);
}

const SLUG = /[^a-z0-9]+/g;

/** `valine/ux-header-3k9x…`: one for each change. */
export function branchOf(id: string, section: string): string {
  const slug = section.normalize('NFKD').toLowerCase().replaceAll(SLUG, '-').replace(/^-|-$/g, '').slice(0, 40);
  return `valine/ux-${slug === '' ? 'section' : slug}-${id.slice(id.indexOf('-') + 1)}`;
}

/** On one line. */
export function titleText({ section, changes }: Pick<SiteChange, 'section' | 'changes'>): string {
  const [first] = changes;
  const what =
    changes.length === 1 && first?.property === 'text'
      ? `“${cutText(first.to.replaceAll(/\s+/g, ' '), 40)}”`
      : changes.map(({ property }) => (NAMES[property] ?? property).toLowerCase()).join(', ');
  return harmlessText(`Change the section ${section}: ${what}`);
}

export function commitText(change: SiteChange): string {
  const { requestedBy, account, id } = change;
  const asked = `Asked for by ${harmlessText(requestedBy.name)} on Discord (${id}).`;
  return [titleText(change), asked, ...(account === undefined ? [] : [coAuthorTrailer(account)])].join('\n\n');
}

/** Of a pull request's text; GitHub takes 65,536 characters. */
const MOST_DIFF = 12_000;

/** Whatever people have written stands in it as text. */
export function pullRequestText(change: SiteChange): string {
  const { section, file, requestedBy, account, asked, diff, id, changes } = change;
  const who = account === undefined ? inCode(requestedBy.name) : `@${account.login}`;
  const how = asked.isInWords ? 'in these words, which a language model has read' : 'by this command';
  return [
    `${who} asked on Discord to change the section \`${section}\` in \`${file}\`, ${how}:`,
    '',
    ...fenced(asked.text, 'text'),
    '',
    ...changes.map((each) => `- ${changeText(each, inCode)}`),
    '',
    ...fenced(cutText(diff.trimEnd(), MOST_DIFF), 'diff'),
    '',
    `It changes nothing else. Who asked has seen this diff, and confirmed it (${id}).`,
  ].join('\n');
}

/** As it was written, and nothing in it is a link, a mention or a heading. */
function fenced(text: string, language: string): string[] {
  const fence = marksAround(text, 3);
  return [`${fence}${language}`, checkedText(text), fence];
}

/** On one line, in code. */
function inCode(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ');
  const marks = marksAround(line, 1);
  const space = marks.length > 1 ? ' ' : '';
  return `${marks}${space}${checkedText(line) || ' '}${space}${marks}`;
}

/** Longer than any that stand in it. */
function marksAround(text: string, least: number): string {
  const longest = Math.max(least - 1, ...[...text.matchAll(/`+/g)].map(([marks]) => marks.length));
  return '`'.repeat(longest + 1);
}
