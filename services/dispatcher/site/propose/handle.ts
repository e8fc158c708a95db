/** `/ux-update`: shows what a change to a section of the site would be, and asks whether to open a pull request for it. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested, Message, Outgoing } from '@valine/contracts';
import { MAX_DELAY_SECONDS } from '@valine/lambda-kit';
import { operationId, type SiteChange } from '@valine/records';
import { checkIntent, parseUxCommand, type UxIntent } from '@valine/site-edit';
import { createOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishBegun, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { intentFromDescription } from '../describe/intent-from-description.ts';
import { showChange, siteChangeRules } from '../record/change-rules.ts';
import { newSiteChange } from '../record/new-change.ts';
import { lookAtSection } from '../section/look.ts';
import {
  commandInvalidMessage,
  disabledMessage,
  noSectionsMessage,
  notPlacedMessage,
  oneOfTwoMessage,
} from './messages.ts';

type Given = OptionsOf<(typeof catalogue)['ux-update']>;
type Refused = { ok: false; outcome: string; message: Message };
/** `notice`: a line that the person should read with the preview. */
type Wish = { ok: true; intent: UxIntent; asked: SiteChange['asked']; notice?: string };

/** @throws GitHubError; TransientError while another copy asks the language model */
export async function handleUxUpdate(ports: Ports, request: CommandRequested, given: Given): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  if (await finishBegun(ports, request)) return;
  const wish = await readWish(ports, request, given);
  if (!wish.ok) return answerOnce(ports, request, wish);
  const { uxSections } = ports.settings;
  const section = Object.hasOwn(uxSections, wish.intent.section) ? uxSections[wish.intent.section] : undefined;
  // Another deploy may have read the wish.
  if (section === undefined) return answerOnce(ports, request, unknownSection(ports, wish.intent.section));
  const look = await lookAtSection(ports, section, wish.intent);
  if (!look.ok) return answerOnce(ports, request, { outcome: look.reason, message: notPlacedMessage(look) });
  const change = newSiteChange(request, { ...wish, section }, look, ports.settings.repository, ports.clock.now());
  await createOwner(ports, siteChangeRules, { ...change, outbox: [...showChange(change), expiryMessage(change)] });
}

async function readWish(ports: Ports, request: CommandRequested, given: Given): Promise<Wish | Refused> {
  const { uxSections: sections, uxUpdatesDisabled } = ports.settings;
  const { command, description } = given;
  if (uxUpdatesDisabled) return refused('ux_updates_disabled', disabledMessage());
  if (Object.keys(sections).length === 0) return refused('ux_sections_not_set', noSectionsMessage());
  if (command !== undefined && description === undefined) return readCommand(ports, command);
  if (command === undefined && description !== undefined) return readDescription(ports, request, description);
  return refused('ux_command_invalid', oneOfTwoMessage(command === undefined));
}

function readCommand({ settings }: Ports, command: string): Wish | Refused {
  const { uxSections: sections } = settings;
  const parsed = parseUxCommand(command, Object.keys(sections));
  const problem = parsed.ok ? checkIntent(parsed.intent, sections) : parsed.problem;
  if (!parsed.ok || problem !== undefined) return refused('ux_command_invalid', commandInvalidMessage(problem ?? ''));
  return { ok: true, intent: parsed.intent, asked: { text: command, isInWords: false } };
}

async function readDescription(ports: Ports, request: CommandRequested, text: string): Promise<Wish | Refused> {
  const { uxSections: sections } = ports.settings;
  const about = { id: request.id, personId: request.person.id, description: text, sections };
  const understood = await intentFromDescription(ports, about);
  if (!understood.ok) return understood;
  const { intent, notice } = understood;
  return { ok: true, intent, asked: { text, isInWords: true }, ...(notice === undefined ? {} : { notice }) };
}

function unknownSection({ settings }: Ports, section: string): Refused {
  const there = Object.keys(settings.uxSections).join(', ');
  return refused(
    'ux_command_invalid',
    commandInvalidMessage(`There is no section ${section} any more (there are ${there}).`),
  );
}

function refused(outcome: string, message: Message): Refused {
  return { ok: false, outcome, message };
}

/** Brings the dispatcher back until it is decided. */
function expiryMessage({ id, decideBy, updatedAt }: SiteChange): Outgoing {
  const afterSeconds = Math.min(MAX_DELAY_SECONDS, Math.ceil((decideBy - updatedAt) / 1000));
  return { type: 'site-change.expire', id: operationId(id, 'expire'), changeId: id, afterSeconds };
}
