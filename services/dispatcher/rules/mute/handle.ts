/** `/mute` and `/unmute`, of a notification rule, a run or a task. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { changeRecord, type Muted } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { releaseRule } from '../held/handle.ts';
import { decideRuleMute } from './decide.ts';
import { listMuted } from './list.ts';
import { mutedMessage, nothingToMuteMessage, notMutedMessage, supersededMessage, unmutedMessage } from './messages.ts';
import { ofPlan, ofTask } from './of-runs.ts';

const HOUR_MS = 3_600_000;

export async function handleMute(
  ports: Ports,
  request: CommandRequested,
  { what, hours }: OptionsOf<(typeof catalogue)['mute']>,
): Promise<void> {
  const { person: by, requestedAt: at } = request;
  const until = hours === undefined ? {} : { until: at + hours * HOUR_MS };
  if (what === undefined) return listMuted(ports, request);
  await silence(ports, request, what, { by, at, ...until });
}

export async function handleUnmute(
  ports: Ports,
  request: CommandRequested,
  { what }: OptionsOf<(typeof catalogue)['unmute']>,
): Promise<void> {
  await silence(ports, request, what, undefined);
}

/** `plan-pwpa9m8j8m-7` */
const TASK = /^(?<planId>plan-[^-]+)-(?<number>\d{1,15})$/;

async function silence(ports: Ports, request: CommandRequested, given: string, muted: Muted | undefined) {
  const what = given.trim();
  if (Object.hasOwn(ports.settings.notificationRules, what)) return ofRule(ports, request, what, muted);
  const { planId, number } = TASK.exec(what)?.groups ?? {};
  if (planId !== undefined) return ofTask(ports, request, { planId, number: Number(number) }, muted);
  if (what.startsWith('plan-')) return ofPlan(ports, request, what, muted);
  await answerOnce(ports, request, { outcome: 'mute_not_found', message: nothingToMuteMessage(what) });
}

async function ofRule(ports: Ports, request: CommandRequested, name: string, muted: Muted | undefined): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { store, clock, settings } = ports;
  const asked = { id: request.id, muted, now: clock.now() };
  const heldBack = (await store.find('rule', name))?.heldCount ?? 0;
  const { verdict } = await changeRecord(store, 'rule', name, (found) => decideRuleMute(name, found, asked));
  const rule = settings.notificationRules[name];
  if (verdict === 'unmuted' && rule !== undefined) await releaseRule(ports, name, rule);
  switch (verdict) {
    case 'muted':
      return answerOnce(ports, request, { outcome: 'answered', message: mutedMessage(name, muted?.until) });
    case 'unmuted':
      return answerOnce(ports, request, { outcome: 'answered', message: unmutedMessage(name, { heldBack }) });
    case 'not_muted':
      return answerOnce(ports, request, { outcome: verdict, message: notMutedMessage(name) });
    case 'superseded':
      return answerOnce(ports, request, { outcome: 'mute_superseded', message: supersededMessage(name) });
  }
}
