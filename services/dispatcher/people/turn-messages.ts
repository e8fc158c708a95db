/** Tells a person that it is their turn, if they have asked to be told directly. */
import { codeSpan, type Message, mentionText } from '@valine/contracts';

/** `lines`: of the tasks, or of what has happened. */
export function yourTurnMessage(planId: string, lines: readonly string[]): Message {
  return {
    content: [
      `👉 **Your turn** • plan ${codeSpan(planId)}`,
      ...lines,
      '-# `/link direct_messages:false` has it told in the thread again.',
    ].join('\n'),
  };
}

/** In the thread, where Discord does not let us write to them. */
export function turnInThreadMessage(personId: string, lines: readonly string[]): Message {
  return {
    content: [
      `👉 ${mentionText({ id: personId })} **Your turn**`,
      ...lines,
      '-# Discord does not let me tell you directly: allow direct messages in your privacy settings of this server, or `/link direct_messages:false`.',
    ].join('\n'),
    pings: { users: [personId], roles: [] },
  };
}
