/** Says what went wrong and what to do next, in one line. */

/** An error or one of its causes. */
type Known = { name: string; code: string; message: string };

/** The place a command was for, as `Connection` describes it. */
export type Place = { where: string; whyThere?: string };

type Advice = {
  matches: RegExp;
  says: (where: string, message: string) => string;
  /** Set when the person may have meant another place. */
  mistaken?: true;
};

const ADVICE: readonly Advice[] = [
  {
    matches: /^(QueueDoesNotExist|ResourceNotFoundException|AWS\.SimpleQueueService\.NonExistentQueue)/,
    says: (where) =>
      `Nothing is deployed as ${where}. Deploy it with pulumi up, or choose another --stage or AWS_REGION.`,
    mistaken: true,
  },
  {
    matches:
      /^(CredentialsProviderError|TokenProviderError|ExpiredToken|UnrecognizedClientException|InvalidClientTokenId)/,
    says: () => 'AWS does not know who you are. Sign in (aws sso login) or set AWS_PROFILE.',
    mistaken: true,
  },
  {
    // Said by us already, of what was to be read.
    matches: /AWS does not know who you are/,
    says: (_where, message) => message,
    mistaken: true,
  },
  {
    matches: /^AccessDenied/,
    says: (where, message) => `AWS refused it on ${where}: ${message} Use a role that may do this (AWS_PROFILE).`,
  },
  {
    matches: /turned away before Discord/,
    says: (_where, message) =>
      `Discord could not be asked: ${message}. That says nothing of the token: try again in some minutes.`,
  },
  {
    matches: /^DiscordError/,
    says: (_where, message) => `Discord refused it: ${message}. Check DISCORD_BOT_TOKEN and DISCORD_APPLICATION_ID.`,
  },
  {
    matches: /Region is missing/,
    says: () =>
      'No AWS region is set. Set AWS_REGION to the region the stage is deployed in (--stage names it), or aws:region in its Pulumi.<stage>.yaml.',
    mistaken: true,
  },
  {
    matches: /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|TimeoutError|NetworkingError)/,
    says: (where) => `No answer from ${where}. Check the network, or that the local stack still runs.`,
  },
];

/** `place`: what the command was for. */
export function errorMessage(error: unknown, { where, whyThere }: Place): string {
  const chain = causesOf(error);
  const message = chain[0]?.message || chain[0]?.name || String(error);
  const advice = ADVICE.find(({ matches }) =>
    chain.some((known) => Object.values(known).some((text) => matches.test(text))),
  );
  if (advice === undefined) return message;
  const says = advice.says(where, message);
  return advice.mistaken && whyThere !== undefined ? `${whyThere} ${says}` : says;
}

function causesOf(error: unknown): Known[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error ? String(error.code) : '';
  return [{ name: error.name, code, message: error.message }, ...causesOf(error.cause)];
}
