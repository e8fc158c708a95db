/** Spellings that must be admitted, each with the URL that is meant. */
import { words } from './test-refused-urls.ts';

const AS_THEY_ARE = words(`
  https://example.com/ https://example.com:8443/health https://app.example.com/index.html?v=1&w=2
  https://example.com/@127.0.0.1 https://example.com/?url=http://127.0.0.1/ https://example.com//double
  https://example.com/%20a%0a https://xn--bcher-kva.example.com/ https://a-b.c_d.example.com/
  https://_dmarc.example.com/ https://localhost.example.com/ https://internal.example.com/
  https://127.0.0.1.example.com/ https://d111111abcdef8.cloudfront.net/
  https://abc123.execute-api.eu-central-1.amazonaws.com/prod https://my-bucket.s3.eu-central-1.amazonaws.com/
  https://metadata.example.com/ https://1.1.1.1/ https://8.8.8.8/ https://9.255.255.255/ https://11.0.0.1/
  https://100.63.255.255/ https://100.128.0.1/ https://126.255.255.255/ https://128.0.0.1/ https://169.253.1.1/
  https://172.15.255.255/ https://172.32.0.1/ https://192.167.1.1/ https://223.255.255.254/
  https://[2606:4700:4700::1111]/ https://[2a00:1450:4001:82a::200e]:8443/
`);

export const admittedUrls: readonly (readonly [text: string, href: string])[] = [
  ...AS_THEY_ARE.map((url) => [url, url] as const),
  ['https://example.com', 'https://example.com/'],
  ['HTTPS://EXAMPLE.COM/Path', 'https://example.com/Path'],
  ['https://example.com./', 'https://example.com/'],
  ['https://example.com:443/', 'https://example.com/'],
  ['https://example.com:0443/', 'https://example.com/'],
  ['https://example.com:/', 'https://example.com/'],
  ['https://example.com/a/../b/./c', 'https://example.com/b/c'],
  ['https://example.com/%2e%2e/a', 'https://example.com/a'],
  ['https://example.com/#top', 'https://example.com/'],
  ['https://example.com#@127.0.0.1/', 'https://example.com/'],
  ['https://example.com?@127.0.0.1/', 'https://example.com/?@127.0.0.1/'],
  ['https://example.com/ü', 'https://example.com/%C3%BC'],
  ['https://bücher.example.com/', 'https://xn--bcher-kva.example.com/'],
  ['https://ⓔⓧⓐⓜⓟⓛⓔ.com/', 'https://example.com/'],
  ['https://example。com/', 'https://example.com/'],
  ['https://例え.jp/', 'https://xn--r8jz45g.jp/'],
  ['https://[2001:4860:4860:0:0:0:0:8888]/', 'https://[2001:4860:4860::8888]/'],
];
