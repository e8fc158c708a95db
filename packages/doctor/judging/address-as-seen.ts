/** Where others reach us, as far as a function of ours can know. */
import { type Fact, known, unknown } from '../facts/fact.ts';

/**
 * A platform elsewhere reaches a stack on this machine through a tunnel of which nobody here knows. `url`: by which we
 * know ourselves. `apiUrl`: of the platform. `platform`: its name.
 */
export function addressAsSeen(url: string, apiUrl: string, platform: 'GitHub' | 'Discord'): Fact<string> {
  if (isLocal(url) && !isLocal(apiUrl))
    return unknown(
      `Nobody here knows by which address ${platform} reaches this machine.`,
      'Compare it with your tunnel.',
    );
  return known(url);
}

function isLocal(url: string): boolean {
  return /^https?:\/\/(127\.|localhost|\[::1\])/.test(url);
}
