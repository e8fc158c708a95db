/**
 * The services as a world runs them: the code that Lambda runs, on ports that the world gives to each invocation.
 * A baseline or a mutant is another `Services`, most often this one with one part replaced or one port wrapped.
 */
import { type ButtonPressed, DispatchMessage, NotifyMessage, VerifyMessage, verifierQueueOf } from '@valine/contracts';
import type { Discord, SignedInteraction } from '@valine/discord';
import { createDispatcher, type DispatcherPorts, type DispatcherSettings, lateParts } from '@valine/dispatcher';
import { changeOwner } from '@valine/dispatcher/change-owner';
import type { EffectPorts } from '@valine/dispatcher/effect-ports';
import { planRules } from '@valine/dispatcher/plan-rules';
import { createSwitches } from '@valine/dispatcher/switches';
import { withinDeadline } from '@valine/dispatcher/within-deadline';
import type { GitHub, GitHubActions, GitHubLookups, GitHubWriter, SignedDelivery } from '@valine/github';
import type { DeviceFlow } from '@valine/github/device-flow';
import { createIngress, type HttpRequest, type HttpResponse } from '@valine/ingress';
import {
  type ChangeVisibility,
  type Clock,
  createWorker,
  type Logger,
  type ParseBody,
  type Queues,
  type Worker,
} from '@valine/lambda-kit';
import { createNotifier, versionOf } from '@valine/notifier';
import type { RecordStore } from '@valine/records';
import type { Probe, Resolver } from '@valine/safe-http';
// Loaded at first use otherwise, which takes as long as a disk does.
import '@valine/dispatcher/approvals';
import '@valine/dispatcher/refused-answer';
import '@valine/dispatcher/remembered';
import '@valine/dispatcher/seldom';
import '@valine/ingress/complete';
import '@valine/ingress/refused-messages';
import '@valine/safe-http';
import '@valine/verifier/check-set-up';
import { editSection } from '@valine/site-edit';
import { dispatcherParts, type FakeSetUp } from '@valine/testing';
import { createVerifier } from '@valine/verifier';
import { findAssets } from '@valine/verifier/find-assets';
import { inspectRun } from '@valine/verifier/inspection';
import type { InspectionSettings } from '@valine/verifier/inspection-ports';
import { ADMISSION_KEY } from './people/admission-key.ts';
import { EFFECTS_RUN, INTEND_EFFECTS, intentsOf } from './people/effects.ts';

// So are the parsers of pages and of the site's files.
await findAssets('', 'https://example.com/');
await editSection('', { file: 'first.jsx', element: 'h1' }, { section: 'first', changes: [] });

export type Ports = {
  clock: Clock;
  logger: Logger;
  parse: ParseBody;
  store: RecordStore;
  queues: Queues;
  /** Of the notify queue. */
  changeVisibility: ChangeVisibility;
  github: GitHub;
  writer: GitHubWriter;
  lookups: GitHubLookups;
  deviceFlow: DeviceFlow | undefined;
  hooks: DispatcherPorts['hooks'];
  actions: GitHubActions;
  probe: Probe;
  resolver: Resolver;
  discord: Discord;
  settings: DispatcherSettings;
  inspection: InspectionSettings;
  setUp: FakeSetUp;
  readAlarms: DispatcherPorts['readAlarms'];
  fallbackChannelId: string;
  verifyInteraction(interaction: SignedInteraction): boolean;
  verifyWebhook(delivery: SignedDelivery): boolean;
};

export type Services = {
  /** As it stands in reports. */
  name: string;
  /** Of a baseline, which keeps records that ours know nothing of: those would stand in a table of its own. */
  mayUseAllRecords?: true;
  ingress(ports: Ports): (request: HttpRequest) => Promise<HttpResponse>;
  dispatch(ports: Ports): Worker;
  verify(ports: Ports): Worker;
  notify(ports: Ports): Worker;
};

export const services: Services = {
  name: 'valine',
  ingress: (ports) =>
    createIngress({
      ...ports,
      runs: ports.store,
      admissionKey: () => ADMISSION_KEY,
      settings: {
        GITHUB_REPOSITORY: ports.settings.repository,
        ...ports.settings.access,
        COMMANDS_PER_MINUTE: ports.settings.commandsPerMinute,
        PRESSES_PER_MINUTE: ports.settings.pressesPerMinute,
        UX_SECTIONS: ports.settings.uxSections,
        NOTIFICATION_EVENTS: Object.values(ports.settings.notificationRules).map(({ event }) => event),
      },
    }),
  dispatch(ports) {
    const readSwitches = createSwitches(ports);
    const switches = () => readSwitches(ports.store);
    const dispatch = createDispatcher({
      ...ports,
      ...lateParts,
      admissionKey: () => ADMISSION_KEY,
      ...dispatcherParts,
      readAlarms: ports.readAlarms,
    });
    return createWorker({
      ...ports,
      queue: 'dispatch',
      schema: DispatchMessage,
      concurrency: 10,
      handle: ({ message, context }) =>
        message.type === 'button.pressed' && message.button === INTEND_EFFECTS
          ? intend(
              { ...ports, ...lateParts, switches, admissionKey: ADMISSION_KEY, ...inTime(ports, context) },
              message,
            )
          : dispatch(message, context),
    });
  },
  verify(ports) {
    const { repository, deployWorkflow, diagnoseWorkflow } = ports.settings;
    const inspection = { ...ports, settings: ports.inspection };
    const verify = createVerifier({
      ...ports,
      repository,
      workflows: [deployWorkflow, diagnoseWorkflow],
      setUp: async () => ports.setUp,
      inspect: (...about) => inspectRun(inspection, ...about),
    });
    return createWorker({
      ...ports,
      queue: verifierQueueOf,
      schema: VerifyMessage,
      handle: ({ message, context }) => verify(message, context),
    });
  },
  notify(ports) {
    const notifier = createNotifier({ ...ports, setUp: async () => ports.setUp });
    return createWorker({
      ...ports,
      queue: 'notify',
      fifo: true,
      schema: NotifyMessage,
      handle: ({ message }) => notifier.handle(message),
      versionOf,
      marginMs: 12_000,
    });
  },
};

/** As the dispatcher has its ports. */
function inTime({ store, clock }: Ports, { deadline }: { deadline: number }) {
  return { deadline, store: withinDeadline(store, clock, deadline) };
}

/** A change of a plan that intends what the press says, by the one way there is. */
async function intend(ports: EffectPorts, press: ButtonPressed): Promise<void> {
  await changeOwner(ports, planRules, {
    source: press.id,
    ownerId: EFFECTS_RUN,
    decide: (plan) => ({ verdict: 'taken', next: plan, intents: intentsOf(press), isRemembered: true }),
  });
}
