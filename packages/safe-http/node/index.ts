/** The adapters: names from the system, connections by Node. */
export { createProbe, type ProbeOptions } from './create-probe.ts';
export { createResolver } from './create-resolver.ts';
