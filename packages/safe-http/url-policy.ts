/** What a team lets people reach, and what is said about one URL. */

export type UrlPolicy = {
  /** Where not empty: these domains and their sub-domains, nothing else. */
  allowedDomains: readonly string[];
  /** SAFE_LOCAL: `http` and any port are admitted for localhost and loopback addresses. For development only. */
  safeLocal: boolean;
  /** URLs from configuration. Their origins are admitted as they are, also over `http` and in a private network. */
  trustedOrigins: readonly string[];
};

export type UrlRefusal =
  | 'too_long'
  | 'forbidden_characters'
  | 'not_a_url'
  | 'not_https'
  | 'has_credentials'
  | 'port_not_allowed'
  | 'local_name'
  | 'domain_not_allowed'
  | 'not_public_address'
  | 'resolves_to_not_public'
  | 'not_resolved';

/** `url` is what was checked: use its `href` from then on, never the text, which other parsers may read otherwise. */
export type UrlVerdict = { ok: true; url: URL } | { ok: false; reason: UrlRefusal };
