import { createHash } from 'node:crypto'

/** The file name under which the service offers its own script, and we offer ours. */
export const deviceDataScriptName = 'amazon-cognito-advanced-security-data.min.js'

/**
 * A script for pages that sign users in: it offers `AmazonCognitoAdvancedSecurityData.getData(username, userPoolId,
 * clientId)`, as the service's script does, so that client libraries send `EncodedData` with their requests. Documented:
 * that call. Observed: the form of the data, its members, version and signature. A device is known again by what the
 * script keeps in the page's local storage; pages that may not keep anything get a new device each time.
 */
export const deviceDataScript = `(function (page) {
  'use strict'
  var version = 'JS20171115'
  var kept = 'cognito-plus.deviceId'

  page.AmazonCognitoAdvancedSecurityData = { getData: getData }

  function getData(username, userPoolId, clientId) {
    try {
      var payload = JSON.stringify({
        contextData: contextData(),
        username: String(username == null ? '' : username),
        userPoolId: String(userPoolId == null ? '' : userPoolId),
        timestamp: String(now().getTime())
      })
      var signature = base64(hmac(utf8(String(clientId)), utf8(version + payload)))
      return base64(utf8(JSON.stringify({ payload: payload, signature: signature, version: version })))
    } catch (error) {
      // A sign-in works without the data.
      return undefined
    }
  }

  function contextData() {
    var browser = page.navigator
    var plugins = Array.prototype.map.call(browser.plugins || [], function (plugin) { return plugin.name })
    return {
      UserAgent: browser.userAgent,
      DeviceId: deviceId(),
      DeviceLanguage: browser.language,
      DeviceFingerprint: browser.userAgent + plugins.concat(browser.language).join(':'),
      DevicePlatform: browser.platform,
      ClientTimezone: timezone(-now().getTimezoneOffset())
    }
  }

  function deviceId() {
    var id
    try {
      id = page.localStorage.getItem(kept)
    } catch (error) {
      // This page may not keep anything.
    }
    if (id) return id
    id = randomText(20) + ':' + now().getTime()
    try {
      page.localStorage.setItem(kept, id)
    } catch (error) {
      // As above.
    }
    return id
  }

  function randomText(length) {
    var numbers = page.crypto.getRandomValues(new Uint32Array(length))
    return Array.prototype.map.call(numbers, function (n) { return (n % 36).toString(36) }).join('')
  }

  function now() {
    return new page.Date()
  }

  function timezone(minutes) {
    var distance = Math.abs(minutes)
    var two = function (n) { return (n < 10 ? '0' : '') + n }
    return (minutes < 0 ? '-' : '') + two(Math.floor(distance / 60)) + ':' + two(distance % 60)
  }

  function utf8(text) {
    return new TextEncoder().encode(text)
  }

  function base64(bytes) {
    return page.btoa(Array.prototype.map.call(bytes, function (byte) { return String.fromCharCode(byte) }).join(''))
  }

  // The browser's own hashes answer later, and getData has to answer now.
  function hmac(key, message) {
    var block = new Uint8Array(64)
    block.set(key.length > 64 ? sha256(key) : key)
    var inner = sha256(joined(block.map(function (byte) { return byte ^ 0x36 }), message))
    return sha256(joined(block.map(function (byte) { return byte ^ 0x5c }), inner))
  }

  function joined(first, second) {
    var all = new Uint8Array(first.length + second.length)
    all.set(first)
    all.set(second, first.length)
    return all
  }

  // FIPS 180-4. The constants are the fractions of cube and square roots of the first primes.
  function sha256(message) {
    var constants = roots(64, 1 / 3)
    var hash = roots(8, 1 / 2)
    var padded = new DataView(new ArrayBuffer((((message.length + 8) >> 6) + 1) * 64))
    new Uint8Array(padded.buffer).set(message)
    padded.setUint8(message.length, 0x80)
    padded.setUint32(padded.byteLength - 4, message.length * 8)
    for (var at = 0; at < padded.byteLength; at += 64) hash = withBlock(hash, padded, at, constants)
    var digest = new DataView(new ArrayBuffer(32))
    hash.forEach(function (word, i) { digest.setUint32(i * 4, word) })
    return new Uint8Array(digest.buffer)
  }

  function withBlock(hash, data, at, constants) {
    var words = []
    var state = hash.slice()
    for (var i = 0; i < 64; i++) {
      words[i] = i < 16 ? data.getInt32(at + i * 4) : next(words, i)
      var e = state[4]
      var a = state[0]
      var choice = (e & state[5]) ^ (~e & state[6])
      var majority = (a & state[1]) ^ (a & state[2]) ^ (state[1] & state[2])
      var one = (state[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + constants[i] + words[i]) | 0
      var two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0
      state = [(one + two) | 0, a, state[1], state[2], (state[3] + one) | 0, e, state[5], state[6]]
    }
    return state.map(function (word, i) { return (word + hash[i]) | 0 })
  }

  function next(words, i) {
    var early = words[i - 15]
    var late = words[i - 2]
    var first = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    var second = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    return (words[i - 16] + first + words[i - 7] + second) | 0
  }

  function turn(word, by) {
    return (word >>> by) | (word << (32 - by))
  }

  function roots(count, power) {
    var found = []
    for (var n = 2; found.length < count; n++) {
      if (isPrime(n)) found.push(((Math.pow(n, power) % 1) * 4294967296) | 0)
    }
    return found
  }

  function isPrime(n) {
    for (var divisor = 2; divisor * divisor <= n; divisor++) if (n % divisor === 0) return false
    return true
  }
})(globalThis)
`

/** Answers with the script; pages of every origin may load it. */
export function deviceDataScriptResponse(): Response {
  return new Response(deviceDataScript, { headers })
}

const headers = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'no-cache',
  etag: `"${createHash('sha256').update(deviceDataScript).digest('base64url').slice(0, 22)}"`,
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
} as const
