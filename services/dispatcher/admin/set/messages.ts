/** Why `/set-frontend` or `/set-api-base` sets nothing, and what to do. */
import { type Message, refusalMessage } from '@valine/contracts';

export function notConfirmedMessage(command: string): Message {
  return refusalMessage(
    'not_confirmed',
    `Nothing was set: what stands there now would be gone for good. If you mean it, run \`/${command}\` again with \`confirm:true\`.`,
  );
}

export function urlMissingMessage(command: string): Message {
  return refusalMessage('url_missing', `Nothing was set: no address came with it. Run \`/${command}\` again.`);
}

export function unreadableMessage(command: string): Message {
  return refusalMessage(
    'value_unreadable',
    `Nothing was set: what you gave cannot be opened, for \`ADMISSION_KEY\` has just been changed. Run \`/${command}\` again.`,
  );
}

export function outdatedMessage(name: string): Message {
  return refusalMessage(
    'setting_replaced',
    `Another value of \`${name}\` was asked for after you, and it counts: yours was not set. Run the command again if yours is the right one.`,
  );
}
