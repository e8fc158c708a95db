/** Reaching URLs that people give: what may be reached, said by pure code. The adapters are in `@valine/safe-http/node`. */
export { type AddressKind, addressKind } from './address-kind.ts';
export { checkAddresses, checkUrl, MAX_URL_LENGTH } from './check-url.ts';
export { type GuardedUrl, guardUrl } from './guard-url.ts';
export { urlRefusalText } from './messages.ts';
export type * from './ports.ts';
export type * from './url-policy.ts';
