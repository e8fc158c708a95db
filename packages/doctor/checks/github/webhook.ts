/** The webhook: there, led to our door, told of what we need, and answered well. */
import { missingWebhookEvents } from '@valine/requirements';
import { both, type Fact, known, toldElsewhere } from '../../facts/fact.ts';
import type { SharedFacts } from '../../facts/facts.ts';
import type { DeliveryFact, Identity, WebhookFact } from '../../facts/github-facts.ts';
import { check, type Fix, type Problem } from '../../judging/check.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** So long GitHub redelivers. */
const REDELIVERED_MS = 3 * DAY_MS;
const LAST = 5;
const UNSHOWN = 'the webhook is not shown';

/** `url`: undefined where nobody here knows our door. */
type Seen = { hooks: readonly WebhookFact[]; url: string | undefined };

export const webhook = check(
  'github.webhook',
  'the webhook: there, led to webhookUrl, active, with a secret, its receiver checked',
  ({ github, webhookUrl }: SharedFacts): Fact<Seen> =>
    github.webhooks.is === 'known'
      ? known({ hooks: github.webhooks.value, url: webhookUrl.is === 'known' ? webhookUrl.value : undefined })
      : github.webhooks,
  ({ hooks, url }) => {
    const ours = ourWebhook(hooks, url);
    return ours === undefined ? [noWebhook(url)] : webhookProblems(ours, url);
  },
);

export const webhookEvents = check(
  'github.webhook-events',
  'the events that GitHub sends, and with an App those that were accepted',
  ({ github, webhookUrl }: SharedFacts) =>
    both(both(toldElsewhere(github.webhooks, UNSHOWN), github.identity), orNothing(webhookUrl)),
  ([[hooks, identity], url]) => eventProblems(hooks, identity, url),
);

export const deliveries = check(
  'github.deliveries',
  'what became of the latest deliveries, and of those within 3 days that failed',
  ({ github }: SharedFacts) => both(github.deliveries, toldElsewhere(github.webhooks, UNSHOWN)),
  ([all, hooks], { now }) => deliveryProblems(all, hooks[0]?.id, now),
);

function orNothing(url: Fact<string>): Fact<string | undefined> {
  return url.is === 'known' ? url : known(undefined);
}

/** Of several, the one that leads to us; else the only one there is. */
function ourWebhook(hooks: readonly WebhookFact[], url: string | undefined): WebhookFact | undefined {
  const leading = hooks.find((hook) => hook.url === url) ?? hooks.find((hook) => hook.url.endsWith('/github/webhook'));
  return leading ?? (hooks.length === 1 ? hooks[0] : undefined);
}

function noWebhook(url: string | undefined): Problem {
  return {
    says: 'GitHub has no webhook that leads here: nothing that happens there is told.',
    mend: `Run valine setup, or add one by hand (repository, Settings, Webhooks)${url === undefined ? '' : `: ${url}`}.`,
  };
}

function webhookProblems(hook: WebhookFact, url: string | undefined): Problem[] {
  const fix = (change: Omit<Extract<Fix, { do: 'change webhook' }>, 'do' | 'id'>): Fix => ({
    do: 'change webhook',
    ...(hook.id === undefined ? {} : { id: hook.id }),
    ...change,
  });
  const found: (Problem | false)[] = [
    url !== undefined &&
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

function eventProblems(hooks: readonly WebhookFact[], identity: Identity, url: string | undefined): Problem[] {
  const hook = ourWebhook(hooks, url);
  const missing = missingWebhookEvents(identity.kind === 'app' ? identity.events : (hook?.events ?? ['*']));
  if (missing.length === 0) return [];
  const says = `GitHub does not tell of: ${missing.map(({ label }) => label).join(', ')}.`;
  if (identity.kind === 'app')
    return [
      {
        says,
        mend: `Subscribe the App to them (https://github.com/settings/apps/${identity.slug}/permissions, Subscribe to events).`,
      },
    ];
  const events = [...new Set([...(hook?.events ?? []), ...missing.map(({ name }) => name)])];
  const fix: Fix = { do: 'change webhook', ...(hook?.id === undefined ? {} : { id: hook.id }), events };
  return [{ says, mend: "Tick them on the webhook's page.", fix }];
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
      says: `${ids.length} deliveries of the last 3 days never came through.`,
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
