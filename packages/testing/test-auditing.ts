/** How tests and worlds keep the audit. */
import { maskSecrets } from '@valine/lambda-kit';

export const testAuditing = {
  days: 400,
  mask: (text: string) => maskSecrets(text),
};
