/** Spellings that must be refused, by the reason, each list with where its facts come from. */
import type { UrlRefusal } from './url-policy.ts';

/*
 * Sources, from which facts were taken and spellings written anew:
 * - OWASP Cheat Sheet Series, "Server-Side Request Forgery Prevention": hexadecimal, octal, whole-number and mixed IPv4.
 * - PayloadsAllTheThings, "Server Side Request Forgery": short and rare addresses, enclosed and full-width characters,
 *   weak parsers, other schemes, metadata services of the clouds, names that lead to loopback.
 * - Orange Tsai, "A New Era of SSRF" (Black Hat 2017): credentials, backslashes, controls and spaces that parsers differ on.
 * - PortSwigger, "URL validation bypass cheat sheet": allowed domains used as prefix, suffix, credentials and path.
 * - WHATWG URL Standard, "IPv4 parser", and the URL cases of web-platform-tests: numbers in hosts, percent-encoded hosts.
 * - curl's test1560: host names, numeric hosts, ports and zone ids that its URL parser normalises or refuses.
 * - IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190 and what was registered since).
 * - IANA Special-Use Domain Names (RFC 6761, 6762, 7686, 8375, 9476) and ICANN's names of collisions.
 * - Documentation of the instance metadata services of AWS, Azure, Google Cloud, Alibaba, Oracle, Equinix and Tencent.
 */

/** What stands between spaces and line breaks: the spellings here have none in them. */
export const words = (text: string) => text.trim().split(/[ \n]+/);

const LOOPBACK = words(`
  127.0.0.1 127.0.0.2 127.0.1.3 127.127.127.127 127.255.255.254 127.0.0.0 127.1 127.0.1 127.65530 127.0.65530
  2130706433 2130706434 0x7f000001 0X7F000001 0x7F.1 0x7f.0.0.1 0x7f.0x0.0x0.0x1 0x7f.0.1 0x007f.0x00.0x00.0x01
  017700000001 0177.0.0.1 0177.1 0177.0.0.01 0177.0000.0000.0001 00177.0.0.1 000000177.0.0.1 0177.0.0.0x1
  127.0x0.00.1 127.0.0.0x1 127.0.0.01 127.000.000.001 127.0x.0x.1 127.0.0.1. 127.1. 2130706433. 0x7f.1.
  %31%32%37.0.0.1 127%2e0%2e0%2e1 %30x7f.1 １２７.０.０.１ 127。0。0。1 127．0．0．1 127｡0｡0｡1 ０ｘ７ｆ.１ ①②⑦.⓪.⓪.① ①②⑦.0.0.1
  ¹²⁷.₀.₀.¹ 𝟏𝟐𝟕.𝟎.𝟎.𝟏 𝟙𝟚𝟟.𝟘.𝟘.𝟙 ２１３０７０６４３３ [::1] [0:0:0:0:0:0:0:1] [0000::1]
  [0000:0000:0000:0000:0000:0000:0000:0001] [::0001] [0::0:1] [::0.0.0.1]
`);

const UNSPECIFIED = words(`
  0 0.0.0.0 0.0.0.1 0.1 0.255.255.255 00 0x0 0x 0x00000000 0.0 0.0.0 00000000000 0.0.0.0. ０ %30 [::] [0::0]
  [0:0:0:0:0:0:0:0]
`);

const PRIVATE = words(`
  10.0.0.1 10.255.255.255 10.1 10.0.1 167772161 0x0a000001 0xa.1 012.0.0.1 0012.1 10.0.0.0x1 １０.0.0.1 172.16.0.1
  172.31.255.255 172.17.0.1 2886729729 0xac100001 0254.020.0.1 172.1048577 192.168.0.1 192.168.1.1 192.168.255.255
  192.168.1 192.11010049 3232235521 3232235777 0xc0a80001 0xC0.0xA8.0x00.0x01 0300.0250.0.1 030052000001
  192.0x00A80001 0xc0.0250.01 %30%78%63%30%2e%30%32%35%30.01 ０Ｘｃ０．０２５０．０１ 192.168。0。1 100.64.0.1 100.127.255.254
  1681915905 0x64400001 0144.0100.0.1 [fc00::] [fc00::1] [fd00::1] [fd12:3456:789a:1::1]
  [fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff] [FD00::A]
`);

const METADATA = words(`
  169.254.169.254 169.254.170.2 169.254.170.23 169.254.169.123 169.254.0.1 169.254.1 169.16689662 2852039166
  0xa9fea9fe 0xA9FEA9FE 0xa9.0xfe.0xa9.0xfe 0251.0376.0251.0376 025177524776 0251.254.169.254 169.0xfe.43518
  0xa9.254.0251.0xfe 00000251.0000376.000251.0000376 169.254.169.254. 169。254。169。254 ①⑥⑨.②⑤④.①⑥⑨.②⑤④
  １６９.２５４.１６９.２５４ %31%36%39.254.169.254 100.100.100.200 1684301000 0x646464c8 192.0.0.192 168.63.129.16 2822734096
  0xa83f8110 [fd00:ec2::254] [fd00:0ec2:0000:0000:0000:0000:0000:0254] [fd00:ec2::23] [fd20:ce::254] [fd00:42::42]
  [fe80::a9fe:a9fe]
`);

const SPECIAL_IPV4 = words(`
  192.0.0.1 192.0.0.8 192.0.0.170 192.0.2.1 192.0.2.255 192.31.196.1 192.52.193.1 192.88.99.1 192.175.48.1
  198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.7 3405803783 0xcb007107 224.0.0.1 224.0.0.251 232.1.2.3
  239.255.255.250 0xe0000001 0340.0.0.1 240.0.0.1 250.1.2.3 255.255.255.254 255.255.255.255 4294967295 0xffffffff
  037777777777 255.16777215 0xff.0xff.65535
`);

const SPECIAL_IPV6 = [
  // The addresses of IPv4 in all the ways that IPv6 carries them.
  ...words(`
    [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1] [0:0:0:0:0:ffff:7f00:0001]
    [::ffff:0.0.0.0] [::ffff:10.0.0.1] [::ffff:192.168.0.1] [::ffff:169.254.169.254] [::ffff:a9fe:a9fe]
    [::ffff:8.8.8.8] [::127.0.0.1] [::7f00:1] [::169.254.169.254] [::a9fe:a9fe] [::8.8.8.8] [::ffff:0:127.0.0.1]
    [::ffff:0:7f00:1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b::808:808]
    [64:ff9b:1::10.0.0.1] [64:ff9b:1:ffff::1] [2002:7f00:1::] [2002:7f00:0001::1] [2002:a9fe:a9fe::] [2002:c0a8:1::1]
    [2002:a00:1::] [2002:808:808::1] [2001:0:7f00:1::] [2001::1] [2001:0:4136:e378:8000:63bf:3fff:fdd2]
  `),
  // Link-local, site-local and multicast.
  ...words(`
    [fe80::1] [fe80::5efe:192.168.0.1] [febf::1] [fec0::1] [feff::1] [ff00::] [ff01::1] [ff02::1] [ff02::fb]
    [ff05::1:3] [ff0e::1] [ffff::1]
  `),
  // Documentation, benchmarking, identifiers, discard, and what was never given to anybody.
  ...words(`
    [2001:db8::1] [2001:db8:ffff::1] [3fff::1] [3fff:fff::1] [2001:2::1] [2001:3::1] [2001:4:112::1] [2001:10::1]
    [2001:20::1] [2001:2f::1] [2001:30::1] [2001:1::1] [2001:1ff::1] [100::1] [100:0:0:1::1] [5f00::1] [3ffe::1]
    [200::1] [400::1] [1000::1] [4000::1] [8000::1] [c000::1] [e000::1] [f000::1] [fb00::1] [fe00::1] [::2] [::1:0:0]
  `),
];

const LOCAL_NAMES = words(`
  localhost LOCALHOST LocalHost localhost. ｌｏｃａｌｈｏｓｔ ⓛⓞⓒⓐⓛⓗⓞⓢⓣ %6c%6f%63%61%6c%68%6f%73%74 locaｌhost app.localhost
  a.b.localhost app.localhost. localhost.localdomain ip6-localhost ip6-loopback xn--a printer.local PRINTER.LOCAL
  nas.local. db.internal host.docker.internal gateway.docker.internal ip-10-0-0-1.ec2.internal
  ip-10-0-0-1.eu-central-1.compute.internal instance-data.ec2.internal instance-data metadata
  metadata.google.internal metadata.google.internal. METADATA.GOOGLE.INTERNAL metadata。google。internal metadata.goog
  sub.metadata.goog metadata.azure.internal metadata.packet.net metadata.platformequinix.com metadata.tencentyun.com
  rancher-metadata kubernetes kubernetes.default.svc.cluster.local vault.service.internal router.home.arpa home.arpa
  1.0.0.127.in-addr.arpa ipv4only.arpa router.lan fritz.home mail.corp smtp.mail wiki.intranet git.private
  abcdefghij.onion app.test app.invalid name.alt intranet com example o177 127.0.0.1- app..example.com example.com..
  .example.com -app.example.com app-.example.com ${'a'.repeat(64)}.example.com ${'a.'.repeat(127)}example.com
  app!.example.com app'.example.com app(1).example.com app*.example.com *.example.com app,example.com
  app$.example.com app=1.example.com app;example.com example.com&evil.com ~.example.com
`);

const NO_URLS = words(`
  example.com www.example.com/path //example.com /etc/passwd https https: https:/ https:// https:example.com
  https:/example.com https:///example.com https:////example.com https://?a https://#a http:127.0.0.1 127.0.0.1 ::1
  [::1] https://[::1 https://::1/ https://0000::1/ https://[127.0.0.1]/ https://[fe80::1%25eth0]/
  https://[fe80::1%eth0]/ https://[::1%251]/ https://[:::1]/ https://[1:2:3:4:5:6:7:8:9]/
  https://[::ffff:127.0.0.256]/ https://[::ffff:127.1]/ https://[::ffff:0x7f.0.0.1]/ https://[]/ https://[g::1]/
  https://256.256.256.256/ https://127.0.0.256/ https://127.0.0.1.1/ https://4294967296/ https://0x100000000/
  https://127.0.0.08/ https://09.0.0.1/ https://0x7g.1/ https://1.2.3.4.5/ https://127..1/ https://foo.0x7f.1/
  https://example.com.1/ https://example.com:99999/ https://example.com:-1/ https://example.com:abc/
  https://example.com:443:443/ https://127.1.1.1:80:80/ https://exa%00mple.com/ https://example.com%2f.evil.com/
  https://example.com%3a443/ https://example.com%23.evil.com/ https://example.com%5c.evil.com/
  https://example.com%40evil.com/ https://%zz.example.com/ https://example.com%0d%0a.evil.com/
  https://example.com%20.evil.com/ https://example.com℀.evil.com/ https://exa[mple.com/
`);

const OTHER_SCHEMES = words(`
  http://example.com/ HTTP://example.com/ http://127.0.0.1/ http://127.0.0.1:22 http://0/ http://[::]:80/
  http://localhost:8080/ http://169.254.169.254/latest/meta-data/ ftp://example.com/ ftp://127.0.0.1/
  file:///etc/passwd file://localhost/etc/passwd file://example.com/share gopher://127.0.0.1:6379/_INFO
  dict://127.0.0.1:11211/stat ldap://localhost:389/ ldaps://example.com/ tftp://example.com:69/x sftp://example.com/
  ssh://example.com/ jar:https://example.com!/ netdoc:///etc/passwd javascript:alert(1) data:text/html,hello
  blob:https://example.com/1 about:blank view-source:https://example.com/ ws://example.com/ wss://example.com/
  mailto:a@example.com php://filter/resource=x expect://id phar://x.phar httpss://example.com/
  https-evil://example.com/ unix:/var/run/docker.sock smb://example.com/a imap://example.com/ localhost:8080
  localhost:+11211aaa
`);

const CREDENTIALS = words(`
  https://user@example.com/ https://user:password@example.com/ https://@example.com/ https://:@example.com/
  https://:password@example.com/ https://example.com@127.0.0.1/ https://example.com:443@127.0.0.1/
  https://127.0.0.1@example.com/ https://example.com%20@127.0.0.1/ https://example.com%00@127.0.0.1/
  https://a@b@example.com/ https://1.1.1.1&@2.2.2.2/ https://example.com&@169.254.169.254/
  https://example.com;@evil.com/ https://%40@example.com/ https://foo@evil.com:8443@example.com/
  https://[::1]@example.com/ HTTPS://user@EXAMPLE.com http://user@localhost/ https://example.com:@evil.com/
`);

const FORBIDDEN = [
  'https://example.com\\',
  'https:\\\\example.com',
  'https:/\\example.com',
  'https://example.com\\@evil.com/',
  'https://example.com\\.evil.com/',
  'https://127.1.1.1:80\\@127.2.2.2:80/',
  'https://127.1.1.1:80#\\@127.2.2.2:80/',
  ' https://example.com',
  'https://example.com ',
  'https://exam ple.com/',
  'https://1.1.1.1 &@2.2.2.2# @3.3.3.3/',
  'https://example.com/a b',
  '\thttps://example.com',
  'ht\ntps://example.com',
  'https://exam\tple.com/',
  'https://example.com/\r\nHost: evil.com',
  'https://example.com\r\n/',
  'https://example.com\0.evil.com/',
  'https://example.com/\0',
  'https://example.com/\u0001',
  'https://example.com/\u007f',
  'https://example.com/\u0085',
  'https://example.com\u00a0/',
  'https://exam\u00adple.com/',
  'https://exam\u200bple.com/',
  'https://exam\u200dple.com/',
  'https://127\u200b.0.0.1/',
  'https://example.com\u2028/',
  'https://example.com\u3000/',
  'https://\ufeffexample.com/',
  'https://\u202eexample.com/',
  'https://example.com/\ud800',
  'https://example.com/\ue000',
  'https://example.com/<script>',
  'https://example.com/"',
  'https://example.com/`id`',
  'https://example.com/{a}',
  'https://example.com/a|b',
  'https://example.com/^',
  '<https://example.com>',
];

const PORTS = words(`
  https://example.com:22/ https://example.com:25/ https://example.com:80/ https://example.com:0/
  https://example.com:444/ https://example.com:3000/ https://example.com:3306/ https://example.com:5432/
  https://example.com:6379/ https://example.com:8080/ https://example.com:9200/ https://example.com:11211/
  https://example.com:65535/ https://8.8.8.8:53/ https://[2606:4700:4700::1111]:853/ https://example.com:0022/
`);

const https = (host: string) => `https://${host}/`;

export const refusedUrls: readonly { reason: UrlRefusal; what: string; urls: readonly string[] }[] = [
  { reason: 'not_public_address', what: 'loopback', urls: LOOPBACK.map(https) },
  { reason: 'not_public_address', what: 'unspecified', urls: UNSPECIFIED.map(https) },
  { reason: 'not_public_address', what: 'private', urls: PRIVATE.map(https) },
  { reason: 'not_public_address', what: 'metadata and link-local', urls: METADATA.map(https) },
  { reason: 'not_public_address', what: 'special IPv4', urls: SPECIAL_IPV4.map(https) },
  { reason: 'not_public_address', what: 'special IPv6', urls: SPECIAL_IPV6.map(https) },
  { reason: 'local_name', what: 'local and malformed names', urls: LOCAL_NAMES.map(https) },
  { reason: 'not_a_url', what: 'what is no URL', urls: ['', ...NO_URLS] },
  { reason: 'not_https', what: 'other schemes', urls: OTHER_SCHEMES },
  { reason: 'has_credentials', what: 'credentials', urls: CREDENTIALS },
  { reason: 'forbidden_characters', what: 'forbidden characters', urls: FORBIDDEN },
  { reason: 'port_not_allowed', what: 'ports', urls: PORTS },
  { reason: 'too_long', what: 'length', urls: [https(`example.com/${'a'.repeat(2_048)}`)] },
];
