/** The webhook: there, led to our door, told of what we need, and answered well. */
import { appEventLabel, missingWebhookEvents, type WebhookEvent } from '@valine/requirements';
import { both, type Fact, known, needless, toldElsewhere } from '../../facts/fact.ts';
import type { SharedFacts } from '../../facts/facts.ts';
import { DELIVERIES_READ, type DeliveryFact, type WebhookFact } from '../../facts/github-facts.ts';
import { check, type Fix, type Problem } from '../../judging/check.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** So long GitHub redelivers. */
const REDELIVERED_MS = 3 * DAY_MS;
const LAST = 5;
const UNSHOWN = 'the webhook is not shown';

export const webhook = check(
  'github.webhook',
  'the webhook: there, led to webhookUrl, active, with a secret, its receiver checked',
  ({ github, webhookUrl }: SharedFacts) => both(github.webhook, webhookUrl),
  ([ours, url]) => (ours === undefined ? [noWebhook(url)] : webhookProblems(ours, url)),
);

/** `hook`: the one whose events are chosen; undefined for those of the App. */
type Told = { events: readonly string[]; hook: WebhookFact } | { events: readonly string[]; slug: string };

export const webhookEvents = check(
  'github.webhook-events',
  'the events that GitHub sends, rules’ too, and with an App those that were accepted',
  ({ github }: SharedFacts) => toldEvents(github),
  (told, { settings }) =>
    eventProblems(told, settings.is === 'known' ? settings.value['NOTIFICATION_RULES'] : undefined),
);

export const deliveries = check(
  'github.deliveries',
  `what became of the newest ${DELIVERIES_READ} deliveries: the latest, and those within 3 days that failed`,
  ({ github }: SharedFacts) => both(github.deliveries, toldElsewhere(github.webhook, UNSHOWN)),
  ([all, hook], { now }) => deliveryProblems(all, hook?.id, now),
);

function toldEvents({ identity, webhook: ours }: SharedFacts['github']): Fact<Told> {
  if (identity.is !== 'known') return toldElsewhere(identity, 'GitHub cannot be asked');
  if (identity.value.kind === 'app') return known({ events: identity.value.events, slug: identity.value.slug });
  if (ours.is !== 'known') return toldElsewhere(ours, UNSHOWN);
  const hook = ours.value;
  return hook === undefined ? needless('there is no webhook') : known({ events: hook.events, hook });
}

function noWebhook(url: string): Problem {
  return {
    says: `GitHub has no webhook that leads to ${url}: nothing that happens there is told.`,
    mend: 'Run valine setup, or add one by hand or correct an old one of yours (repository, Settings, Webhooks).',
  };
}

function webhookProblems(hook: WebhookFact, url: string): Problem[] {
  const fix = (change: Omit<Extract<Fix, { do: 'change webhook' }>, 'do' | 'id'>): Fix => ({
    do: 'change webhook',
    ...(hook.id === undefined ? {} : { id: hook.id }),
    ...change,
  });
  const found: (Problem | false)[] = [
    hook.url !== url && {
      says: `The webhook leads to ${hook.url || 'nowhere'}, and not to ${url}.`,
      mend: `Set its address to ${url}.`,
      fix: fix({ url }),
    },
    !hook.active && {
      says: 'The webhook is switched off.',
      mend: 'Switch it on (Active).',
      fix: fix({ active: true }),
    },
    !hook.hasSecret && {
      says: 'The webhook has no secret: every delivery is refused.',
      mend: 'Give it the value of pulumi config get githubWebhookSecret, or run valine setup.',
    },
    hook.insecureSsl && {
      says: 'GitHub does not check the certificate of who takes its deliveries.',
      mend: 'Enable SSL verification.',
      fix: fix({ insecureSsl: false }),
    },
  ];
  return found.filter((problem) => problem !== false);
}

/** `rules`: `NOTIFICATION_RULES`; whoever may not know them asks for none. */
function eventProblems(told: Told, rules: string | undefined): Problem[] {
  const missing = missingWebhookEvents(told.events, rules);
  if (missing.length === 0) return [];
  const says = (nameOf: (event: WebhookEvent) => string) =>
    `GitHub does not tell of: ${missing.map(nameOf).join(', ')}.`;
  if ('slug' in told)
    return [
      {
        says: says(appEventLabel),
        mend: `Subscribe the App to them (https://github.com/settings/apps/${told.slug}/permissions, Subscribe to events).`,
      },
    ];
  const { id } = told.hook;
  const events = [...new Set([...told.events, ...missing.map(({ name }) => name)])];
  const fix: Fix = { do: 'change webhook', ...(id === undefined ? {} : { id }), events };
  return [{ says: says(({ label }) => label), mend: "Tick them on the webhook's page.", fix }];
}

function deliveryProblems(all: readonly DeliveryFact[], hookId: number | undefined, now: number): Problem[] {
  const latest = all.slice(0, LAST);
  const [newest] = latest;
  if (newest === undefined || latest.some(isWell)) return lostProblems(all, hookId, now);
  return [
    { says: `None of the latest ${latest.length} deliveries was taken: ${newest.status}.`, mend: adviceFor(newest) },
  ];
}

function isWell({ statusCode }: DeliveryFact): boolean {
  return statusCode >= 200 && statusCode < 300;
}

/** Those that can still be had: a delivery that came through at last has the same GUID. */
function lostProblems(all: readonly DeliveryFact[], hookId: number | undefined, now: number): Problem[] {
  const through = new Set(all.filter(isWell).map(({ guid }) => guid));
  const lost = all.filter(({ guid, at }) => !through.has(guid) && now - at < REDELIVERED_MS);
  const ids = [...new Map(lost.map(({ guid, id }) => [guid, id])).values()];
  if (ids.length === 0) return [];
  const fix: Fix = { do: 'redeliver', ids, ...(hookId === undefined ? {} : { hookId }) };
  return [
    {
      says: `${ids.length} of the newest ${DELIVERIES_READ} deliveries, all of the last 3 days, never came through.`,
      mend: 'Redeliver them on the page of the webhook (Recent Deliveries).',
      fix,
    },
  ];
}

function adviceFor({ statusCode }: DeliveryFact): string {
  if (statusCode === 401)
    return 'The secrets differ: give the webhook the value of pulumi config get githubWebhookSecret, or run valine setup.';
  if (statusCode === 404) return 'The address is another one: compare it with pulumi stack output webhookUrl.';
  if (statusCode === 0 || statusCode === 502 || statusCode === 504)
    return 'Nothing answered there: is the stage deployed, and the address right (pulumi stack output webhookUrl)?';
  return 'See the log of the ingress function; GitHub keeps what it sent on the page of the webhook.';
}
