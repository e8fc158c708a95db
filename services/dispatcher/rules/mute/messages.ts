/** What is said of `/mute` and `/unmute`. */
import { codeSpan, type Message, mentionText, momentMarkdown, refusalMessage } from '@valine/contracts';
import type { Muted } from '@valine/records';

/** `what`: the name of a rule, or the id of a run or a task. `heldBack`: so much was not told since. */
export type Silent = { what: string; muted: Muted; heldBack: number };

export function mutedMessage(what: string, until: number | undefined): Message {
  return { content: `🔕 ${codeSpan(what)} is muted ${untilText(until)}. \`/unmute\` ends it.` };
}

/** `heldBack`: of a rule; what was left out of a run or a task stands on the card. `run`: that of a task, where it is muted. */
export function unmutedMessage(
  what: string,
  { heldBack, run }: { heldBack?: number; run?: string | undefined },
): Message {
  if (run !== undefined) return { content: `🔔 ${codeSpan(what)} is no longer muted by itself. ${mutedRunText(run)}` };
  const held =
    heldBack === undefined
      ? 'The card shows what happened meanwhile.'
      : heldBack === 0
        ? 'Nothing is held back.'
        : `${countText(heldBack)} ${heldBack === 1 ? 'was' : 'were'} held back.`;
  return { content: `🔔 ${codeSpan(what)} is heard again. ${held}` };
}

/** `unread`: names and ids of what nobody can say it of. */
export function mutedListMessage(silent: readonly Silent[], unread: readonly string[]): Message {
  if (silent.length + unread.length === 0) return { content: '🔔 Nothing is muted.' };
  const lines = silent.map(
    ({ what, muted, heldBack }) =>
      `🔕 ${codeSpan(what)} ${untilText(muted.until)}, by ${mentionText(muted.by)} • ${countText(heldBack)} held back`,
  );
  const unknown = unread.map(
    (what) =>
      `❔ Whether ${codeSpan(what)} is muted is not known: another version wrote its record. Deploy that version, or a later one.`,
  );
  return { content: [...lines, ...unknown].join('\n') };
}

export function nothingToMuteMessage(what: string): Message {
  return refusalMessage(
    'mute_not_found',
    `There is no rule, no open run and no task of one ${codeSpan(what)}. Choose one of those that are offered while you type; the number of an issue offers its task.`,
  );
}

/** `run`: that of a task, where it is muted. */
export function notMutedMessage(what: string, run?: string): Message {
  if (run !== undefined)
    return refusalMessage('not_muted', `${codeSpan(what)} is not muted by itself. ${mutedRunText(run)}`);
  return refusalMessage('not_muted', `${codeSpan(what)} is not muted. \`/mute\` lists what is.`);
}

export function supersededMessage(what: string): Message {
  return refusalMessage(
    'mute_superseded',
    `Somebody has muted or unmuted ${codeSpan(what)} since. \`/mute\` lists what is muted.`,
  );
}

function mutedRunText(run: string): string {
  return `Its run is muted: \`/unmute what:${run}\` lets it be heard.`;
}

function untilText(until: number | undefined): string {
  return until === undefined ? 'until somebody ends it' : `until ${momentMarkdown(until)}`;
}

function countText(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}
