const { TestEnvironment } = require('jest-environment-node')

/** What jsdom is to fetching: a page of the browser, in which Node's own is not to be seen. */
module.exports = class extends TestEnvironment {
  async setup() {
    await super.setup()
    for (const name of ['fetch', 'Request', 'Response', 'Headers']) delete this.global[name]
  }
}
