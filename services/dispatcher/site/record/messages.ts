/** The one message of a change of the site: its preview, and what has become of it. */
import { buttonId } from '@valine/commands';
import { type Button, codeSpan, cutText, type Message, momentMarkdown, plainText } from '@valine/contracts';
import { awaitsOperator, type EffectRecord, type SiteChange } from '@valine/records';
import { effectParkedMessage } from '../../effects/definition/messages.ts';
import { changeLines } from './texts.ts';

export function siteChangeMessage(change: SiteChange): Message {
  const shown = change.state === 'proposed' ? diffOf(change) : undefined;
  return {
    card: {
      title: titleOf(change),
      ...(change.pullRequest === undefined ? {} : { url: change.pullRequest.url }),
      lines: [...changeLines(change), ...(shown?.lines ?? []), ...closingLines(change)],
      tone: TONE[change.state],
      footer: `Asked by ${cutText(change.requestedBy.name, 60)}`,
    },
    buttons: change.state === 'proposed' ? decisionButtons(change) : [],
    ...(shown?.isCut ? { file: { name: `${change.id}.diff`, text: change.diff } } : {}),
  };
}

const TONE = {
  proposed: 'neutral',
  opening: 'running',
  opened: 'good',
  cancelled: 'warning',
  expired: 'warning',
  dropped: 'bad',
} as const satisfies Record<SiteChange['state'], string>;

function titleOf({ state, section, file, pullRequest, preview, effects }: SiteChange): string {
  const where = `${section} in ${file}`;
  switch (state) {
    case 'proposed':
      return `🎨 ${preview === 1 ? 'Preview' : `Preview ${preview}`} • ${where}`;
    case 'opening':
      return effects.some(({ parked }) => parked !== undefined)
        ? `🅿️ Not opened • ${where}`
        : `⏳ Opening a draft pull request • ${where}`;
    case 'opened':
      return `✅ ${isDraft(effects) ? 'Draft pull' : 'Pull'} request #${pullRequest?.number} • ${where}`;
    case 'cancelled':
      return `🗑️ Request cancelled • ${where}`;
    case 'expired':
      return `⌛ Request expired • ${where}`;
    case 'dropped':
      return `🔴 Cannot be made any more • ${where}`;
  }
}

function closingLines(change: SiteChange): string[] {
  switch (change.state) {
    case 'proposed':
      return ['', ...askedLines(change), ...movedLines(change), decideText(change)];
    case 'opening':
      return change.effects.flatMap((effect) => parkedLines(change, effect));
    case 'opened':
      return ['', `${toDoText(change)} Its branch: ${codeSpan(change.branch)}`];
    case 'cancelled':
      return ['', 'Nothing was changed.'];
    case 'expired':
      return ['', 'Nobody confirmed it in time, and nothing was changed. `/ux-update` asks anew.'];
    case 'dropped':
      return ['', change.why ?? 'Nothing was changed.', 'Nothing was changed. `/ux-update` asks anew.'];
  }
}

function parkedLines({ id, branch }: SiteChange, effect: EffectRecord): string[] {
  const { parked, claim } = effect;
  if (parked === undefined) return [];
  if (awaitsOperator(effect))
    return ['', ...(effectParkedMessage(effect, parked.reason, id).content ?? '').split('\n')];
  if (claim === undefined) return ['', 'An admin has dropped it: no pull request is opened. `/ux-update` asks anew.'];
  return ['', `❓ Whether GitHub has done it all the same is not known: look for ${codeSpan(branch)} there.`];
}

function toDoText({ effects }: SiteChange): string {
  return isDraft(effects)
    ? 'Look at it on GitHub, mark it as ready there, and merge it.'
    : 'This repository has no drafts: look at it on GitHub before anybody merges it.';
}

function isDraft(effects: SiteChange['effects']): boolean {
  return !effects.some(({ kind, params }) => kind === 'create-pull-request' && params.draft === false);
}

/** A language model may have misunderstood it. */
function askedLines({ asked, notice }: SiteChange): string[] {
  const words = asked.isInWords ? [`Asked for in words: ${plainText(cutText(asked.text, 200))}`] : [];
  return [...words, ...(notice === undefined ? [] : [notice])];
}

function movedLines({ preview }: SiteChange): string[] {
  return preview === 1 ? [] : ['The file has changed since the last preview. This is what the change would be now.'];
}

function decideText({ requestedBy, decideBy }: SiteChange): string {
  return `Only ${plainText(cutText(requestedBy.name, 60))} can confirm it, until ${momentMarkdown(decideBy)}. Then a draft pull request is opened.`;
}

/** The argument tells which preview was seen. */
function decisionButtons({ id, preview }: SiteChange): Button[] {
  const argument = `${id}.${preview}`;
  return [
    { id: buttonId('confirm-change', argument), label: '✅ Confirm', style: 'success' },
    { id: buttonId('cancel-change', argument), label: '❌ Cancel', style: 'secondary' },
  ];
}

/** What a card shows well on a telephone too. */
const MOST_LINES = 30;
const LINE_LENGTH = 200;
/** UTF-16 units. */
const MOST_SHOWN = 2400;

/** Without the lines that name the file, which the title does. */
function diffOf({ diff }: SiteChange): { lines: string[]; isCut: boolean } {
  const whole = diff.trimEnd().split('\n').slice(2);
  const cut = whole.map((line) => cutText(line.trimEnd(), LINE_LENGTH)).slice(0, MOST_LINES);
  while (cut.join('\n').length > MOST_SHOWN) cut.pop();
  const isCut = cut.length < whole.length || whole.some((line) => line.trimEnd().length > LINE_LENGTH);
  const lines = cut.map((line) => line.replace(/`(?=``)/g, '`\u200b'));
  return {
    lines: ['```diff', ...lines, '```', ...(isCut ? ['The whole of it is in the file below.'] : [])],
    isCut,
  };
}

/** A list of what was seen, below a refusal. */
export function candidateLines(candidates: readonly string[]): string[] {
  const shown = candidates.slice(0, 10).map((each) => `• ${plainText(cutText(each, 150))}`);
  const rest = candidates.length - shown.length;
  return [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])];
}
