/** Asks AWS something. A thing that is not there is undefined; an answer that is refused is unknown. */
import { type Fact, known, unknown } from '@valine/doctor';

const GONE =
  /^(ResourceNotFoundException|QueueDoesNotExist|AWS\.SimpleQueueService\.NonExistentQueue|NotFoundException|NotFound|NoSuchEntity|NoSuchEntityException)$/;

export async function findOnAws<T>(ask: () => Promise<T>): Promise<Fact<T | undefined>> {
  try {
    return known(await ask());
  } catch (error) {
    if (error instanceof Error && GONE.test(error.name)) return known(undefined);
    return refused(error);
  }
}

export async function askAws<T>(ask: () => Promise<T>): Promise<Fact<T>> {
  try {
    return known(await ask());
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Fact<never> {
  const [name, message] = error instanceof Error ? [error.name, error.message] : ['Error', String(error)];
  if (/AccessDenied|Unauthorized/.test(name))
    return unknown(
      `AWS does not let you look: ${message}`,
      'Use a role that may read this (AWS_PROFILE), or have somebody look who may.',
    );
  if (/Credentials|Token|UnrecognizedClient|InvalidClient/.test(name))
    return unknown('AWS does not know who you are.', 'Sign in (aws sso login) or set AWS_PROFILE.');
  return unknown(`AWS did not answer: ${message}`, 'Try again; check the network and AWS_REGION.');
}
