/** Does something expensive at most once, and again only if it failed, and then not at once. */
import { systemClock } from '@valine/lambda-kit/aws';

/** `rememberMs`: how long a failure stands for everybody who asks, in milliseconds. */
export function once<T>(make: () => Promise<T>, { rememberMs = 0, clock = systemClock } = {}): () => Promise<T> {
  let made: Promise<T> | undefined;
  let failedAt: number | undefined;
  return () => {
    if (failedAt !== undefined && clock.now() - failedAt >= rememberMs) {
      made = undefined;
      failedAt = undefined;
    }
    made ??= make().catch((error: unknown) => {
      failedAt = clock.now();
      throw error;
    });
    return made;
  };
}
