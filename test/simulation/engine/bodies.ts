/** Bodies of messages. Each comes many times in a world, and is read once. */
import { type ParseBody, type ParsedBody, parseBody } from '@valine/lambda-kit';
import { deepFreeze } from './deep-freeze.ts';

export type Bodies = {
  /** As the workers read them. All functions share what is given, so it is frozen. */
  parse: ParseBody;
  /** The message that a worker has made of it; its JSON if it is no message of ours. @throws SyntaxError */
  read(body: string): unknown;
};

export function createBodies(): Bodies {
  const parsed = new Map<object, Map<string, ParsedBody<unknown>>>();
  return {
    parse<M>(schema: Parameters<typeof parseBody<M>>[0], body: string) {
      const known = getOrAdd(parsed, schema, () => new Map<string, ParsedBody<unknown>>());
      return getOrAdd(known, body, () => deepFreeze(parseBody(schema, body))) as ParsedBody<M>;
    },
    read(body) {
      for (const known of parsed.values()) {
        const found = known.get(body);
        if (found?.ok) return found.message;
      }
      return JSON.parse(body);
    },
  };
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
