/** Breakages of how the dispatcher knows who has put what on its queue. One world in eight has an attacker. */
import type { Mutant } from '../../mutant.ts';

const TRUST = 'services/dispatcher/admission/trust.ts';
const SIGNATURE = 'packages/admission/signature.ts';
const EVENT = 'services/verifier/tracking/handle-event.ts';
const OBSERVED = 'services/dispatcher/workflows/tracking/handle-observed.ts';

export const TRUST_MUTANTS: readonly Mutant[] = [
  {
    name: 'signatures of news not looked at',
    why: 'whoever can write to the queue merges and closes as they like',
    file: TRUST,
    replace: 'if (isSigned(message)) return isSignedBySender(ports, asSent(message, body));',
    by: '',
    seeds: 36,
  },
  {
    name: 'what nobody has signed is taken',
    why: 'leaving the signature out is enough',
    file: SIGNATURE,
    replace: "if (signature === undefined) return 'missing';",
    by: 'if (signature === undefined) return undefined;',
    seeds: 36,
  },
  {
    name: 'a signature of whatever it is',
    why: 'what was signed for one message is right for any other',
    file: SIGNATURE,
    replace: "return isHmac(signature, deriveKeys(secret, 'sign news'), message) ? undefined : 'altered';",
    by: 'return undefined;',
    seeds: 36,
  },
  {
    name: 'only the id of a message is signed',
    why: 'the rest of it can be altered',
    file: 'packages/admission/admission.ts',
    replace: '.update(canonicalJson(of))',
    by: ".update(String(Reflect.get(of, 'id')))",
    seeds: 60,
  },
  {
    name: 'age of news not looked at',
    why: 'what was held back for months closes the issues of today',
    file: TRUST,
    replace: 'if (clock.now() - message.receivedAt <= MAX_AGE_MS) return true;',
    by: 'return true;',
    seeds: 36,
  },
  {
    name: 'unsigned messages are taken for ever',
    why: 'what is meant for the hour of an update holds always',
    file: TRUST,
    replace: 'return clock.now() < acceptUnsignedUntil;',
    by: 'return clock.now() >= acceptUnsignedUntil;',
    seeds: 36,
  },
  {
    name: 'the ticket of a tracking not compared',
    why: 'whoever can write to the queue has a deploy succeed that failed',
    file: OBSERVED,
    replace: "ticket !== undefined && isSameTicket(ticket, observed.ticket ?? '')",
    by: 'true',
    family: 'deploy',
  },
  {
    name: 'any ticket of a tracking is good',
    why: 'who was asked about one deploy can speak of another',
    file: OBSERVED,
    replace: "ticket !== undefined && isSameTicket(ticket, observed.ticket ?? '')",
    by: 'observed.ticket !== undefined',
    family: 'deploy',
  },
  {
    name: 'the ticket of a plan not compared',
    why: 'whoever can write to the queue ends the tasks of a plan',
    file: TRUST,
    replace: "isTicketFor(ports.admissionKey, ticket, ['plan', planId, answers])",
    by: 'true',
    seeds: 60,
  },
  {
    name: 'no ticket is given with a question',
    why: 'a plan is never compared with GitHub any more',
    file: TRUST,
    replace: "if (message.type === 'plan.reconcile')",
    by: "if (message.type === 'plan.reconcile' && message.id === '')",
  },
  {
    name: 'what the dispatcher tells itself is not signed',
    why: 'nothing that follows from anything is done',
    file: TRUST,
    replace: 'return isSigned(message) ? {',
    by: "return isSigned(message) && 'receivedAt' in message ? {",
    family: 'merge',
  },
  {
    name: 'what an event says of a run is believed',
    why: 'whoever can write to the verify queue has a deploy succeed that failed',
    file: EVENT,
    replace: 'return await actions.findWorkflowRun(workflowRun.id, millisecondsLeft(context, clock.now()));',
    by: 'return { ...workflowRun, updatedAt: receivedAt };',
    family: 'deploy',
    seeds: 30,
  },
  {
    name: 'the job that an event names is shown',
    why: 'whoever can write to the verify queue writes what they like into the channel',
    file: EVENT,
    replace: 'await asked.get(same);',
    by: '{ id: job.runId, attempt, url, status, conclusion: null, job: job.name };',
    family: 'deploy',
    seeds: 110,
  },
  {
    name: 'the verifier does not bring its ticket back',
    why: 'no deploy ever ends',
    file: 'services/verifier/tracking/observe-run.ts',
    replace: '...(ticket !== undefined && { ticket }),',
    by: '',
    family: 'deploy',
  },
];
