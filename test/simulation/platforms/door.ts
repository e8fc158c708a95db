/** HTTP into ingress: one function per request, cold starts, and the answer as the caller gets it, or does not. */
import type { HttpRequest, HttpResponse } from '@valine/ingress';
import type { Engine } from '../engine/engine.ts';
import type { Invocation } from '../engine/invocations.ts';

export type Knock = {
  request: HttpRequest;
  /** Who waits, for the trace: an interaction id or a delivery GUID. */
  about: string;
  /** How long the caller waits, in milliseconds. */
  patienceMs: number;
  /** Undefined: nothing came in time. */
  answered(response: HttpResponse | undefined): void;
};

/** Called with every answer that ingress gives, at the time it gives it. */
export type DoorWatch = { answered(knock: Knock, response: HttpResponse, tookMs: number, by: Invocation): void };

export type Door = { knock(knock: Knock): void };

const FUNCTION_MS = 10_000;

export function createDoor(
  engine: Engine,
  ingressOf: (invocation: Invocation) => (request: HttpRequest) => Promise<HttpResponse>,
  watch: DoorWatch,
): Door {
  const { timeline, invocations, random, trace } = engine;
  return {
    knock(knock) {
      const came = timeline.now();
      let waiting = true;
      const answer = (response: HttpResponse | undefined): false => {
        if (!waiting) return false;
        waiting = false;
        trace.note('caller hears', () => `${knock.about} ${response?.status ?? 'nothing in time'}`);
        knock.answered(response);
        return false;
      };
      timeline.after(knock.patienceMs, () => answer(undefined));
      timeline.after(random.int(5, 300), () => {
        const invocation = invocations.start('ingress', FUNCTION_MS);
        ingressOf(invocation)(knock.request).then(
          (response) => {
            invocations.end(invocation);
            watch.answered(knock, response, timeline.now() - came, invocation);
            timeline.after(random.int(1, 40), () => answer(response));
          },
          (error) => engine.report('ingress never throws', String(error)),
        );
      });
    },
  };
}
