/** Each row: a part of src/, and the parts it may import. Nothing imports upwards. */
const layers = {
  base: [],
  api: ['base'],
  store: ['api', 'base'],
  context: ['store', 'api', 'base'],
  domain: ['context', 'store', 'api', 'base'],
  operations: ['domain', 'context', 'api', 'base'],
  oauth: ['kernel', 'domain', 'context', 'api', 'base'],
  kernel: ['domain', 'context', 'api', 'base'],
  seed: ['kernel', 'domain', 'context', 'store', 'api', 'base'],
  control: ['seed', 'kernel', 'domain', 'context', 'api', 'base'],
  console: ['control', 'kernel', 'domain', 'context', 'api', 'base'],
  client: [],
  edges: ['domain', 'context', 'store', 'api', 'base'],
  http: ['operations', 'oauth', 'console', 'control', 'kernel', 'domain', 'context', 'api', 'base'],
} // cli, index, emulator, config and dev may import anything; nothing above may import them

/** Inside domain/ a module may import only the ones before it. */
const domain = [
  'pools',
  'clients',
  'identity-providers',
  'users',
  'groups',
  'credentials',
  'devices',
  'codes',
  'messages',
  'verification',
  'triggers',
  'tokens',
  'risk',
  'sign-in',
  'sign-up',
  'recovery',
  'branding',
  'hosted',
  'federation',
  'sessions',
  'imports',
]

const part = (p) => `^src/${p}[./]`
const rule = (name, from, to, pathNot) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to, pathNot },
})

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    ...Object.entries(layers).map(([from, to]) =>
      rule(`${from} imports only ${to.join(', ') || 'itself'}`, part(from), '^src/', [from, ...to].map(part)),
    ),
    ...domain.map((m, i) =>
      rule(
        `domain/${m} imports only earlier modules`,
        part(`domain/${m}`),
        '^src/domain/',
        domain.slice(0, i + 1).map((d) => part(`domain/${d}`)),
      ),
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  },
}
