/** What reaches the world for this package; `@valine/safe-http/node` has the real ones. */

export interface Resolver {
  /** Every address of a host name, as the system would connect to it. @throws Error when there is none, or no answer */
  resolve(hostname: string): Promise<string[]>;
}

export type ProbeLimits = {
  /** Milliseconds for the whole: names, redirects, and the body to its end. */
  withinMs: number;
  /** Bytes of the body that are kept; the connection is closed at the next one. */
  maxBytes: number;
};

export type ProbeAnswer = {
  status: number;
  /** Names in lower case; what came more than once is joined by `, `. */
  headers: Record<string, string>;
  /** As it was sent: a compressed one is not expanded. */
  body: Uint8Array;
  /** Whether there was more than `maxBytes`. */
  truncated: boolean;
  ms: number;
  /** The URL that answered, after redirects. */
  finalUrl: string;
};

export type ProbeProblem = {
  problem:
    | 'refused_url'
    | 'dns'
    | 'connection'
    | 'tls'
    | 'timeout'
    | 'too_many_redirects'
    | 'redirect_loop'
    | 'bad_answer';
  /** A sentence for a person, with what to do. */
  detail: string;
  ms: number;
};

export interface Probe {
  /** GETs a URL, following at most 5 redirects. Never throws. */
  get(url: string, limits: ProbeLimits): Promise<ProbeAnswer | ProbeProblem>;
}
