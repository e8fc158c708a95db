/** The invariants of a world that has come to its end, as a table. */
import { FORGED } from '../people/poison.ts';
import type { World } from '../world.ts';
import { checkAgreement, checkTasksAgree, checkTrackingsAgree } from './agrees-with-github.ts';
import { checkAsked, checkEffects, checkOneOutcome, checkWorkflowsStartedOnce } from './effects-once.ts';
import { checkNothingLeft, checkRequestsEnd } from './every-request-ends.ts';
import { checkPlaces } from './in-its-place.ts';
import { checkMessagesMadeOnce, checkOneText, checkShownAsRecorded } from './one-message.ts';
import { CANARY } from './secrets.ts';

export const atTheEnd: readonly ((world: World) => void)[] = [
  checkRequestsEnd,
  checkNothingLeft,
  checkMessagesMadeOnce,
  checkShownAsRecorded,
  checkAgreement,
  checkTasksAgree,
  checkForgedTouchedNothing,
  checkMessages,
  checkEffects,
  checkWorkflowsStartedOnce,
  checkAsked,
  checkOneOutcome,
  checkTrackingsAgree,
  checkPlaces,
  checkOneText,
];

function checkForgedTouchedNothing({ chronicle, engine }: World): void {
  for (const [queue, texts] of Object.entries(chronicle.sent))
    for (const text of texts.keys())
      if (text.includes(FORGED)) engine.report('a bad signature touches nothing', `${queue} got ${text.slice(0, 200)}`);
}

/** No secret in anything that people read. */
function checkMessages(world: World): void {
  for (const { body } of world.discord.book.messages)
    if (JSON.stringify(body).includes(CANARY)) world.engine.report('no secret in a message', body.content);
}
