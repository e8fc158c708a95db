/** The invariants of a world that has come to its end, as a table. */
import type { World } from '../world.ts';
import { checkAgreement } from './agrees-with-github.ts';
import { checkEffects } from './effects-once.ts';
import { checkNothingLeft, checkRequestsEnd } from './every-request-ends.ts';
import { checkForgedTouchedNothing } from './forged.ts';
import { checkPlaces } from './in-its-place.ts';
import { checkMessagesMadeOnce, checkShownAsRecorded } from './one-message.ts';
import { checkOneText } from './one-text.ts';
import { checkMessages } from './secrets-shown.ts';
import { checkTrackingsAgree } from './trackings-agree.ts';
import { checkAsked, checkWorkflowsStartedOnce } from './workflows-once.ts';

export const atTheEnd: readonly ((world: World) => void)[] = [
  checkRequestsEnd,
  checkNothingLeft,
  checkMessagesMadeOnce,
  checkShownAsRecorded,
  checkAgreement,
  checkForgedTouchedNothing,
  checkMessages,
  checkEffects,
  checkWorkflowsStartedOnce,
  checkAsked,
  checkTrackingsAgree,
  checkPlaces,
  checkOneText,
];
