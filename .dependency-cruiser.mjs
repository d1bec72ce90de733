// The floors of the house, ground floor first: a capability may import only from floors below it. tests/architecture plants
// one violation of every rule here and sees it refused.
const FLOORS = [
  'areas', 'organisations', 'access', 'catalogue', 'cases', 'intake', 'inspections', 'surveys', 'campaigns',
  'evidence', 'participation', 'indicators', 'rankings', 'oversight', 'bulletins',
]
const CAPABILITY = `^src/(?:${FLOORS.join('|')})/`
/** Tests, and the helpers only tests use. */
const TESTS = '(?:\\.test\\.tsx?|/testing\\.ts)$'
/** Packages that only compute: no disk, no network, no clock. */
const PURE_PACKAGES = '(?:^|/)node_modules/(?:@stdlib/|flatbush|flatqueue|gcoord|canonicalize|pinyin-pro|d3-delaunay|delaunator|typebox)'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', comment: 'A cycle means two modules are one.', from: {}, to: { circular: true } },
    ...FLOORS.map((floor, i) => ({
      name: `downhill-only:${floor}`, severity: 'error',
      comment: `${floor}/ may import only the floors below it: ${FLOORS.slice(0, i).join(', ') || 'none'}.`,
      from: { path: `^src/${floor}/` },
      to: { path: FLOORS.slice(i + 1).map((up) => `^src/${up}/`).concat('^src/app/') },
    })),
    {
      name: 'through-the-door', severity: 'error',
      comment: 'Enter another capability by a door: rules/index.ts, server/index.ts or web/index.ts(x). store/ has no door.',
      from: { path: '^src/([^/]+)/', pathNot: TESTS },
      // An app that starts by itself has an entry of its own: through web/index.tsx it would carry the whole desk along.
      to: { path: CAPABILITY, pathNot: ['^src/$1/', '^src/[^/]+/(?:rules|server|web)/index\\.tsx?$', '^src/[^/]+/web/[a-z-]+/entry\\.tsx$'] },
    },
    {
      name: 'rules-are-pure', severity: 'error',
      comment: 'base/, statistics/ and rules/ compute; they never read a clock, a disk, a network or a database.',
      from: { path: ['^src/[^/]+/rules/', '^src/base/', '^src/statistics/'], pathNot: TESTS },
      to: { pathNot: ['^src/[^/]+/rules/', '^src/base/', '^src/statistics/', PURE_PACKAGES], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'base-imports-nothing', severity: 'error', comment: 'base/ is the vocabulary everyone stands on.',
      from: { path: '^src/base/', pathNot: TESTS }, to: { pathNot: ['^src/base/', PURE_PACKAGES, '(?:^|/)node_modules/@types/geojson'] },
    },
    {
      name: 'statistics-on-base', severity: 'error', comment: 'statistics/ stands on base/ alone.',
      from: { path: '^src/statistics/', pathNot: TESTS }, to: { path: '^src/', pathNot: ['^src/statistics/', '^src/base/'] },
    },
    {
      name: 'platform-knows-no-business', severity: 'error', comment: 'platform/ holds mechanisms; no capability word may enter.',
      from: { path: '^src/platform/' }, to: { path: '^src/', pathNot: '^src/(?:platform|base)/' },
    },
    {
      name: 'only-platform-db-speaks-pg', severity: 'error', comment: 'One way to the database.',
      from: { path: '^src/', pathNot: ['^src/platform/db/', TESTS] }, to: { path: '(?:^|/)node_modules/(?:pg|pg-copy-streams|kysely)/' },
    },
    {
      name: 'store-behind-server', severity: 'error', comment: 'SQL is called by its own capability\'s server room only.',
      from: { path: '^src/([^/]+)/', pathNot: ['^src/[^/]+/(?:server|store)/', TESTS] }, to: { path: '^src/[^/]+/store/' },
    },
    {
      name: 'store-below-server', severity: 'error', comment: 'SQL does not call commands or pages.',
      from: { path: '^src/[^/]+/store/', pathNot: TESTS }, to: { path: '^src/[^/]+/(?:server|web)/' },
    },
    {
      name: 'store-on-db-only', severity: 'error', comment: 'store/ knows its rules, base/ and platform/db.',
      from: { path: '^src/[^/]+/store/', pathNot: TESTS }, to: { path: '^src/platform/', pathNot: '^src/platform/db/' },
    },
    {
      name: 'web-never-meets-server', severity: 'error', comment: 'Pages know rules, web-ui and i18n; the server is behind HTTP.',
      from: { path: ['^src/[^/]+/web/', '^src/platform/web-ui/'], pathNot: TESTS },
      to: { path: ['^src/[^/]+/(?:server|store)/', '^src/platform/(?!web-ui/|i18n/|forms/)', '(?:^|/)node_modules/(?:pg|fastify|sharp)/'] },
    },
    {
      name: 'server-never-meets-web', severity: 'error', comment: 'The server does not know a page.',
      from: { path: '^src/', pathNot: ['^src/[^/]+/web/', '^src/platform/web-ui/', TESTS] }, to: { path: ['^src/[^/]+/web/', '^src/platform/web-ui/'] },
    },
    { name: 'nobody-imports-app', severity: 'error', comment: 'app/ is the wiring.', from: { path: '^src/', pathNot: '^src/app/' }, to: { path: '^src/app/' } },
    { name: 'tests-stay-out', severity: 'error', comment: 'No product code leans on a test.', from: { pathNot: [TESTS, '^tests/', '^bench/'] }, to: { path: TESTS } },
    {
      name: 'across-by-hash', severity: 'error', comment: 'Inside a capability import by ./ ; across capabilities by #name/.',
      from: { path: '^src/([^/]+)/' }, to: { path: '^src/', pathNot: '^src/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
    { name: 'not-unresolvable', severity: 'error', comment: 'Every import is found.', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-orphans', severity: 'error', comment: 'A file nobody imports is not part of the house.',
      from: { orphan: true, pathNot: ['^src/app/', TESTS, '^tests/', '^bench/', '^scripts/', '\\.d\\.ts$', '\\.css$', '\\.json$'] }, to: {},
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.server.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.css$', '\\.svg$', '^node:'] },
  },
}
