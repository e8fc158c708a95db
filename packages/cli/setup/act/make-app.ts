/**
 * Has GitHub make an App of a manifest: the person presses its button, and GitHub leads back with a code that gives the App
 * once. https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
import { webOriginOf } from '@valine/github';
import { appPermissions, neededWebhookEvents } from '@valine/requirements';
import type { Values } from '../decide/ports.ts';
import type { Act } from '../decide/step.ts';
import { fingerprintOf } from '../look/look.ts';
import { ask, fieldsOf, Refused, textOf } from '../look/read.ts';
import { type Doing, note } from './doing.ts';

/** Nobody can have this name (RFC 2606), so nothing is told to anybody until the webhook has its address. */
const NO_ADDRESS_YET = 'https://not-deployed-yet.invalid/github/webhook';

/** @throws Refused */
export async function makeApp(
  { ports, wanted, values }: Doing,
  act: Extract<Act, { do: 'create-app' }>,
): Promise<void> {
  const { appCode } = ports.notes.read();
  const code = appCode ?? (await newCode());
  let made: Values;
  try {
    made = valuesOf(await ask(ports.github, { method: 'POST', path: `/app-manifests/${code}/conversions` }));
  } catch (error) {
    // An old code: its App was given before, or an hour has passed.
    if (!(error instanceof Refused) || error.status !== 404) throw error;
    forget();
    ports.talk.say(lostAppMessage(wanted.organization));
    return makeApp({ ports, wanted, values }, act);
  }
  forget();
  note(ports, {
    app: made,
    hookUrl: hookUrlOf(wanted),
    hookSecret: fingerprintOf(made['GITHUB_WEBHOOK_SECRET'] ?? ''),
  });

  async function newCode(): Promise<string> {
    const path =
      act.organization === undefined ? '/settings/apps/new' : `/organizations/${act.organization}/settings/apps/new`;
    const formUrl = `${webOriginOf(wanted.githubApi)}${path}`;
    const given = await ports.talk.makeApp(formUrl, (redirectUrl) =>
      manifestOf(act.repository, { wanted, values }, redirectUrl),
    );
    note(ports, { appCode: given });
    return given;
  }

  function forget(): void {
    const { appCode: _, ...rest } = ports.notes.read();
    ports.notes.write(rest);
  }
}

/** Of one repository and one stage: an App's name is unique on GitHub, at most 34 characters. */
function manifestOf(
  repository: string,
  { wanted, values }: Pick<Doing, 'wanted' | 'values'>,
  redirectUrl: string,
): object {
  const { NOTIFICATION_RULES: rules } = values;
  const { githubApi, stage } = wanted;
  const page = `${webOriginOf(githubApi)}/${repository}`;
  return {
    name: `Valine ${repository.replace('/', ' ')} ${stage}`.slice(0, 34).trim(),
    url: page,
    redirect_url: redirectUrl,
    hook_attributes: { url: hookUrlOf(wanted), active: true },
    public: false,
    default_permissions: appPermissions(rules),
    default_events: neededWebhookEvents(rules).map(({ name }) => name),
  };
}

function hookUrlOf({ publicUrl }: Doing['wanted']): string {
  return publicUrl === undefined ? NO_ADDRESS_YET : `${publicUrl}/github/webhook`;
}

function valuesOf(json: unknown): Values {
  const { id, pem, webhook_secret: secret } = fieldsOf(json);
  return { GITHUB_APP_ID: textOf(id), GITHUB_APP_PRIVATE_KEY: textOf(pem), GITHUB_WEBHOOK_SECRET: textOf(secret) };
}

function lostAppMessage(organization: string | undefined): string {
  const page =
    organization === undefined
      ? 'https://github.com/settings/apps'
      : `https://github.com/organizations/${organization}/settings/apps`;
  return `An App was begun whose key never arrived here: delete it at ${page}. Another one is made now.`;
}
