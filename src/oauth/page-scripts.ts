/**
 * Puts what the device data script finds out into the form that is being sent. Observed: the field's name, from captures of
 * the service's pages.
 */
const deviceData = `document.addEventListener('submit', function (event) {
  var form = event.target
  var field = form.elements.cognitoAsfData
  var collector = window.AmazonCognitoAdvancedSecurityData
  if (!field || !collector) return
  var name = form.elements.username
  field.value = collector.getData(name ? name.value : '', form.dataset.userPool, form.dataset.client) || ''
})
`

/** Lets a form be sent once: who clicks twice would see the answer to what can be done only once. */
const once = `(function () {
  var sentAt = -Infinity
  document.addEventListener('submit', function (event) {
    if (event.defaultPrevented) return
    if (event.timeStamp - sentAt < 5000) event.preventDefault()
    else sentAt = event.timeStamp
  })
  addEventListener('pageshow', function () {
    sentAt = -Infinity
  })
})()
`

/** Ticks off what a new password has. */
const newPassword = `document.querySelectorAll('[data-check]').forEach(function (item) {
  var pattern = new RegExp(item.dataset.check)
  var field = item.closest('.field').querySelector('input')
  field.addEventListener('input', function () {
    var holds = pattern.test(field.value)
    item.classList.toggle('passwordCheck-valid-customizable', holds)
    item.classList.toggle('passwordCheck-notValid-customizable', !holds)
  })
})
`

/** Asks the browser for a passkey, or for a new one, and sends what it answers; the button asks again. */
const passkey = `(function () {
  var field = document.querySelector('[data-passkey]')
  var form = field.form
  var isNew = field.dataset.passkeyNew === 'true'
  var running = false

  form.addEventListener('submit', function (event) {
    if (field.value) return
    event.preventDefault()
    ask()
  })
  ask()

  function ask() {
    if (running) return
    running = true
    var options = JSON.parse(field.dataset.passkey)
    var wanted = isNew
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
    wanted.then(function (credential) {
      field.value = JSON.stringify(credential.toJSON())
      form.requestSubmit()
    }).catch(function () {
      document.getElementById('passkey-problem').hidden = false
    }).then(function () {
      running = false
    })
  }
})()
`

/** The scripts of the hosted pages, by the name under which `/_assets` has them. */
export const pageScripts: Readonly<Record<string, string>> = {
  'device-data.js': deviceData,
  'once.js': once,
  'new-password.js': newPassword,
  'passkey.js': passkey,
}
