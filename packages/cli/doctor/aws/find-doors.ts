/** Where the doors of a stage are for those outside, as far as that is known here. */
import { type Fact, known, type SettingsFact, unknown } from '@valine/doctor';

export type Doors = {
  /** Where Discord has to send interactions. */
  interactionsUrl: Fact<string>;
  webhookUrl: Fact<string>;
  /** Where somebody can knock for Discord. */
  knockAt: Fact<string>;
};

/** `address`: of the stage itself. `set`: the interactions URL that Discord has now. */
export function findDoors(
  kind: 'aws' | 'local',
  settings: SettingsFact,
  address: Fact<string>,
  set: string | null,
): Doors {
  const isSandbox = /^https?:\/\/(127\.|localhost)/.test(settings['DISCORD_API_URL'] ?? '');
  if (kind === 'aws' || isSandbox) {
    const interactionsUrl = at(address, '/discord');
    return { interactionsUrl, webhookUrl: at(address, '/github/webhook'), knockAt: interactionsUrl };
  }
  // A real Discord reaches the local stack through a tunnel. Only what is set there tells which: that proves nothing of itself.
  const door = set === null ? tunnelUnknown() : known(set.replace(/\/discord$/, ''));
  return { interactionsUrl: tunnelUnknown(), webhookUrl: at(door, '/github/webhook'), knockAt: at(door, '/discord') };
}

function tunnelUnknown(): Fact<never> {
  return unknown(
    'Nobody here knows by which address the local stack is reached from outside.',
    'Compare the Interactions Endpoint URL with the address of your tunnel, or run valine setup with that address.',
  );
}

function at(address: Fact<string>, path: string): Fact<string> {
  return address.is === 'known' ? known(`${address.value}${path}`) : address;
}
