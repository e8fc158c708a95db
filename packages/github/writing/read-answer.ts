/** What a writing call needs of its answer. */

/** An answer that is not GitHub's tells nothing: the call may have landed. @throws TypeError */
export function text(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError('the answer is not as GitHub gives it');
}

export function number(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError('the answer is not as GitHub gives it');
}
