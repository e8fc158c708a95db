/** A dispatcher whose repository holds a small client, with sections that may be changed. */
import type { Notification } from '@valine/contracts';
import { createTree, type GitHubModel, push } from '@valine/github-model';
import { RetryLater } from '@valine/lambda-kit';
import type { SiteChange } from '@valine/records';
import type { DispatcherSettings } from '../ports.ts';
import { ada, testDispatcher } from '../test-dispatcher.ts';

export const HEADER = 'src/Header.jsx';
const SOURCE = `export function Header() {
  return (
    <header>
      <h1>Welcome</h1>
      <a data-section="help" href="/help">Help</a>
    </header>
  );
}
`;

const SECTIONS: DispatcherSettings['uxSections'] = {
  header: { file: HEADER, element: 'h1' },
  help: { file: HEADER, attribute: 'data-section=help' },
  elsewhere: { file: 'src/Gone.jsx', element: 'h1' },
  twins: { file: HEADER, component: 'Header', element: 'p' },
};

export function testSite(settings: Partial<DispatcherSettings> = {}) {
  const dispatcher = testDispatcher({ uxSections: SECTIONS, ...settings });
  const { repository, store, queues, clock } = dispatcher;
  const write = (path: string, content: string) => {
    const newest = repository.model.commits[repository.model.branches['main'] ?? ''];
    const tree = createTree(repository.model, { [path]: content }, newest?.tree);
    push(repository.model, { message: `Write ${path}`, author: 'ada', at: clock.now(), tree });
  };
  write(HEADER, SOURCE);
  /** Takes what effects have left to be done. */
  const settle = async () => {
    for (let index = 0; index < queues.sent.length; index += 1) {
      const { body } = queues.sent[index] ?? {};
      if (isEffectDue(body)) await dispatcher.take(body);
    }
  };
  const expiry = () => queues.sent.map(({ body }) => body).find((body) => isExpiry(body));
  return {
    ...dispatcher,
    write,
    source: SOURCE,
    /** Asks for a change of the header's text; the id of the change. */
    async proposed(text = 'Summer sale', person = ada): Promise<string> {
      const request = dispatcher.requested('ux-update', { command: `section:header text:"${text}"` }, person);
      await dispatcher.take(request);
      const id = queues.sent.flatMap(({ body }) => (isExpiry(body) ? [body.changeId] : [])).at(-1);
      if (id === undefined) throw new Error('nothing was proposed');
      return id;
    },
    async change(id: string): Promise<SiteChange> {
      const found = await store.find('site-change', id);
      if (found === undefined) throw new Error(`there is no change ${id}`);
      return found;
    },
    /** The newest revision of the message of a change. */
    async message(id: string): Promise<Notification['message']> {
      const found = await store.find('site-change', id);
      const key = `reply:${found?.reply.interactionId}`;
      const all = queues.sent.map(({ body }) => body as Notification).filter((each) => each.key === key);
      return all.toSorted((a, b) => b.revision - a.revision)[0]?.message ?? {};
    },
    /** Has `site-change.expire` come back until it has nothing to wait for. */
    async untilExpiry(): Promise<void> {
      const message = expiry();
      if (!isExpiry(message)) throw new Error('nothing brings anybody back to the change');
      clock.advance(message.afterSeconds * 1000);
      for (;;) {
        const waits = await dispatcher.take(message).catch((error: unknown) => error);
        if (!(waits instanceof RetryLater)) return;
        clock.advance(waits.afterSeconds * 1000);
      }
    },
    settle,
    async confirmed(id: string): Promise<void> {
      await dispatcher.press('confirm-change', `${id}.1`);
      await settle();
    },
    changedOn: (branch: string) => changedOn(repository.model, branch),
  };
}

/** The files that a branch has otherwise than `main`, with what they say. */
function changedOn({ branches, commits, trees = {}, blobs = {} }: GitHubModel, branch: string): Record<string, string> {
  const [ours, theirs] = [branch, 'main'].map((name) => trees[commits[branches[name] ?? '']?.tree ?? ''] ?? {});
  const changed = Object.entries(ours ?? {}).filter(([path, sha]) => theirs?.[path] !== sha);
  return Object.fromEntries(
    changed.map(([path, sha]) => [path, Buffer.from(blobs[sha] ?? '', 'base64').toString('utf8')]),
  );
}

type Expiry = { type: 'site-change.expire'; id: string; changeId: string; afterSeconds: number };

function isExpiry(body: unknown): body is Expiry {
  return (body as { type?: string } | undefined)?.type === 'site-change.expire';
}

type Due = Parameters<ReturnType<typeof testDispatcher>['take']>[0] & { type: 'effect.due' };

function isEffectDue(body: unknown): body is Due {
  return (body as { type?: string } | undefined)?.type === 'effect.due';
}
