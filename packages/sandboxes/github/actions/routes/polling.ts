/** Whether a run's progress may be asked for; while it may not, webhooks are the only news. */
import { ApiError } from '../../state/api-error.ts';

export type Polling = { forbid(): void; allow(): void; isForbidden(): boolean; assertAllowed(): void };

export function createPolling(): Polling {
  let forbidden = false;
  return {
    forbid() {
      forbidden = true;
    },
    allow() {
      forbidden = false;
    },
    isForbidden: () => forbidden,
    assertAllowed() {
      if (forbidden) throw new ApiError(403, 'Resource not accessible by integration');
    },
  };
}
