/** The services of a baseline: the same door, the same decisions, the same texts, without the mechanism. */
import { DispatchMessage, Notification } from '@valine/contracts';
import { createDispatcher, lateParts } from '@valine/dispatcher';
import { createWorker, type WorkContext, type Worker } from '@valine/lambda-kit';
import { dispatcherParts } from '@valine/testing';
import { ADMISSION_KEY } from '../people/admission-key.ts';
import { INTEND_EFFECTS } from '../people/effects.ts';
import { type Ports, type Services, services } from '../services.ts';
import { intendNaively } from './naive-effects.ts';
import { type NonceFor, showNaively } from './naive-notifier.ts';
import { withoutMechanism } from './without-mechanism.ts';

type Handle<M> = (work: { message: M; context: WorkContext }) => Promise<void>;
/** Put around the handler of every record; `ports` are those of the invocation. */
export type Around = <M>(ports: Ports, handle: Handle<M>) => Handle<M>;

export function baselineServices(name: string, nonceFor: NonceFor, around: Around): Services {
  return {
    ...services,
    name,
    mayUseAllRecords: true,
    dispatch: (ports) => dispatchNaively(ports, around),
    notify: (ports) =>
      createWorker({
        ...ports,
        queue: 'notify',
        fifo: true,
        schema: Notification,
        handle: around(ports, ({ message }) => showNaively(ports, nonceFor, message)),
      }),
  };
}

/** It does not know when its function ends, either. */
function dispatchNaively(ports: Ports, around: Around): Worker {
  const dispatch = createDispatcher({
    ...ports,
    ...lateParts,
    admissionKey: () => ADMISSION_KEY,
    ...dispatcherParts,
    store: withoutMechanism(ports.store),
  });
  return createWorker({
    ...ports,
    queue: 'dispatch',
    schema: DispatchMessage,
    handle: around<DispatchMessage>(ports, ({ message, context: { waits, receiveCount } }) =>
      message.type === 'button.pressed' && message.button === INTEND_EFFECTS
        ? intendNaively(ports, message)
        : dispatch(message, { waits, receiveCount }),
    ),
  });
}
