/** Watches a world while it runs: notes what invariants need, and asks those that can be asked at once. */
import type { LogFields, Logger } from '@valine/lambda-kit';
import type { StoredRecord } from '@valine/records';
import { type Chronicle, noteAccepted, noteSent, noteWritten } from '../chronicle.ts';
import type { Engine } from '../engine/engine.ts';
import type { DiscordWatch } from '../platforms/discord/discord-faults.ts';
import type { DoorWatch } from '../platforms/door.ts';
import type { QueueWatch } from '../platforms/queue-rules.ts';
import type { StoreWatch } from '../platforms/sim-store.ts';
import { checkForgedIsNotWritten, checkNothingForgedIsDone, noteForgedAnswer } from './door/forged.ts';
import { checkAnswer, isPromise } from './door/ingress.ts';
import { checkApproval, checkInTime, checkLegalStep, checkTrackingStep, createEpochCheck } from './legal-steps.ts';
import { createPlatformRules } from './platform-rules.ts';
import { checkMuted } from './rules/check-muted.ts';
import { checkLogLine, checkRecordHoldsNoValue } from './secrets.ts';
import { checkSettled, type Watched } from './settled.ts';

export type Written = (previous: StoredRecord | undefined, next: StoredRecord) => void;

export type Watch = {
  store: StoreWatch;
  queues: QueueWatch;
  discord: DiscordWatch;
  door: DoorWatch;
  logger: Logger;
  /** Told once, when they are there. */
  lookup(parts: Watched): void;
  /** Asked after each write of a record, once it is there. */
  written(check: Written): void;
};

export function createWatch(engine: Engine, chronicle: Chronicle): Watch {
  const { report, timeline } = engine;
  const checkEpoch = createEpochCheck(report, timeline.now);
  let watched: Watched | undefined;
  let written: Written = () => {};
  return {
    written: (check) => {
      written = check;
    },
    logger: createLogger(engine),
    lookup: (parts) => {
      watched = parts;
    },
    store: {
      wrote(previous, next, by) {
        noteWritten(chronicle, next, timeline.now());
        written(previous, next);
        if (next.kind === 'deploy-setting') checkRecordHoldsNoValue(report, next);
        checkForgedIsNotWritten(report, chronicle, next);
        checkLegalStep(report, previous, next);
        checkTrackingStep(report, previous, next);
        checkApproval(report, previous, next);
        checkMuted(engine, previous, next);
        checkEpoch(previous, next, by);
        checkInTime(report, previous, next, timeline.now() - by.deadline);
      },
    },
    queues: {
      sent(queue, body, text) {
        noteSent(chronicle, queue, body, text);
        noteForgedAnswer(chronicle, queue, text);
      },
      settled(queue, batch, failed) {
        if (watched === undefined) return;
        if (queue === 'dispatch') checkNothingForgedIsDone(report, chronicle, watched.queues, batch, failed);
        checkSettled({ ...watched, engine }, queue, batch, failed);
      },
    },
    discord: createPlatformRules(report, timeline.now, (messageId) => {
      const holders = watched?.store.all().filter((each) => each.kind === 'message' && each.messageId === messageId);
      return (holders?.length ?? 0) > 1;
    }),
    door: {
      answered(knock, response, tookMs, by) {
        checkAnswer(report, chronicle, knock, response, tookMs, by);
        if (isPromise(response)) noteAccepted(chronicle, knock.request, knock.about, timeline.now());
      },
    },
  };
}

function createLogger({ trace, report }: Engine): Logger {
  const at = (level: string) => (message: string, fields?: LogFields) => {
    trace.note(`log ${level}`, () => `${message} ${JSON.stringify(fields)}`);
    if (fields !== undefined) checkLogLine(report, message, fields);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
