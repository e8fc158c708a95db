/** What ingress and the dispatcher of a world share, and nobody else. */
export const ADMISSION_KEY = 'canary-admission-key, long enough for it';
