/** Loaded before every test file: a connection to anything but this machine fails with the host's name. */
import { Socket } from 'node:net';

const LOCAL_HOSTS = new Set(['127.0.0.1', '::1', 'localhost']);
const connect = Socket.prototype.connect;

// Test files share a process: the first of them has seen to it.
if (connect.name !== connectLocally.name) Socket.prototype.connect = connectLocally;

function connectLocally(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (host !== undefined && !LOCAL_HOSTS.has(host))
    throw new Error(`A test tried to reach ${host}. Tests use no network: give the code a fake or a local server.`);
  return Reflect.apply(connect, this, args);
}

/** `connect` takes `(port, host)`, `(options)`, and from within Node one array that holds the options. */
function hostOf(args: readonly unknown[]): string | undefined {
  const first = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null)
    return 'host' in first ? String(first.host ?? 'localhost') : undefined;
  return typeof args[1] === 'string' ? args[1] : undefined;
}
