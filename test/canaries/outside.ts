/** AWS, GitHub and Discord as one server: AWS works, both platforms refuse with words of the test. What came is kept by where it went. */
import { createHash } from 'node:crypto';
import { type SeenRequest, type StubResponse, startHttpServer } from '@valine/testing';
import { CONFIGURED } from './secrets.ts';

export type Outside = Awaited<ReturnType<typeof startOutside>>;

export async function startOutside() {
  const world: World = { said: '', isBroken: false, items: new Map() };
  const server = await startHttpServer((request) => answer(request, world));
  return {
    url: server.url,
    close: server.close,
    /** What is refused from now on is refused with these words. Without any, nothing is. */
    say(text: string): void {
      world.said = text;
    },
    /** AWS refuses too from now on. */
    breakDown(): void {
      world.isBroken = true;
    },
    /** What was sent there, up to when AWS broke down: what it refused is nowhere. */
    sent(): Record<Place, string> {
      const sentTo = (to: Place) =>
        server.requests.flatMap((request) => (placeOf(request) === to ? [request.body] : []));
      return {
        queues: sentTo('queues').join('\n'),
        records: sentTo('records').join('\n'),
        calls: sentTo('calls').join('\n'),
      };
    },
  };
}

type Place = 'queues' | 'records' | 'calls';
type World = { said: string; isBroken: boolean; items: Map<string, unknown> };

function placeOf({ headers, method }: SeenRequest): Place | undefined {
  const target = String(headers['x-amz-target'] ?? '');
  if (target.startsWith('AmazonSQS.')) return 'queues';
  if (target.startsWith('DynamoDB')) return /PutItem|UpdateItem/.test(target) ? 'records' : undefined;
  return target === '' && method !== 'GET' ? 'calls' : undefined;
}

type Fields = Record<string, unknown>;
type Pk = { pk: { S: string } };

function answer({ path, headers, body }: SeenRequest, { said, isBroken, items }: World): StubResponse {
  const [service, action] = String(headers['x-amz-target'] ?? '').split('.');
  if (service === 'AmazonSSM') return { body: { Parameters: parametersOf(JSON.parse(body)) } };
  if (isBroken && service !== '') return { status: 400, body: { __type: 'ValidationException', message: said } };
  if (service === 'AmazonSQS') return { body: taken(JSON.parse(body)) };
  if (service?.startsWith('DynamoDB')) return { body: stored(action ?? '', JSON.parse(body), items) };
  const isDiscord = path.startsWith('/discord');
  if (said === '') return { body: isDiscord ? { id: '9', channel_id: '500' } : [] };
  return isDiscord ? { status: 400, body: { code: 50035, message: said } } : { status: 422, body: { message: said } };
}

function parametersOf({ Names }: { Names: string[] }) {
  return Names.map((Name) => ({ Name, Value: Object.entries(CONFIGURED).find(([name]) => Name.endsWith(name))?.[1] }));
}

function taken({
  MessageBody,
  Entries = [],
}: {
  MessageBody?: string;
  Entries?: { Id: string; MessageBody?: string }[];
}) {
  const md5 = (text = '') => createHash('md5').update(text).digest('hex');
  if (MessageBody !== undefined) return { MessageId: '1', MD5OfMessageBody: md5(MessageBody) };
  const Successful = Entries.map((each) => ({
    Id: each.Id,
    MessageId: each.Id,
    MD5OfMessageBody: md5(each.MessageBody),
  }));
  return { Successful, Failed: [] };
}

function stored(action: string, asked: { Key?: Pk; Item?: Pk & Fields }, items: Map<string, unknown>): Fields {
  if (action === 'PutItem' && asked.Item) items.set(asked.Item.pk.S, asked.Item);
  if (action === 'GetItem') return { Item: items.get(asked.Key?.pk.S ?? '') };
  return action === 'Query' ? { Items: [], Count: 0 } : {};
}
