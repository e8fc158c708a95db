/** The parts of fauxqs that it does not export: its stores and their SQLite persistence. */
import { buildApp } from 'fauxqs';

type Options = NonNullable<Parameters<typeof buildApp>[0]>;
export type Stores = NonNullable<Options['stores']>;
export type SqsStore = Stores['sqsStore'];
export type SqsQueue = NonNullable<ReturnType<SqsStore['getQueueByName']>>;
export type SqsMessage = ReturnType<SqsQueue['inspectMessages']>['ready'][number];
export type Persistence = NonNullable<SqsStore['persistence']>;
export type FauxqsApp = ReturnType<typeof buildApp>;

async function load<T>(path: string, name: string): Promise<new (...args: string[]) => T> {
  const found = await import(new URL(path, import.meta.resolve('fauxqs')).href);
  return found[name];
}

/**
 * Opens the store in `dataDir` without listening: `startFauxqs` would listen on every interface.
 * Requests go through `app.inject`.
 */
export async function openFauxqs(
  dataDir: string,
  region: string,
): Promise<{ app: FauxqsApp; store: SqsStore; persistence: Persistence }> {
  const PersistenceManager = await load<Persistence>('./persistence.js', 'PersistenceManager');
  const sqsStore = new (await load<SqsStore>('./sqs/sqsStore.js', 'SqsStore'))();
  const snsStore = new (await load<Stores['snsStore']>('./sns/snsStore.js', 'SnsStore'))();
  const s3Store = new (await load<Stores['s3Store']>('./s3/s3Store.js', 'S3Store'))();
  const persistence = new PersistenceManager(dataDir);
  // Load before the store gets its persistence: writing a queue again would delete its messages (cascade).
  persistence.load(sqsStore, snsStore, s3Store);
  sqsStore.persistence = persistence;
  for (const queue of sqsStore.allQueues()) queue.persistence = persistence;
  const app = buildApp({ logger: false, defaultRegion: region, stores: { sqsStore, snsStore, s3Store } });
  await app.ready();
  return { app, store: sqsStore, persistence };
}
