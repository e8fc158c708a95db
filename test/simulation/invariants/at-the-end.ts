/** The invariants of a world that has come to its end, as a table. */
import { isPlanEnded, plannedIssue } from '@valine/records';
import { FORGED } from '../people/attacker/poison.ts';
import type { World } from '../world.ts';
import { checkAgreement, checkTasksAgree, checkTrackingsAgree } from './agrees-with-github.ts';
import { checkAudit } from './audit/check-audit.ts';
import { checkForgedLeftNothing } from './door/forged.ts';
import {
  checkAsked,
  checkDeployedOnce,
  checkEffects,
  checkOneOutcome,
  checkWorkflowsStartedOnce,
} from './effects-once.ts';
import { checkNothingLeft, checkRequestsEnd } from './every-request-ends.ts';
import { checkAgentsEnd, checkPerDay } from './github/agents.ts';
import { checkBeginnings } from './github/beginnings.ts';
import { checkBlocked } from './github/blocked-tasks.ts';
import { checkComments } from './github/comments.ts';
import { checkDeploySettings } from './github/deploy-settings.ts';
import { checkLabels } from './github/labels.ts';
import { checkMergeQueue } from './github/merge-queue.ts';
import { checkBranchesTidied } from './github/merged-branches.ts';
import { checkSiteChanges } from './github/site-changes.ts';
import { checkBranchesUpdated } from './github/updated-branches.ts';
import { checkDirects, checkPings, checkUntied } from './identity/at-its-end.ts';
import { checkRemindersTold } from './identity/reminded.ts';
import { checkPlaces } from './in-its-place.ts';
import { checkMessagesMadeOnce, checkOneText, checkShownAsRecorded, runsOf } from './one-message.ts';
import { checkAlarms } from './operation/alarms.ts';
import { checkMissedWebhooks } from './operation/missed-webhooks.ts';
import { checkSetUp } from './operation/set-up.ts';
import { checkRules } from './rules/check-rules.ts';
import { checkRead, checkStored } from './secrets.ts';

export const atTheEnd: readonly ((world: World) => void)[] = [
  checkRequestsEnd,
  checkNothingLeft,
  checkMessagesMadeOnce,
  checkShownAsRecorded,
  checkAgreement,
  checkTasksAgree,
  checkBeginnings,
  checkBlocked,
  checkComments,
  checkFound,
  checkForgedTouchedNothing,
  checkForgedLeftNothing,
  checkRead,
  checkStored,
  checkEffects,
  checkWorkflowsStartedOnce,
  checkAsked,
  checkOneOutcome,
  checkDeployedOnce,
  checkTrackingsAgree,
  checkPlaces,
  checkOneText,
  checkBranchesTidied,
  checkBranchesUpdated,
  checkMergeQueue,
  checkLabels,
  checkSiteChanges,
  checkSetUp,
  checkRules,
  checkMissedWebhooks,
  checkAlarms,
  checkDeploySettings,
  checkPerDay,
  checkAgentsEnd,
  checkUntied,
  checkPings,
  checkRemindersTold,
  checkDirects,
  checkAudit,
];

/** An event of an issue finds each open plan that has it, and none that has ended. */
function checkFound(world: World): void {
  for (const plan of runsOf(world)) {
    for (const { number } of plan.tasks) {
      const found = world.store.get('planned', plannedIssue(plan, number).id);
      const isFound = found?.number === number && found.planId === plan.id && found.isOver !== true;
      if (isFound === isPlanEnded(plan))
        world.engine.report('events find the open plans', `${plan.id}: #${number} finds ${isFound ? 'it' : 'nothing'}`);
    }
  }
}

function checkForgedTouchedNothing({ chronicle, engine }: World): void {
  for (const [queue, texts] of Object.entries(chronicle.sent))
    for (const text of texts.keys())
      if (text.includes(FORGED) && !chronicle.forged.has(text))
        engine.report('a bad signature touches nothing', `${queue} got ${text.slice(0, 200)}`);
}
