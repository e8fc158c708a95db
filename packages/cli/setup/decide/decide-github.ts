/** GitHub: the repository, who we are there, what we may, and the workflow files. */
import { appEventLabel, missingGitHubPermissions, missingWebhookEvents } from '@valine/requirements';
import type { AppFound, Found } from './found.ts';
import { asking, done, open, type Question, type Stand, type Step, waiting } from './step.ts';

const KINDS = [
  { value: 'app', label: 'a GitHub App, which the set-up makes (preferred)' },
  { value: 'token', label: 'a fine-grained token' },
];
const SHELL_TOKEN = 'GITHUB_TOKEN of this shell is taken when it is asked for, or with --github token';
const SANDBOX = { value: 'sandbox', label: 'the sandbox of this machine' };

export function gitHubSteps(found: Found): Step[] {
  const kind = kindOf(found);
  const how: Step = { id: 'github', title: 'GitHub', ...kindStand(found, kind) };
  if (kind === undefined || kind === 'sandbox') return [how];
  return [
    how,
    { id: 'repository', title: 'Repository', ...repository(found) },
    ...(kind === 'app' ? appSteps(found) : [{ id: 'token', title: 'Token', ...token(found) }]),
    { id: 'webhook-secret', title: 'Secret of the webhook', ...webhookSecret(found) },
    { id: 'workflows', title: 'Workflow files', ...workflows(found) },
  ];
}

/** Undefined until it is known. */
export function kindOf({
  notes,
  values,
  wanted,
}: Pick<Found, 'notes' | 'values' | 'wanted'>): 'app' | 'token' | 'sandbox' | undefined {
  if (wanted.github !== undefined) return wanted.github;
  if (values['GITHUB_APP_ID'] !== undefined) return 'app';
  return values['GITHUB_TOKEN'] === undefined ? notes.github : 'token';
}

function kindStand({ wanted }: Found, kind: string | undefined): Stand {
  if (kind !== undefined)
    return done(kind === 'sandbox' ? SANDBOX.label : `is reached ${kind === 'app' ? 'as an App' : 'by a token'}`);
  const options = wanted.isLocal ? [...KINDS, SANDBOX] : KINDS;
  const ofShell = wanted.shellToken === undefined ? '' : `; ${SHELL_TOKEN}`;
  return asking(`nobody has said how it is reached (--github)${ofShell}`, {
    name: 'github',
    prompt: 'GitHub is reached by',
    kind: 'choice',
    options,
  });
}

function repository({ values }: Found): Stand {
  const name = values['GITHUB_REPOSITORY'];
  if (name !== undefined) return done(name);
  return asking('none is chosen', { name: 'GITHUB_REPOSITORY', prompt: 'Repository, as owner/name', kind: 'text' });
}

function token(found: Found): Stand {
  const { values, github, wanted } = found;
  if (values['GITHUB_REPOSITORY'] === undefined) return waiting('waits for the repository');
  const question: Question = {
    name: 'GITHUB_TOKEN',
    prompt: 'Token (https://github.com/settings/personal-access-tokens/new), for the one repository',
    kind: 'secret',
  };
  const { shellToken: usual } = wanted;
  if (github.repository === undefined) {
    const says = `make one with the permissions ${permissionList({})}`;
    if (usual === undefined) return asking(says, question);
    const prompt = `${question.prompt}; Enter: GITHUB_TOKEN of this shell`;
    return asking(`${says}; ${SHELL_TOKEN}`, { ...question, prompt, usual });
  }
  switch (github.repository.is) {
    case 'known':
      return done(`sees ${values['GITHUB_REPOSITORY']}`);
    case 'refused':
      return asking('GitHub does not take this token: give another', question);
    case 'gone':
      return asking(
        `this token does not see ${values['GITHUB_REPOSITORY']}: give it that repository, or give another token`,
        question,
      );
    case 'unknown':
      return waiting(`GitHub cannot be asked: ${github.repository.why}`);
  }
}

function appSteps(found: Found): Step[] {
  const app = found.github.app?.is === 'known' ? found.github.app.value : undefined;
  const of = (decide: (app: AppFound, found: Found) => Stand): Stand =>
    app === undefined ? waiting('waits for the App') : decide(app, found);
  return [
    { id: 'app', title: 'GitHub App', ...appStand(found) },
    { id: 'installation', title: 'Installation of the App', ...of(installation) },
    { id: 'app-permissions', title: 'Permissions of the App', ...of(appPermissions) },
    { id: 'device-flow', title: 'Device flow, for the code of /link', ...of(deviceFlow) },
  ];
}

function appStand({ values, github, notes, wanted }: Found): Stand {
  const repository = values['GITHUB_REPOSITORY'];
  if (repository === undefined) return waiting('waits for the repository');
  if (notes.app !== undefined)
    return open('write its id, its key and the secret of its webhook', { do: 'write', values: notes.app, from: 'app' });
  if (values['GITHUB_APP_ID'] === undefined || values['GITHUB_APP_PRIVATE_KEY'] === undefined) {
    const of = wanted.organization === undefined ? {} : { organization: wanted.organization };
    return open(`make an App with the permissions ${permissionList({})}`, { do: 'create-app', repository, ...of });
  }
  if (github.app === undefined || github.app.is === 'unknown')
    return waiting(`GitHub cannot be asked${github.app === undefined ? '' : `: ${github.app.why}`}`);
  if (github.app.is === 'known') return done(github.app.value.slug);
  const prompt = 'Private key of the App (its page, Generate a private key), the whole of the file or its path';
  const says = `GitHub knows no App ${values['GITHUB_APP_ID']} with this key`;
  return asking(says, { name: 'GITHUB_APP_PRIVATE_KEY', prompt, kind: 'secret' });
}

function installation({ installation: there, page }: AppFound, { values }: Found): Stand {
  const repository = values['GITHUB_REPOSITORY'];
  if (there === undefined)
    return {
      is: 'person',
      says: `install the App on ${repository}, and on no other`,
      link: `${page}/installations/new`,
    };
  if (values['GITHUB_INSTALLATION_ID'] === there.id) return done(there.id);
  return open(`write its number, ${there.id}`, { do: 'write', values: { GITHUB_INSTALLATION_ID: there.id } });
}

function appPermissions(
  { installation: there, permissions, events, settingsPage }: AppFound,
  { values }: Found,
): Stand {
  if (there === undefined) return waiting('waits for the installation');
  const lacks = [
    permissionList(permissions),
    missingWebhookEvents(events, values['NOTIFICATION_RULES']).map(appEventLabel).join(', '),
  ];
  const [ofApp, ofEvents] = lacks;
  if (ofApp !== '' || ofEvents !== '') {
    const says = [ofApp === '' ? '' : `give it ${ofApp}`, ofEvents === '' ? '' : `subscribe to ${ofEvents}`];
    return { is: 'person', says: says.filter((each) => each !== '').join('; '), link: `${settingsPage}/permissions` };
  }
  const unaccepted = permissionList(there.permissions);
  if (unaccepted === '') return done('are there');
  return { is: 'person', says: `accept what the App asks for: ${unaccepted}`, link: there.page };
}

/** A manifest cannot switch it on, and no API tells whether it is. */
function deviceFlow({ settingsPage }: AppFound): Stand {
  return {
    is: 'person',
    says: 'for links by the code of /link tick Enable Device Flow on the page of the App, then set githubAppClientId to the Client ID that stands there; without it /link works by the comment alone',
    link: settingsPage,
    isOptional: true,
  };
}

/** Those that are missing, in words. */
function permissionList(granted: Readonly<Record<string, unknown>>): string {
  const missing = missingGitHubPermissions(granted);
  return missing.map(({ label, level }) => `${label} (${level === 'write' ? 'read and write' : 'read'})`).join(', ');
}

function webhookSecret({ values }: Found): Stand {
  if (values['GITHUB_WEBHOOK_SECRET'] !== undefined) return done('is set');
  return open('make one', { do: 'make-webhook-secret' });
}

function workflows({ github: { workflows: there } }: Found): Stand {
  if (there === undefined) return waiting('waits for GitHub');
  if (there.is !== 'known') return waiting(`the files cannot be read${there.is === 'unknown' ? `: ${there.why}` : ''}`);
  const { lacks: paths, branch, hasBranch, pull } = there.value;
  if (paths.length === 0) return done('are there');
  if (pull === undefined)
    return open(`propose ${paths.length} files in a pull request`, {
      do: 'propose-workflows',
      paths,
      branch,
      hasBranch,
    });
  const says =
    pull.stands === 'open'
      ? 'merge the pull request that adds them'
      : `the pull request that adds them was ${pull.stands}: bring them in by hand, or delete the branch ${branch} to have them proposed anew`;
  return { is: 'person', says, link: pull.url, isOptional: true };
}
