/** Parts of a dispatcher that the test is not about: nothing waits, nothing rings, and nothing is redriven; the audit is kept. */
import { maskSecrets } from '@valine/lambda-kit';

export const dispatcherParts = {
  auditing: { days: 400, mask: (text: string) => maskSecrets(text) },
  readQueueDepths: async () => [],
  seeDeadLetters: async () => [],
  readAlarms: async () => [],
  redrive: async () => {},
};
