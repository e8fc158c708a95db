/** Nobody but the dispatcher writes to GitHub: a verification changes nothing. */
import type { GitHubWriter } from '@valine/github';
import type { Invocation } from '../engine/invocations.ts';
import type { Report } from './report.ts';

export function onlyForDispatcher(report: Report, { name }: Invocation, writer: GitHubWriter): GitHubWriter {
  if (name === 'dispatch') return writer;
  return new Proxy(writer, {
    get(target, method, receiver) {
      report('only the dispatcher writes to GitHub', `${name} took hold of ${String(method)}`);
      return Reflect.get(target, method, receiver);
    },
  });
}
